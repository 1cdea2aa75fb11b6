"""Forms about affected controllers."""
