"""E-mail addresses: what one looks like, and the spelling in which two are compared."""

import re

from email_validator import EmailNotValidError, ValidatedEmail, validate_email

from breachdesk.identities.domain import Unlikely, unlikely
from breachdesk.identities.domain.characters import HIDDEN, has_hidden
from breachdesk.identities.domain.digits import SPACES
from breachdesk.kernel.text import Text, _

WANTED = _("Give an e-mail address like name@example.org.")
TOO_LONG = _("It is longer than 254 characters.")
SEVERAL = _("Only one address fits here, without a name before it.")
NO_DOT = _("What follows @ must be a domain with a dot.")

LONGEST = 254
"""RFC 5321, 4.5.3.1.3: a path of 256 with its angle brackets."""

PLAIN = re.compile(
    r"([A-Za-z0-9_+'-]+(?:\.[A-Za-z0-9_+'-]+)*)"
    r"@((?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)+"
    r"(?!(?i:arpa|invalid|local|localhost|onion|test)\Z)[A-Za-z]{2,})"
)
"""Addresses about which email-validator has nothing to add; names kept from use are left to it.

No two dashes follow each other in a domain, so that xn-- is not taken for plain.
"""
PLAIN_LONGEST = 64
"""Below this no part can be too long."""

PART_OF_SEVERAL = re.compile(r"[,;<>]|@.*@", re.DOTALL)
WITHOUT_DOT = re.compile(r"[^@]*@[^@.]*")


def canonical(text: str) -> str:
    """The domain in lower case and punycode, the part before @ as it was typed."""
    found = PLAIN.fullmatch(text) if len(text) <= PLAIN_LONGEST else None
    if found:
        return f"{found[1]}@{found[2].lower()}"
    address = text.strip(SPACES)
    if hint := _fault(address):
        raise unlikely(WANTED, hint)
    valid = _valid(address)
    if valid is None:
        raise Unlikely(WANTED)
    return f"{valid.local_part}@{valid.ascii_domain}"


def readable(address: str) -> str:
    """A canonical address as people write it: the domain with its accents."""
    valid = _valid(address) if "xn--" in address else None
    return valid.normalized if valid else address


def domain(address: str) -> str:
    """Of a canonical address."""
    return address.rpartition("@")[2]


def _fault(address: str) -> Text | None:
    if len(address) > LONGEST:
        return TOO_LONG
    if has_hidden(address):
        return HIDDEN
    if PART_OF_SEVERAL.search(address):
        return SEVERAL
    return NO_DOT if WITHOUT_DOT.fullmatch(address) else None


def _valid(address: str) -> ValidatedEmail | None:
    """Nobody is asked over the network whether the domain takes mail; 64 characters before @."""
    try:
        return validate_email(address, check_deliverability=False, strict=True)
    except EmailNotValidError:
        return None
