"""Identifiers nobody can guess."""

import secrets


def new_id() -> str:
    """128 random bits as 32 lower-case hexadecimal characters."""
    return secrets.token_hex(16)


def is_id(text: str) -> bool:
    """Whether `text` has the form new_id() gives; forms propose ids, so they are checked."""
    return len(text) == 32 and set(text) <= set("0123456789abcdef")  # noqa: PLR2004
