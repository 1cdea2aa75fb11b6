"""The desk for a personal-data breach. Start reading at README.md, "Where things live"."""

__version__ = "0.1.0"
