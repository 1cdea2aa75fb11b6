"""Clocks: when a duty falls due, on every reading of the law, and how it stands."""
