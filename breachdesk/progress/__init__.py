"""A case's front page and its steps: what depends on every other feature at once."""
