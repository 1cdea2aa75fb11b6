"""Streams the rows of one ODS sheet."""

import re
from collections.abc import Iterator
from zipfile import ZipFile

from breachdesk.infra.sheets.container import member
from breachdesk.infra.sheets.layout import (
    DAMAGED,
    MAX_SHEET_COLUMNS,
    MAX_SHEET_ROWS,
    Listed,
    SheetError,
)
from breachdesk.infra.sheets.numbers import GENERAL, shown
from breachdesk.infra.sheets.ods import CONTENT, MUTE, OFFICE, TABLE, TEXT
from breachdesk.infra.sheets.xml import Attributes, Begin, Finish, parse, whole_number

DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S", re.ASCII)
MAX_SPACES = 1 << 14


def table(archive: ZipFile, sheet: Listed) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells up to the last that is not empty), in order; empty rows left out."""
    rows = _Rows(sheet.name)
    with archive.open(member(archive, CONTENT)) as source:
        for _chunk in parse(source, rows.begin(), rows.finish(), rows.hear):
            # A repeated row is copied only here, one at a time: a million of them cost nothing.
            for number, times, cells in rows.take():
                for copy in range(times):
                    yield number + copy, list(cells)


class _Rows:
    """Gathers the rows of the sheet `name`; `level` counts open tables and what is muted."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._here, self._level = False, 0
        self._number, self._times = 1, 1
        self._cells: list[str] = []
        self._cell: Attributes = {}
        self._column, self._repeat = 0, 1
        self._text: list[str] = []
        self._in_paragraph, self._paragraphs = False, 0
        self._done: list[tuple[int, int, list[str]]] = []

    def begin(self) -> dict[str, Begin]:
        return {
            TABLE + "table": self._table,
            TABLE + "table-row": self._row,
            TABLE + "table-cell": self._start,
            TABLE + "covered-table-cell": self._start,
            TEXT + "p": self._paragraph,
            TEXT + "s": self._spaces,
            TEXT + "tab": lambda _attributes: self.hear("\t"),
            TEXT + "line-break": lambda _attributes: self.hear("\n"),
            **dict.fromkeys(MUTE, self._enter),
        }

    def finish(self) -> dict[str, Finish]:
        return {
            TABLE + "table": self._leave,
            TABLE + "table-row": self._end_row,
            TABLE + "table-cell": self._end,
            TABLE + "covered-table-cell": self._end,
            TEXT + "p": self._end_paragraph,
            **dict.fromkeys(MUTE, self._leave),
        }

    def take(self) -> list[tuple[int, int, list[str]]]:
        done, self._done = self._done, []
        return done

    def hear(self, data: str) -> None:
        if self._in_paragraph and self._is_on_sheet():
            self._text.append(data)

    def _is_on_sheet(self) -> bool:
        return self._here and self._level == 1

    def _table(self, attributes: Attributes) -> None:
        self._level += 1
        if self._level == 1:
            self._here = attributes.get(TABLE + "name", "") == self._name
            self._number = 1

    def _enter(self, _attributes: Attributes) -> None:
        self._level += 1

    def _leave(self) -> None:
        self._level -= 1

    def _row(self, attributes: Attributes) -> None:
        if self._is_on_sheet():
            name = TABLE + "number-rows-repeated"
            self._times = whole_number(attributes, name, 1, MAX_SHEET_ROWS)
            self._cells, self._column = [], 0

    def _end_row(self) -> None:
        if self._is_on_sheet():
            if self._cells:
                self._done.append((self._number, self._times, self._cells))
            self._number += self._times

    def _start(self, attributes: Attributes) -> None:
        if self._is_on_sheet():
            name = TABLE + "number-columns-repeated"
            self._repeat = whole_number(attributes, name, 1, MAX_SHEET_COLUMNS)
            self._cell, self._paragraphs = attributes, 0
            self._text.clear()

    def _end(self) -> None:
        if not self._is_on_sheet():
            return
        self._column += self._repeat
        if self._column > MAX_SHEET_COLUMNS:
            raise SheetError(DAMAGED)
        if value := _value(self._cell, "".join(self._text)):
            self._cells.extend([""] * (self._column - self._repeat - len(self._cells)))
            self._cells.extend([value] * self._repeat)

    def _paragraph(self, _attributes: Attributes) -> None:
        if self._is_on_sheet():
            if self._paragraphs:
                self._text.append("\n")
            self._in_paragraph, self._paragraphs = True, self._paragraphs + 1

    def _end_paragraph(self) -> None:
        if self._is_on_sheet():
            self._in_paragraph = False

    def _spaces(self, attributes: Attributes) -> None:
        self.hear(" " * whole_number(attributes, TEXT + "c", 1, MAX_SPACES))


def _value(cell: Attributes, displayed: str) -> str:
    match cell.get(OFFICE + "value-type", ""):
        case "float" | "currency" | "percentage":
            return _number(cell.get(OFFICE + "value", ""), displayed)
        case "date":
            return cell.get(OFFICE + "date-value", "").removesuffix("T00:00:00")
        case "time":
            return _clock(cell.get(OFFICE + "time-value", ""))
        case "boolean":
            return cell.get(OFFICE + "boolean-value", "")
        case _:
            return cell.get(OFFICE + "string-value", "") or displayed


def _number(value: str, displayed: str) -> str:
    """The number itself; with the zeros in front that the sheet displays, as in 01000."""
    if not value:
        return displayed
    digits = shown(value, GENERAL, mac=False)
    on_sheet = "".join(displayed.split())
    same = on_sheet.isascii() and on_sheet.isdigit() and on_sheet.lstrip("0") == digits
    return on_sheet if same else digits


def _clock(duration: str) -> str:
    found = DURATION.fullmatch(duration)
    return ":".join(part.zfill(2) for part in found.groups()) if found else duration
