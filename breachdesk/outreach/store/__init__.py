"""Campaigns and their mails in the database."""
