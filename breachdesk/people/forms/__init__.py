"""Forms about persons: narrowing the list, looking one up, letting out, destroying."""
