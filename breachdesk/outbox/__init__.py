"""Mails to be handed over, once each, with what is known of every one."""
