"""Numbers that are names: groups of digits, what spreadsheets do to them, the Luhn key."""

import re

from breachdesk.identities.domain import Unlikely, unlikely
from breachdesk.identities.domain.characters import (
    FOREIGN_DIGITS,
    HIDDEN,
    has_foreign_digits,
    has_hidden,
)
from breachdesk.kernel.text import Text, _

POWER_OF_TEN = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+")
DECIMAL = re.compile(r"[0-9]+[.,]0+")

POWER_HINT = _(
    "A spreadsheet has turned it into a power of ten (with an E) and lost digits: export the column"
    " as text."
)
DECIMAL_HINT = _(
    "A spreadsheet has turned it into a number (with .0) and may have lost zeros: export the column"
    " as text."
)
LOST_ZERO = _("One digit is missing: perhaps a spreadsheet has dropped the zero at the front.")
MISTYPED = _("One of the digits is wrong, or two have changed places.")

SPACES = " \t\u00a0\u2007\u2009\u202f"
BETWEEN_GROUPS = str.maketrans("", "", SPACES + ".-\u2010\u2011\u2013")
"""Spaces, dots and hyphens with which people make long numbers readable."""

PLAIN = bytes.maketrans(b"0123456789", bytes(range(10)))
DOUBLED = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))
"""Each digit times two, the digits of the product added: what Luhn counts at every second place."""


def compact(text: str, wanted: Text) -> str:
    """Without what stands between groups; raises Unlikely where the number has been damaged."""
    hint = _damage(text.strip())
    if hint:
        raise unlikely(wanted, hint)
    return text.strip().translate(BETWEEN_GROUPS)


def exactly(length: int, text: str, wanted: Text) -> str:
    """So many digits, no zero guessed."""
    kept = compact(text, wanted)
    if not (kept.isascii() and kept.isdigit()):
        raise Unlikely(wanted)
    if len(kept) == length - 1:
        raise unlikely(wanted, LOST_ZERO)
    if len(kept) != length:
        raise Unlikely(wanted)
    return kept


def has_luhn_key(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B. Several times as fast as stdnum.luhn, against which it is tested."""
    raw = digits.encode("ascii")[::-1]
    return (sum(raw[::2].translate(PLAIN)) + sum(raw[1::2].translate(DOUBLED))) % 10 == 0


def _damage(text: str) -> Text | None:
    if has_hidden(text.replace("\t", "")):
        return HIDDEN
    if has_foreign_digits(text):
        return FOREIGN_DIGITS
    if POWER_OF_TEN.fullmatch(text):
        return POWER_HINT
    return DECIMAL_HINT if DECIMAL.fullmatch(text) else None
