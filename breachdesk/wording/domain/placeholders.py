"""The language of people's texts: ((name)), blocks ((flag??text)), and nothing that computes.

A text is read once from left to right. Of several opening brackets the last two open; brackets
inside a block are counted, so that ((minor?? (see ((page))) )) ends where a reader expects it.
Two brackets that are to be shown are written with a backslash before them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.text import Text, _
from breachdesk.wording.domain.folding import fold_name, unaccented
from breachdesk.wording.domain.template import (
    Block,
    Literal,
    MissingValueError,
    Piece,
    Template,
    Value,
    escape,
    joined,
)

__all__ = ["MissingValueError", "Placeholder", "Template", "escape", "parse"]

MAX_FAULTS = 30
"""A text with more faults is no template; reading it to the end would help nobody."""
LOOSE_MARK = re.compile(r"\\\(\(|\(\((?!\()")
BLOCK_MARK = re.compile(LOOSE_MARK.pattern + r"|[()]")
NAME = re.compile(r"[^()?]{0,80}")
"""Bounded, so that many opening brackets cost no more than as many short looks ahead."""
ESCAPED, OPEN, CLOSE, BLOCK = "\\((", "((", "))", "??"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One entry of the closed list. `name` is the key of its value or flag."""

    name: str
    meaning: Text
    example: str
    is_flag: bool = False


def parse(text: str, known: Mapping[str, Placeholder], *, field: str | None = None) -> Template:
    """The template of a text. `known` may call one placeholder by several names.

    RuleError or ManyRulesError (of the form field `field`) tells every fault with its line.
    """
    reader = _Reader(text, {fold_name(name): one for name, one in known.items()}, field)
    reader.read()
    if len(reader.faults) > 1:
        raise ManyRulesError(tuple(reader.faults))
    if reader.faults:
        raise reader.faults[0]
    return Template(tuple(reader.parts))


@dataclass(slots=True)
class _Opened:
    """The block being read."""

    at: int
    flag: str
    written: str
    faults_before: int
    depth: int = 0
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    text: str
    known: Mapping[str, Placeholder]
    form_field: str | None
    at: int = 0
    block: _Opened | None = None
    loose: list[Piece] = field(default_factory=list)
    parts: list[Piece | Block] = field(default_factory=list)
    faults: list[RuleError] = field(default_factory=list)

    def read(self) -> None:
        while len(self.faults) < MAX_FAULTS and (mark := self._next()):
            self._literal(self.text[self.at : mark.start()])
            self.at = mark.end()
            self._take(mark.group(), mark.start())
        if self.block and self.block.faults_before == len(self.faults):
            sentence = _(
                "the block ((%(name)s?? is not closed by )); inside a block, every bracket "
                "that opens must close.",
                name=self.block.written,
            )
            self._fault(sentence, self.block.at)
        self._literal(self.text[self.at :])
        self.parts += joined(self.loose)

    def _next(self) -> re.Match[str] | None:
        return (BLOCK_MARK if self.block else LOOSE_MARK).search(self.text, self.at)

    def _take(self, mark: str, start: int) -> None:
        if mark == OPEN:
            self._open(start)
        elif mark == ")" and self.block and self._ends(self.block):
            self._close(self.block)
        else:
            self._literal(OPEN if mark == ESCAPED else mark)
            self._count({ESCAPED: 2, "(": 1, ")": -1}[mark])

    def _literal(self, text: str) -> None:
        if text:
            self._piece(Literal(text))

    def _piece(self, piece: Piece) -> None:
        (self.block.pieces if self.block else self.loose).append(piece)

    def _count(self, brackets: int) -> None:
        if self.block:
            self.block.depth = max(0, self.block.depth + brackets)

    def _ends(self, opened: _Opened) -> bool:
        return opened.depth == 0 and self.text.startswith(")", self.at)

    def _close(self, opened: _Opened) -> None:
        self.at += 1
        self.parts.append(Block(opened.flag, opened.written, tuple(joined(opened.pieces))))
        self.block = None

    def _open(self, start: int) -> None:
        """Take what follows two opening brackets for a value or the head of a block."""
        name, end = _name(self.text, self.at)
        after = self.text[end : end + 2]
        if not name or after not in (CLOSE, BLOCK):
            self._stay_literal(_not_a_placeholder(name), start)
        elif after == BLOCK and self.block:
            sentence = _("a block cannot stand inside another: ((%(name)s??.", name=name)
            self._stay_literal(sentence, start)
        else:
            self.at = end + 2
            self._named(name, start, is_block=after == BLOCK)

    def _named(self, name: str, start: int, *, is_block: bool) -> None:
        one = self.known.get(name)
        if one is None:
            self._fault(_unknown(name, self.known), start)
        elif one.is_flag is not is_block:
            self._fault(_mistaken(name, one), start)
        key = one.name if one else name
        if is_block:
            self.parts += joined(self.loose)
            self.loose.clear()
            self.block = _Opened(start, key, name, len(self.faults))
        else:
            self._piece(Value(key, name))

    def _stay_literal(self, sentence: Text, start: int) -> None:
        """Read on behind the brackets, so that the faults further down are told too."""
        self._fault(sentence, start)
        self._literal(OPEN)
        self._count(2)

    def _fault(self, sentence: Text, at: int) -> None:
        line = self.text.count("\n", 0, at) + 1
        told = _("Line %(line)s: %(fault)s", line=line, fault=sentence)
        self.faults.append(RuleError(told, field=self.form_field))


def _name(text: str, at: int) -> tuple[str, int]:
    found = NAME.match(text, at)
    end = found.end() if found else at
    return fold_name(text[at:end]), end


def _not_a_placeholder(name: str) -> Text:
    if not name:
        return _("“((” opens a placeholder without a name; write \\(( to show two brackets.")
    return _("the placeholder ((%(name)s is not closed by )).", name=name)


def _mistaken(name: str, one: Placeholder) -> Text:
    if one.is_flag:
        return _("((%(name)s)) is a yes or no; write ((%(name)s??text)).", name=name)
    return _("((%(name)s?? …)) is a value, it cannot decide about a block.", name=name)


def _unknown(name: str, known: Mapping[str, Placeholder]) -> Text:
    plain = {unaccented(one): one for one in known}
    near = get_close_matches(unaccented(name), plain, n=1)
    if not near:
        return _("the placeholder ((%(name)s)) is not known.", name=name)
    return _(
        "the placeholder ((%(name)s)) is not known; did you mean ((%(closest)s))?",
        name=name,
        closest=plain[near[0]],
    )
