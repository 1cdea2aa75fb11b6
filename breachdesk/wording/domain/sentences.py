"""A text taken apart into sentences that know their line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from breachdesk.wording.domain.texts import Kind, TextBlock, blocks

END = re.compile(r"(?<![.!?…])[.!?…]++[»”\")]?(?=\s)")
"""Possessive and never begun twice in one run, so that a run of points is read once."""
TITLE = re.compile(r"(?:^|[\s(])(?:[A-Z]|art|no|tél|Mr|Mrs|Dr)$")
"""What stands before a point that ends no sentence: M. Dupont, art. 34."""
TITLE_LENGTH = 6
INTRODUCTION = 200
"""Characters of a heading or a lead that are carried to each of the sentences under it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`under` introduces it: the heading above, and for an item also the line before its list."""

    text: str
    line: int
    under: str = ""

    @property
    def in_context(self) -> str:
        return f"{self.under}\n{self.text}"


def sentences(text: str) -> tuple[Sentence, ...]:
    """Every sentence; headings and items of lists are sentences of their own."""
    found: list[Sentence] = []
    heading, lead = "", ""
    for block in blocks(text):
        if block.kind is Kind.HEADING:
            heading, lead = block.text[-INTRODUCTION:], ""
        found += _cut(block, f"{heading}\n{lead}" if block.kind is Kind.ITEM else heading)
        if block.kind is Kind.PARAGRAPH:
            lead = found[-1].text[-INTRODUCTION:]
    return tuple(found)


def _cut(block: TextBlock, under: str) -> Iterator[Sentence]:
    start, line = 0, block.line
    for end in (*_ends(block.text), len(block.text)):
        typed = block.text[start:end]
        bare = typed.lstrip()
        line += typed.count("\n", 0, len(typed) - len(bare))
        yield Sentence(bare.rstrip(), line, under)
        line += bare.count("\n")
        start = end


def _ends(text: str) -> Iterator[int]:
    for match in END.finditer(text):
        if not TITLE.search(text[max(0, match.start() - TITLE_LENGTH) : match.start()]):
            yield match.end()
