"""Rows of a CSV file, streamed: as fast as csv.reader, with every record that is odd examined."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from breachdesk.infra.sheets.encodings import not_written_in
from breachdesk.infra.sheets.grid import finished, heading_width, too_many_rows
from breachdesk.infra.sheets.layout import DAMAGED, Layout, Limits, Row, SheetError, Span
from breachdesk.infra.sheets.streams import byte_stream
from breachdesk.kernel.text import _

BLOCK = 1 << 17
MAX_CELL = 1 << 20
# Process-wide, and the same for all readers: a cell of 200 KB is one bad row, not the end.
csv.field_size_limit(MAX_CELL)

END = "\0end of file"
"""Fed to csv.reader after the last line: it ends up inside the last cell when a quotation mark
is still open there, and csv.reader would not tell."""

UNCLOSED = _("A quotation mark opened in this row is never closed: nothing after it can be read.")
SEPARATORS = ";,\t|"
HEAD = 1 << 16


class _Lines:
    """Whole lines for csv.reader, block by block; knows whether the block in hand is ordinary.

    A text stream with newline="" cuts at CR, LF and CRLF only: str.splitlines would also cut at
    U+2028, U+0085 or VT, which are content of cells.
    """

    def __init__(self, text: io.TextIOWrapper, limits: Limits) -> None:
        self._text, self._limits = text, limits
        self.odd = False
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self._blocks())

    def _blocks(self) -> Iterator[list[str]]:
        while lines := self._text.readlines(BLOCK):
            self.odd = max(map(len, lines)) > self._limits.max_cell or "\0" in "".join(lines)
            yield lines
        self.odd = self.ended = True
        yield [END]


def csv_rows(
    file: BinaryIO, layout: Layout, limits: Limits, span: Span | None = None
) -> Iterator[Row]:
    """The rows that hold something; SheetError where the bytes are not in `layout.encoding`."""
    lines = _Lines(_text(file, layout, limits, span), limits)
    reader = csv.reader(lines, delimiter=layout.separator)
    before, width = (span.line - 1, span.width) if span else (0, 0)
    line, left = before, limits.max_rows
    try:
        for cells in reader:
            number, line = line + 1, before + reader.line_num
            if lines.ended:
                break
            ordinary = number == line and len(cells) == width and not lines.odd
            if not any(cells):
                continue
            if not width:
                width = heading_width(cells, limits)
            elif left:
                left -= 1
            else:
                raise too_many_rows(limits)
            yield Row(number, cells) if ordinary else finished(number, cells, width, limits)
        yield from _still_open(number, cells, more_lines=line > number)
    except csv.Error:  # a cell beyond MAX_CELL, the only one there is without strict mode
        yield Row(line + 1, [], UNCLOSED)
    except UnicodeDecodeError as error:
        raise SheetError(not_written_in(layout.encoding)) from error


def _text(
    file: BinaryIO, layout: Layout, limits: Limits, span: Span | None = None
) -> io.TextIOWrapper:
    stream = byte_stream(file, layout, limits, span)
    return io.TextIOWrapper(stream, encoding=layout.encoding, newline="")


def _still_open(number: int, cells: list[str], *, more_lines: bool) -> Iterator[Row]:
    """Nothing when END came as a row of its own; else the row that swallowed it."""
    if cells != [END] or more_lines:
        cells[-1] = cells[-1].removesuffix(END)
        yield Row(number, cells, UNCLOSED)


def find_separator(file: BinaryIO, layout: Layout, limits: Limits) -> str:
    """What cuts the first records into most cells, in most of them as many as in the heading.

    A semicolon when nothing cuts the heading: a table of one column.
    """
    head = _text(file, layout, limits).read(HEAD)
    _refuse_binary(head)
    best = max(SEPARATORS, key=lambda separator: _agreement(head, separator))
    return best if _agreement(head, best)[1] > 1 else SEPARATORS[0]


def _agreement(head: str, separator: str) -> tuple[float, int]:
    """(the share of records with as many cells as the heading, that number of cells)."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    widths = [len(cells) for cells in reader if any(cells)]
    if not widths or widths[0] == 1:
        return 0, 0
    # The last record may be cut by the end of the head.
    counted = widths[:-1] if len(widths) > 2 else widths  # noqa: PLR2004
    return round(Counter(counted)[widths[0]] / len(counted), 1), widths[0]


def _refuse_binary(head: str) -> None:
    """Text has line ends and tabs; a file of other control characters is no table."""
    controls = sum(one < " " and one not in "\t\n\r\v\f" for one in head)
    if controls * 10 > len(head):
        raise SheetError(DAMAGED)
