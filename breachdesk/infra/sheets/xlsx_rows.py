"""Streams the rows of one XLSX sheet; memory grows with its distinct texts only."""

import re
from array import array
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
from breachdesk.infra.sheets.numbers import GENERAL, Format, shown
from breachdesk.infra.sheets.xlsx import Book, in_main, read_formats
from breachdesk.infra.sheets.xml import Attributes, Begin, Finish, parse, whole_number

ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def table(archive: ZipFile, book: Book, sheet: Listed) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells up to the last that is not empty), in order."""
    rows = _Rows(_read_texts(archive, book), read_formats(archive, book), mac=book.mac)
    with archive.open(member(archive, sheet.part)) as source:
        for _chunk in parse(source, rows.begin(), rows.finish(), rows.listener.hear):
            yield from rows.take()


class _Texts:
    """The texts of a workbook end to end: as separate objects they would take five times more."""

    def __init__(self) -> None:
        self._bytes, self._ends = bytearray(), array("Q", [0])

    def add(self, text: str) -> None:
        self._bytes += text.encode()
        self._ends.append(len(self._bytes))

    def __getitem__(self, index: int) -> str:
        if index + 1 >= len(self._ends):
            raise SheetError(DAMAGED)
        return self._bytes[self._ends[index] : self._ends[index + 1]].decode()


class _Listener:
    """The characters inside v and t elements, and not those of phonetic guides."""

    def __init__(self) -> None:
        self._open, self._muted = False, False
        self._parts: list[str] = []

    def hear(self, data: str) -> None:
        if self._open:
            self._parts.append(data)

    def open(self, _attributes: Attributes) -> None:
        self._open = not self._muted

    def close(self) -> None:
        self._open = False

    def mute(self, _attributes: Attributes) -> None:
        self._muted = True

    def unmute(self) -> None:
        self._muted = False

    def take(self) -> str:
        text = "".join(self._parts)
        self._parts.clear()
        return text


def _read_texts(archive: ZipFile, book: Book) -> _Texts:
    texts, listener = _Texts(), _Listener()

    def end_text() -> None:
        texts.add(_unescaped(listener.take()))

    begin = in_main({"t": listener.open, "rPh": listener.mute})
    finish = in_main({"t": listener.close, "rPh": listener.unmute, "si": end_text})
    if book.texts:
        with archive.open(member(archive, book.texts)) as source:
            for _chunk in parse(source, begin, finish, listener.hear):
                pass
    return texts


class _Rows:
    """Gathers the rows of a sheet from its elements."""

    def __init__(self, texts: _Texts, formats: list[Format], *, mac: bool) -> None:
        self.listener = _Listener()
        self._texts, self._formats, self._mac = texts, formats, mac
        self._done: list[tuple[int, list[str]]] = []
        self._number, self._column = 0, -1
        self._cells: list[str] = []
        self._cell: Attributes = {}
        self._columns: dict[str, int] = {}

    def begin(self) -> dict[str, Begin]:
        heard = self.listener
        return in_main(
            {
                "row": self._row,
                "c": self._start,
                "v": heard.open,
                "t": heard.open,
                "rPh": heard.mute,
            }
        )

    def finish(self) -> dict[str, Finish]:
        heard = self.listener
        return in_main(
            {
                "row": self._end_row,
                "c": self._end,
                "v": heard.close,
                "t": heard.close,
                "rPh": heard.unmute,
            }
        )

    def take(self) -> list[tuple[int, list[str]]]:
        done, self._done = self._done, []
        return done

    def _row(self, attributes: Attributes) -> None:
        number = whole_number(attributes, "r", self._number + 1, MAX_SHEET_ROWS)
        if number <= self._number:
            raise SheetError(DAMAGED)
        self._number, self._column, self._cells = number, -1, []

    def _end_row(self) -> None:
        self._done.append((self._number, self._cells))

    def _start(self, attributes: Attributes) -> None:
        place = attributes.get("r")
        column = self._column + 1 if place is None else self._column_of(place)
        if column <= self._column or column >= MAX_SHEET_COLUMNS:
            raise SheetError(DAMAGED)
        self._column, self._cell = column, attributes

    def _column_of(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        if letters not in self._columns:
            self._columns[letters] = _column_number(letters)
        return self._columns[letters]

    def _end(self) -> None:
        text = self.listener.take()
        if text and (value := self._value(text)):
            self._cells.extend([""] * (self._column - len(self._cells)))
            self._cells.append(value)

    def _value(self, text: str) -> str:
        match self._cell.get("t", "n"):
            case "s":
                return self._texts[_index(text)]
            case "n":
                return shown(text, self._format(), mac=self._mac)
            case "b":
                return "true" if text in {"1", "true"} else "false"
            case "d":
                return text.removesuffix("T00:00:00")
            case "e":
                return text
            case _:
                return _unescaped(text)

    def _format(self) -> Format:
        index = _index(self._cell.get("s", "0"))
        return self._formats[index] if index < len(self._formats) else GENERAL


def _index(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004
        raise SheetError(DAMAGED)
    return int(text)


def _column_number(letters: str) -> int:
    """0 for A, 16,383 for XFD."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):  # noqa: PLR2004
        raise SheetError(DAMAGED)
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _unescaped(text: str) -> str:
    """Characters XML cannot hold are written _xHHHH_; halves of surrogate pairs stay so."""
    return ESCAPE.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code <= 0xDFFF else chr(code)  # noqa: PLR2004
