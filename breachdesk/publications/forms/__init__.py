"""Forms about public notices."""
