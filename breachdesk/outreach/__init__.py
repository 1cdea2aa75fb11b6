"""Campaigns that tell people by e-mail: once, and provably."""
