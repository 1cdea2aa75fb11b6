"""Sets text into the lines of a slot: measured, broken into a second line, or narrowed."""

from collections.abc import Iterator, Sequence
from math import floor
from typing import NamedTuple, TypeAlias
from unicodedata import normalize

from breachdesk.infra.letterpress.slots import NARROWEST, Measure
from breachdesk.infra.letterpress.typeface import Typeface

WHOLE = 100

INVISIBLE = dict.fromkeys(
    [
        *(0xAD, 0x61C, 0x200B, 0x2060, 0xFEFF),
        *range(0x200E, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)
"""Soft hyphens, zero-width spaces and direction marks, which come along with copied names."""


class Narrowed(NamedTuple):
    """A line set at a `width` of so many per cent of its natural one."""

    text: str
    width: int


Line: TypeAlias = str | Narrowed
"""Nearly every line is a bare string: millions of small objects would keep the collector busy."""


def plain(text: str) -> str:
    """Composed characters, and one ordinary space wherever there is white space."""
    composed = text if text.isascii() else normalize("NFC", text)
    return " ".join(composed.split())


def visible(text: str) -> str:
    return plain(text.translate(INVISIBLE))


def fit(texts: Sequence[str], measure: Measure, typeface: Typeface) -> tuple[Line, ...] | None:
    """The texts as lines of the slot; None when they cannot be made to fit.

    A text too wide is broken at a space while there is room for one line more, else narrowed.
    """
    room = measure.room
    for limit in (room, room * WHOLE / NARROWEST):
        broken = [part for text in texts for part in _broken(text, limit, typeface)]
        if len(broken) <= measure.lines and max(width for _text, width in broken) <= limit:
            return tuple(_line(text, width, room) for text, width in broken)
    return None


def _line(text: str, width: float, room: float) -> Line:
    return text if width <= room else Narrowed(text, floor(WHOLE * room / width))


def _broken(text: str, limit: float, typeface: Typeface) -> Iterator[tuple[str, float]]:
    """The text in parts no wider than the limit, if it has spaces enough; with their widths."""
    space = typeface.widths[" "]
    part: list[str] = []
    width: float = -space
    for word in text.split():
        more = typeface.width(word)
        if part and width + space + more > limit:
            yield " ".join(part), width
            part, width = [], -space
        part.append(word)
        width += space + more
    yield " ".join(part), width
