"""Domains of addresses, and which of them belong to the same organisation."""

import re

SECOND_LEVEL = frozenset(
    ("ac", "asso", "co", "com", "edu", "gouv", "gov", "ne", "net", "nom", "or", "org", "prd", "tm")
)
PROVIDERS = frozenset(
    (
        "aol.com",
        "bbox.fr",
        "free.fr",
        "gmail.com",
        "gmx.fr",
        "googlemail.com",
        "hotmail.com",
        "hotmail.fr",
        "icloud.com",
        "laposte.net",
        "live.com",
        "live.fr",
        "neuf.fr",
        "numericable.fr",
        "orange.fr",
        "outlook.com",
        "outlook.fr",
        "proton.me",
        "protonmail.com",
        "sfr.fr",
        "wanadoo.fr",
        "yahoo.com",
        "yahoo.fr",
    )
)
"""Whose domains everybody's mailbox is under: a company cannot sign for them."""
COUNTRY = 2
"""Letters in the top level of a country."""
_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}"
)


def is_address(text: str) -> bool:
    """Whether mail from elsewhere can be sent there: a domain of one word is this machine's."""
    return len(text) <= 254 and bool(_ADDRESS.fullmatch(text))  # noqa: PLR2004  # RFC 5321


def domain_of(address: str) -> str:
    return address.rpartition("@")[2].lower()


def organisation(domain: str) -> str:
    """The part that was registered: a guess without the public suffix list.

    Where the guess is wrong a warning is missing, or one too many is shown.
    """
    labels = domain.lower().rstrip(".").split(".")
    is_shared = len(labels[-1]) == COUNTRY and labels[-2:-1] and labels[-2] in SECOND_LEVEL
    return ".".join(labels[-3:] if is_shared else labels[-2:])
