"""Lists the sheets of an XLSX workbook, with what all of them share: texts, formats, calendar.

Links to other workbooks and DDE are never followed: a cell counts with the value it was saved
with.
"""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar
from zipfile import ZipFile

from breachdesk.infra.sheets.container import member
from breachdesk.infra.sheets.layout import DAMAGED, Listed, SheetError
from breachdesk.infra.sheets.numbers import BUILT_IN, GENERAL, Format, format_of
from breachdesk.infra.sheets.xml import Attributes, parse_whole
from breachdesk.kernel.text import _

MACROS = _("This workbook holds macros. Save it as XLSX without macros and send it again.")

T = TypeVar("T")

CONTENT_TYPES = "[Content_Types].xml"
MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main ",
    "http://purl.oclc.org/ooxml/spreadsheetml/main ",
)
"""The namespace of sheets, and what Excel's "Strict" variant calls it."""
RELATION_ID = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"


@dataclass(frozen=True, slots=True)
class Book:
    sheets: tuple[Listed, ...]
    mac: bool
    """Days are counted from 1904, as Excel for Mac once did."""
    texts: str
    styles: str
    """Parts that hold the shared texts and the formats; empty when there is none."""


@dataclass(frozen=True, slots=True)
class _Relations:
    sheets: dict[str, str]
    """Parts that hold rows, by id: charts and dialogues are sheets too, and hold none."""
    by_kind: dict[str, str]


def in_main(handlers: Mapping[str, T]) -> dict[str, T]:
    """The handlers under the full names of their elements."""
    return {space + local: act for local, act in handlers.items() for space in MAIN}


def is_xlsx(archive: ZipFile) -> bool:
    return CONTENT_TYPES in archive.namelist()


def open_book(archive: ZipFile) -> Book:
    """SheetError for macros, whatever the file is named, and for what is no workbook."""
    _refuse_macros(archive)
    main = _relations(archive, "").by_kind.get("officeDocument", "")
    relations = _relations(archive, main)
    listed: list[Listed] = []
    calendar: list[str] = []

    def sheet(attributes: Attributes) -> None:
        by_id = (attributes[key] for key in RELATION_ID if key in attributes)
        if part := relations.sheets.get(next(by_id, "")):
            hidden = attributes.get("state", "visible") != "visible"
            listed.append(Listed(attributes.get("name", ""), hidden, part))

    def properties(attributes: Attributes) -> None:
        calendar.append(attributes.get("date1904", ""))

    with archive.open(member(archive, main)) as source:
        parse_whole(source, in_main({"sheet": sheet, "workbookPr": properties}))
    return Book(
        sheets=tuple(listed),
        mac=calendar[:1] in (["1"], ["true"]),
        texts=relations.by_kind.get("sharedStrings", ""),
        styles=relations.by_kind.get("styles", ""),
    )


def read_formats(archive: ZipFile, book: Book) -> list[Format]:
    """The format of each cell style, in the order cells refer to them."""
    codes: dict[int, Format] = {}
    formats: list[Format] = []
    inside: list[bool] = []

    def code(attributes: Attributes) -> None:
        codes[_id(attributes)] = format_of(attributes.get("formatCode", ""))

    def cell_styles(_attributes: Attributes) -> None:
        inside.append(True)

    def style(attributes: Attributes) -> None:
        if inside:
            number = _id(attributes)
            formats.append(codes.get(number) or BUILT_IN.get(number, GENERAL))

    def others(_attributes: Attributes) -> None:
        inside.clear()

    if book.styles:
        begin = in_main(
            {
                "numFmt": code,
                "cellXfs": cell_styles,
                "xf": style,
                "cellStyles": others,
                "cellStyleXfs": others,
            }
        )
        with archive.open(member(archive, book.styles)) as source:
            parse_whole(source, begin)
    return formats


def _id(attributes: Attributes) -> int:
    text = attributes.get("numFmtId", "0")
    if not (text.isascii() and text.isdigit()):
        raise SheetError(DAMAGED)
    return int(text)


def _refuse_macros(archive: ZipFile) -> None:
    with archive.open(member(archive, CONTENT_TYPES)) as source:
        types = source.read(1 << 20)
    names = archive.namelist()
    if b"macroEnabled" in types or any(one.lower().endswith("vbaproject.bin") for one in names):
        raise SheetError(MACROS)


def _relations(archive: ZipFile, part: str) -> _Relations:
    folder, name = posixpath.split(part)
    found = _Relations({}, {})

    def relation(attributes: Attributes) -> None:
        if attributes.get("TargetMode") == "External":
            return
        # Targets are relative to the part, or absolute within the workbook.
        target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
        kind = attributes.get("Type", "").rpartition("/")[2]
        found.by_kind.setdefault(kind, target.lstrip("/"))
        if kind == "worksheet":
            found.sheets[attributes.get("Id", "")] = target.lstrip("/")

    path = posixpath.join(folder, "_rels", f"{name}.rels")
    with archive.open(member(archive, path)) as source:
        parse_whole(source, {RELATIONSHIP: relation})
    return found
