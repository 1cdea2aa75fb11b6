"""The code by which a person checks that a notice is genuine."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 or O, 1, I or L, nor U, which is taken for V: people copy the code from a screen or a sheet.
"""
LENGTH = 10
"""30¹⁰ codes: among 700,000 that are in use, a guess hits once in 800 million."""

ALL = len(ALPHABET) ** LENGTH
MOST_TYPED = 300
"""Characters: more is neither a code nor the link in a QR code."""


def new_code() -> str:
    number, places = secrets.randbelow(ALL), []
    for _place in range(LENGTH):
        number, at = divmod(number, len(ALPHABET))
        places.append(ALPHABET[at])
    return "".join(places)


def shown(code: str) -> str:
    """In two groups, as it stands in the mail."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def read(typed: str) -> str:
    """The code as it is stored; empty for what cannot be one. A link that ends in it will do."""
    ending = typed[:MOST_TYPED].rpartition("=")[2]
    code = "".join(c for c in ending.upper() if c.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""
