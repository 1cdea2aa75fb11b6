"""Adapters to the outside: database, mail, PDF, files, keys. Knows kernel, no feature."""
