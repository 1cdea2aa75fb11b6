"""Forms about campaigns."""
