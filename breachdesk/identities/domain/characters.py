"""Characters that people do not see or do not mean, in any cell of a roster."""

import re
import unicodedata

from breachdesk.kernel.text import _

HIDDEN = _("It holds an invisible or control character: type it anew.")
FOREIGN_DIGITS = _("Only the digits 0 to 9 of a keyboard count: type it anew.")

CLEAN = re.compile("[!-~\u00c0-\u017f’]+(?: [!-~\u00c0-\u017f’]+)*")
"""Composed letters of western languages, and single spaces: most cells."""

INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Controls, formats (ZWSP, overrides of direction), halves of surrogate pairs, line separators."""

LIGATURES = str.maketrans(
    {
        "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O",
        "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "\u0131": "i", "ß": "ss", "ẞ": "SS",
        "’": "'",
    }
)  # fmt: skip
"""Signs that Unicode does not take apart and that people type as others."""


def has_hidden(text: str) -> bool:
    return not text.isprintable() and any(unicodedata.category(c) in INVISIBLE for c in text)


def has_foreign_digits(text: str) -> bool:
    """Digits that int() takes as well as 0 to 9: Arabic, full-width; and superscripts."""
    return not text.isascii() and any(c.isdigit() and not c.isascii() for c in text)


def folded(text: str) -> str:
    """Spaces of every kind as one plain space, none around; other characters as they are."""
    if CLEAN.fullmatch(text):
        return text
    spaced = "".join(" " if c == "\t" or unicodedata.category(c) == "Zs" else c for c in text)
    return " ".join(part for part in spaced.split(" ") if part)


def unaccented(text: str) -> str:
    """In plain signs where there are some: œ as oe, É as E, ’ as '."""
    if text.isascii():
        return text
    plain = text.translate(WESTERN)
    return plain if plain.isascii() else _taken_apart(plain)


def _taken_apart(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    return "".join(c for c in apart if unicodedata.category(c) != "Mn").translate(LIGATURES)


WESTERN = {code: _taken_apart(chr(code)) for code in (*range(0xC0, 0x180), ord("’"))}
"""The same, worked out beforehand for the letters of western languages."""
