"""Files that prove something, kept under their SHA-256."""
