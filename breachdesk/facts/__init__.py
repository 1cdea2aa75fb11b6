"""Every field of the CNIL notification form as a keyed, versioned fact of the case."""
