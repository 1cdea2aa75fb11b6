"""A whole case as data, for archives and other programs."""
