"""The rows of a table file whose layout is known."""

from collections.abc import Iterator
from typing import BinaryIO

from breachdesk.infra.sheets import ods, ods_rows, xlsx, xlsx_rows
from breachdesk.infra.sheets.container import workbook_zip
from breachdesk.infra.sheets.csvfile import csv_rows
from breachdesk.infra.sheets.grid import shaped
from breachdesk.infra.sheets.layout import DEFAULT, Layout, Limits, Listed, Row, SheetError, Span
from breachdesk.kernel.text import _


def rows(
    file: BinaryIO, layout: Layout, limits: Limits = DEFAULT, span: Span | None = None
) -> Iterator[Row]:
    """The rows that hold something, the heading row first; all of them, or those of the span.

    A row with a fault is told and reading goes on. SheetError, also half-way, when the file as
    a whole cannot be used. The file stays open.
    """
    if layout.kind == "csv":
        return csv_rows(file, layout, limits, span)
    return _sheet_rows(file, layout, limits)


def _sheet_rows(file: BinaryIO, layout: Layout, limits: Limits) -> Iterator[Row]:
    with workbook_zip(file, limits) as archive:
        if layout.kind == "xlsx":
            book = xlsx.open_book(archive)
            table = xlsx_rows.table(archive, book, _chosen(book.sheets, layout.sheet))
        else:
            table = ods_rows.table(archive, _chosen(ods.list_sheets(archive), layout.sheet))
        yield from shaped(table, limits)


def _chosen(sheets: tuple[Listed, ...], name: str) -> Listed:
    for sheet in sheets:
        if sheet.name == name:
            return sheet
    raise SheetError(_("This workbook has no sheet of this name."))
