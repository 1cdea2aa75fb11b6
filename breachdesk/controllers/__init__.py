"""Affected controllers of a processor's breach: each has its own clock, notice and mandate."""
