"""Mails before and after a deadline: due and not yet sent."""
