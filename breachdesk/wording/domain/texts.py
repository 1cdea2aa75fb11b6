"""The light formatting of people's texts, as HTML and as plain text.

Blank lines part paragraphs, '- ' begins an item of a list, '# ' a heading. Line ends inside a
paragraph are spaces. Nothing else means anything: addresses and markup stay text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from itertools import groupby
from textwrap import fill

from breachdesk.kernel.typography import THIN

NO_BREAK = "\u00a0"
MARKS = {"# ": "h2", "- ": "li"}


class Kind(StrEnum):
    PARAGRAPH = "p"
    ITEM = "li"
    HEADING = "h2"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, an item or a heading, its lines as they were typed; `line` counts from 1."""

    kind: Kind
    text: str
    line: int


def blocks(text: str) -> Iterator[TextBlock]:
    """What the text is made of, in its order."""
    kind, first = Kind.PARAGRAPH, 1
    lines: list[str] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        begins = Kind(MARKS.get(line[:2] if line[2:] else "", Kind.PARAGRAPH))
        if lines and (not line or begins is not Kind.PARAGRAPH or kind is Kind.HEADING):
            yield TextBlock(kind, "\n".join(lines), first)
            lines = []
        if line and not lines:
            kind, first = begins, number
        if line:
            lines.append(line[2:].strip() if begins is not Kind.PARAGRAPH else line)
    if lines:
        yield TextBlock(kind, "\n".join(lines), first)


def to_html(text: str) -> str:
    """Only p, ul, li and h2; every character that HTML would read is escaped."""
    return "\n".join(_html(is_list, list(run)) for is_list, run in runs(text))


def to_plain(text: str, width: int = 72) -> str:
    """Lines of at most `width` characters, except where a word is longer."""
    return "\n\n".join(
        "\n".join(_wrapped(block, width) for block in run) for _is_list, run in runs(text)
    )


def runs(text: str) -> Iterator[tuple[bool, Iterator[TextBlock]]]:
    """Neighbouring items together; every other block alone."""
    for key, run in groupby(blocks(text), key=_run_of):
        yield not key, run


def _run_of(block: TextBlock) -> int:
    return 0 if block.kind is Kind.ITEM else block.line


def _html(is_list: bool, run: list[TextBlock]) -> str:  # noqa: FBT001
    inside = "\n".join(f"<{b.kind}>{escape(_on_one_line(b))}</{b.kind}>" for b in run)
    return f"<ul>\n{inside}\n</ul>" if is_list else inside


def _wrapped(block: TextBlock, width: int) -> str:
    mark = "- " if block.kind is Kind.ITEM else ""
    return fill(
        _on_one_line(block),
        width=width,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _on_one_line(block: TextBlock) -> str:
    return block.text.replace("\n", " ")


BEFORE = re.compile(r"(?<!\s) (?=[;!?](?:\s|$))")
COLON = re.compile(r"(?<!\s) (?=:(?:\s|$))")
QUOTES = re.compile(r"(?<=«) | (?=»)")
DIGITS = re.compile(r"(?<=\d) (?=\d)")
ELISION = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
WORD = re.compile(r"\S+|\s+")


def typeset_french(text: str) -> str:
    """No-break spaces where people typed ordinary ones, and the curved apostrophe.

    Adds no space, and leaves e-mail and web addresses as they are.
    """
    return "".join(
        "".join(run) if is_address else _typeset("".join(run))
        for is_address, run in groupby(WORD.findall(text), key=_is_address)
    )


def _is_address(word: str) -> bool:
    return "@" in word or "://" in word


def _typeset(text: str) -> str:
    for pattern, put in ((BEFORE, THIN), (COLON, NO_BREAK), (QUOTES, NO_BREAK), (DIGITS, NO_BREAK)):
        text = pattern.sub(put, text)
    return ELISION.sub("’", text)
