"""Queries on persons: for chunks of an import, for lists and audiences, for what surrounds them."""
