"""Cuts a plain CSV file at ends of records, so that several processes can read one file."""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from breachdesk.infra.sheets.csvfile import MAX_CELL, csv_rows
from breachdesk.infra.sheets.layout import DEFAULT, Layout, Limits, Span
from breachdesk.infra.sheets.streams import BOMS, head_of, size_of

SMALLEST, LARGEST = 64, 1 << 20
STEPS = 16
"""Blocks looked at for each part: parts differ by at most this fraction of one."""


def split(file: BinaryIO, layout: Layout, parts: int, limits: Limits = DEFAULT) -> list[Span]:
    """At most `parts` spans; reading them in order gives the rows of the whole file.

    What cannot be cut is one span: packed files, UTF-16, workbooks, and files that may hold too
    many rows, because the limit is counted within a span.
    """
    size = size_of(file)
    whole = [Span(0, size)]
    if parts < 2 or not _can_be_cut(layout):  # noqa: PLR2004
        return whole
    heading = next(csv_rows(file, layout, limits), None)
    if heading is None or heading.fault:
        return whole
    spans, line, start, first = [], 1, 0, 1
    for end, ends in _record_ends(file, layout, size, parts):
        line += ends
        if heading.number < line and end - start >= size / parts and end < size:
            spans.append(Span(start, end, first, len(heading.cells) if start else 0))
            start, first = end, line
    spans.append(Span(start, size, first, len(heading.cells) if start else 0))
    return spans if line <= limits.max_rows else whole


def _can_be_cut(layout: Layout) -> bool:
    return layout.kind == "csv" and not layout.compressed and "16" not in layout.encoding[:6]


def _record_ends(
    file: BinaryIO, layout: Layout, size: int, parts: int
) -> Iterator[tuple[int, int]]:
    """(offset after a record, physical lines since the one before), block by block.

    Ends at a quotation mark that stays open for too long: what follows belongs to one span.
    """
    step = min(max(size // (parts * STEPS), SMALLEST), LARGEST)
    at, wanted = _after_mark(file, layout), step
    while at < size:
        file.seek(at)
        block = file.read(wanted)
        end = _last_end(block, layout.separator)
        if end:
            ends = block.count(b"\n", 0, end) + block.count(b"\r", 0, end)
            yield at + end, ends - block.count(b"\r\n", 0, end)
            at, wanted = at + end, step
        elif at + len(block) == size or len(block) >= MAX_CELL:
            return
        else:
            wanted = min(2 * wanted, MAX_CELL)


def _after_mark(file: BinaryIO, layout: Layout) -> int:
    mark = BOMS.get(layout.encoding, b"")
    return len(mark) if mark and head_of(file, len(mark)) == mark else 0


def _last_end(block: bytes, separator: str) -> int:
    """Where the last record that ends in the block ends; 0 when none does.

    A CR at the very end may be half of a CRLF and is left for the next block.
    """
    if b'"' in block:
        return _quoted_end(block, separator)
    stop = len(block) - block.endswith(b"\r")
    return max(block.rfind(b"\n", 0, stop), block.rfind(b"\r", 0, stop)) + 1


def _quoted_end(block: bytes, separator: str) -> int:
    """The same by csv.reader itself: a quotation mark counts only at the start of a cell.

    A regular expression could say it too, but those of Python 3.11.2 match possessive groups
    wrongly (gh-106052), and Debian 12 has that one.
    """
    lines = [line.decode("latin-1") for line in block.splitlines(keepends=True)]
    if lines and (lines[-1].endswith("\r") or not lines[-1].endswith("\n")):
        lines.pop()
    reader = csv.reader([*lines, ""], delimiter=separator)
    last = 0
    try:
        for _cells in reader:
            if reader.line_num > len(lines):
                break  # the line added at the end was swallowed: this record goes on
            last = reader.line_num
    except csv.Error:  # a cell beyond MAX_CELL: what stands before it still counts
        pass
    return sum(map(len, lines[:last]))
