"""Filing with the CNIL for controllers that gave a mandate: one by one, or as a batch."""
