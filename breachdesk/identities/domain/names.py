"""Names of people: how they are shown, and the key by which two are found to be the same."""

import re
import unicodedata

from breachdesk.identities.domain import Unlikely
from breachdesk.identities.domain.characters import folded, has_hidden, unaccented
from breachdesk.kernel.text import _

HIDDEN_IN_NAME = _("This name holds an invisible or control character: type it anew.")

LETTERS = r"[A-Za-zÀ-ÖØ-öø-ÿœŒ'’.-]+"
PLAIN = re.compile(rf"{LETTERS}(?: {LETTERS})*")
NO_LETTER = re.compile(r"[^a-z0-9]+")
SIGN_OF_ORDER = frozenset("ªº")
"""Letters to Unicode, yet written behind Latin ones: Mª."""

TOGETHER = {"CJK": "JAPANESE", "HIRAGANA": "JAPANESE", "KATAKANA": "JAPANESE"}


def shown(name: str) -> str:
    """Composed letters and single spaces; empty stays empty, as one of two names may be.

    Raises Unlikely for what does not show: two names that look the same would not be the same,
    and an override of direction makes one look like another.
    """
    if PLAIN.fullmatch(name):
        return name
    if has_hidden(name.replace("\t", " ")):
        raise Unlikely(HIDDEN_IN_NAME)
    return folded(unicodedata.normalize("NFC", name))


def matching(last: str, first: str) -> str:
    """Equal for names that differ by accents, capitals, hyphens, apostrophes or spaces.

    Particles stay: Le Goff is not Goff. A proposal that two people are one, never a proof.
    """
    return f"{_letters(last)}|{_letters(first)}"


def mixes_scripts(name: str) -> bool:
    """True when letters of several scripts meet, as Cyrillic ones among Latin ones."""
    return not name.isascii() and len({_script(c) for c in name if _has_script(c)}) > 1


def _letters(name: str) -> str:
    plain = unaccented(name)
    if plain.isascii():
        return NO_LETTER.sub("", plain.lower())
    return "".join(filter(_is_kept, unaccented(plain.casefold()).casefold()))


def _is_kept(character: str) -> bool:
    """Letters and digits; the apostrophe that Unicode counts among the letters is none."""
    return character.isalnum() and unicodedata.category(character) != "Lm"


def _has_script(character: str) -> bool:
    return _is_kept(character) and character.isalpha() and character not in SIGN_OF_ORDER


def _script(character: str) -> str:
    first = unicodedata.name(character, "").partition(" ")[0]
    return TOGETHER.get(first, first)
