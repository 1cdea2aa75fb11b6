"""A parsed text: literal pieces, values to insert, and blocks that a flag shows or hides."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _


class MissingValueError(RuleError):
    """This recipient lacks what the text needs; `names` are those of the placeholders."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(_("There is no value for: %(names)s.", names=", ".join(names)))
        self.names = names


@dataclass(frozen=True, slots=True)
class Literal:
    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """`name` is the key of the value, `written` the name by which the text calls it."""

    name: str
    written: str


Piece: TypeAlias = Literal | Value


@dataclass(frozen=True, slots=True)
class Block:
    """Text that stands only where the flag is set."""

    flag: str
    written: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """What parse() makes of a text; str() gives the text back."""

    parts: tuple[Piece | Block, ...]

    @property
    def names(self) -> frozenset[str]:
        """The values the text may need, those inside blocks included."""
        return frozenset(p.name for p in _flat(self.parts) if isinstance(p, Value))

    @property
    def flags(self) -> frozenset[str]:
        return frozenset(part.flag for part in self.parts if isinstance(part, Block))

    def segments(self, flags: Mapping[str, bool]) -> "Template":
        """The text with its flags decided: what people of one segment have in common."""
        if missing := sorted(self.flags - flags.keys()):
            raise MissingValueError(tuple(missing))
        kept = (p for p in self.parts if not isinstance(p, Block) or flags[p.flag])
        return Template(tuple(joined(_flat(kept))))

    def fill(self, values: Mapping[str, str], flags: Mapping[str, bool]) -> str:
        """The text for one person. Values go in as they are: nothing in them is expanded."""
        absent = self.flags - flags.keys()
        decided = self.segments({**dict.fromkeys(absent, False), **flags})
        missing = absent | {n for n in decided.names if not (values.get(n) or "").strip()}
        if missing:
            raise MissingValueError(tuple(sorted(missing)))
        return "".join(
            piece.text if isinstance(piece, Literal) else values[piece.name]
            for piece in _flat(decided.parts)
        )

    def __str__(self) -> str:
        return "".join(map(_source, self.parts))


def joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbouring literal pieces as one."""
    waiting: list[str] = []
    for piece in pieces:
        if isinstance(piece, Literal):
            waiting.append(piece.text)
            continue
        if waiting:
            yield Literal("".join(waiting))
            waiting.clear()
        yield piece
    if waiting:
        yield Literal("".join(waiting))


def escape(text: str) -> str:
    """The text as it must be written in a template to stand there as it is."""
    return text.replace("((", "\\((")


def _flat(parts: Iterable[Piece | Block]) -> Iterator[Piece]:
    for part in parts:
        if isinstance(part, Block):
            yield from part.pieces
        else:
            yield part


def _source(part: Piece | Block) -> str:
    if isinstance(part, Literal):
        return escape(part.text)
    if isinstance(part, Value):
        return f"(({part.written}))"
    return f"(({part.written}??{''.join(map(_source, part.pieces))}))"
