"""Tells from the content and the name of a file how its table is to be read, or why it is not."""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from breachdesk.infra.sheets import ods, xlsx
from breachdesk.infra.sheets.container import PASSWORD, workbook_zip
from breachdesk.infra.sheets.csvfile import find_separator
from breachdesk.infra.sheets.encodings import checked, find_encoding
from breachdesk.infra.sheets.layout import DEFAULT, Kind, Layout, Limits, Listed, SheetError
from breachdesk.infra.sheets.streams import BOMS, byte_stream, head_of, size_of
from breachdesk.kernel.text import _

TEXTS = (".csv", ".txt", ".tsv")
PACKED = tuple(f"{one}.gz" for one in TEXTS)
WORKBOOKS: dict[str, Kind] = {".xlsx": "xlsx", ".ods": "ods"}

GZIP, ZIP, OLD_OFFICE = b"\x1f\x8b", b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FOREIGN = (b"\x7fELF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"{\\rtf")
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<svg", b"<script")
PDF_REACH = 1024
"""PDF readers accept rubbish before their mark, so that one file can be two things."""
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")

FOREIGN_KIND = _("This kind of file is not read here. Save the table as CSV, XLSX or ODS.")
OLD_EXCEL = _("This is a workbook of an old Excel. Save it as XLSX and send it again.")
MISNAMED = _("The content of this file is not what its name says. Save it anew as CSV or XLSX.")
EMPTY = _("This file is empty.")


def detect(file: BinaryIO, name: str, limits: Limits = DEFAULT, *, encoding: str = "") -> Layout:
    """The layout of the file; SheetError when it is not a table that can be read.

    `encoding`, a key of CHOICES, is what a person named for a CSV file after being asked.
    """
    size = size_of(file)
    if size == 0:
        raise SheetError(EMPTY)
    if size > limits.max_bytes:
        megabytes = limits.max_bytes // 1_000_000
        raise SheetError(_("This file is larger than %(limit)s MB.", limit=megabytes))
    lower, head = name.lower(), head_of(file, PDF_REACH)
    _refuse_old_office(file, lower, head)
    extension = next((one for one in WORKBOOKS if lower.endswith(one)), "")
    if extension:
        return _workbook(file, WORKBOOKS[extension], head, limits)
    if lower.endswith(".xlsm"):
        raise SheetError(xlsx.MACROS)
    if not lower.endswith(TEXTS + PACKED):
        raise SheetError(FOREIGN_KIND)
    if lower.endswith(PACKED) != head.startswith(GZIP) or head.startswith(ZIP):
        raise SheetError(MISNAMED)
    return _csv(file, Layout("csv", compressed=lower.endswith(PACKED)), limits, encoding)


def _csv(file: BinaryIO, layout: Layout, limits: Limits, encoding: str) -> Layout:
    def stream() -> BinaryIO:
        return byte_stream(file, layout, limits)

    with stream() as unpacked:
        _refuse_foreign(unpacked.read(PDF_REACH))
    found = checked(stream, encoding) if encoding else find_encoding(stream)
    layout = replace(layout, encoding=found)
    return replace(layout, separator=find_separator(file, layout, limits))


def _workbook(file: BinaryIO, kind: Kind, head: bytes, limits: Limits) -> Layout:
    if not head.startswith(ZIP):
        raise SheetError(MISNAMED)
    with workbook_zip(file, limits) as archive:
        is_kind = {"xlsx": xlsx.is_xlsx, "ods": ods.is_ods}[kind]
        if not is_kind(archive):
            raise SheetError(MISNAMED)
        listed = xlsx.open_book(archive).sheets if kind == "xlsx" else ods.list_sheets(archive)
    return Layout(
        kind,
        sheet=_first_visible(listed),
        sheets=tuple(sheet.name for sheet in listed),
        hidden=tuple(sheet.name for sheet in listed if sheet.hidden),
    )


def _first_visible(listed: tuple[Listed, ...]) -> str:
    for sheet in listed:
        if not sheet.hidden:
            return sheet.name
    raise SheetError(_("This workbook has no visible sheet."))


def _refuse_old_office(file: BinaryIO, name: str, head: bytes) -> None:
    """An XLSX with a password is an old Office container around an encrypted package."""
    if head.startswith(OLD_OFFICE):
        file.seek(0)
        inside = any(ENCRYPTED_PACKAGE in block for block in _overlapping(file))
        raise SheetError(PASSWORD if inside else OLD_EXCEL)
    if name.endswith((".xls", ".xlsb")):
        raise SheetError(OLD_EXCEL)


def _overlapping(file: BinaryIO) -> Iterator[bytes]:
    last = b""
    while block := file.read(1 << 20):
        yield last + block
        last = block[-len(ENCRYPTED_PACKAGE) :]


def _refuse_foreign(head: bytes) -> None:
    """What is something else, or something else too: PDF with a table in it, GIF with a script."""
    if head in {b"", *BOMS.values()}:
        raise SheetError(EMPTY)
    head = head.removeprefix(BOMS["utf-8"])
    if head.startswith(FOREIGN) or head.lstrip().lower().startswith(MARKUP) or b"%PDF-" in head:
        raise SheetError(MISNAMED)
