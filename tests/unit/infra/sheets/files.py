"""Table files as the tests build them, and one step from bytes to rows."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from xml.sax.saxutils import escape

from openpyxl import Workbook

from breachdesk.infra.sheets import Layout, Limits, Row, detect, rows

ODS_MIME = "application/vnd.oasis.opendocument.spreadsheet"
ODS_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
    )
)


def layout_of(content: bytes, name: str = "roster.csv", limits: Limits | None = None) -> Layout:
    return detect(BytesIO(content), name, limits or Limits())


def read(
    content: bytes, name: str = "roster.csv", limits: Limits | None = None, sheet: str = ""
) -> list[Row]:
    """All rows, by the layout that is detected; of another sheet when one is named."""
    layout = layout_of(content, name, limits)
    if sheet:
        layout = replace(layout, sheet=sheet)
    return list(rows(BytesIO(content), layout, limits or Limits()))


def cells(content: bytes, name: str = "roster.csv") -> list[list[str]]:
    return [row.cells for row in read(content, name)]


def xlsx(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def xlsx_of(*table: Sequence[object]) -> bytes:
    book = Workbook()
    for line in table:
        book.worksheets[0].append(list(line))
    return xlsx(book)


def ods(tables: str, styles: str = "", **others: str) -> bytes:
    """An ODS workbook around the XML of its tables."""
    content = (
        f"<office:document-content {ODS_SPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return zipped({"mimetype": ODS_MIME, "content.xml": content, **others})


def ods_of(*table: Sequence[str]) -> bytes:
    return ods(
        ods_table("Sheet1", *(ods_row(*(ods_text(cell) for cell in line)) for line in table))
    )


def ods_table(name: str, *lines: str, style: str = "") -> str:
    named = f'table:name="{name}" table:style-name="{style}"'
    return f"<table:table {named}>{''.join(lines)}</table:table>"


def ods_row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def ods_text(text: str) -> str:
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(text)}</text:p></table:table-cell>"
    )


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def part_of(content: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode()


def with_members(content: bytes, changed: Mapping[str, str | bytes], without: str = "") -> bytes:
    """The same zip with members replaced or added, or one left out."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    kept.pop(without, None)
    return zipped({**kept, **changed})
