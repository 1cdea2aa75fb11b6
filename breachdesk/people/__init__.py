"""The persons concerned: imported sealed, found by blind index, shown masked, destroyed whole."""
