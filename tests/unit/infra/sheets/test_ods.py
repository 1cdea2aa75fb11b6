import pytest

from breachdesk.infra.sheets import Limits, SheetError
from tests.unit.infra.sheets.files import (
    cells,
    layout_of,
    ods,
    ods_of,
    ods_row,
    ods_table,
    ods_text,
    read,
    zipped,
)


def shown(attributes: str, displayed: str = "") -> str:
    cell = f"<table:table-cell {attributes}><text:p>{displayed}</text:p></table:table-cell>"
    return cells(ods(ods_table("S", ods_row(cell))), "a.ods")[0][0]


def test_a_sheet_is_read_as_text() -> None:
    assert cells(ods_of(["nom", "ville"], ["Noël", "=1+1"]), "a.ods") == [
        ["nom", "ville"],
        ["Noël", "=1+1"],
    ]


@pytest.mark.parametrize(
    ("attributes", "displayed", "expected"),
    [
        ('office:value-type="float" office:value="185057599000129"', "1,85E+14", "185057599000129"),
        ('office:value-type="float" office:value="1.85057599E+14"', "x", "185057599000000"),
        ('office:value-type="float" office:value="1000"', "01000", "01000"),
        ('office:value-type="float" office:value="612345678"', "06 12 34 56 78", "0612345678"),
        ('office:value-type="float" office:value="1000"', "1 000", "1000"),
        ('office:value-type="float" office:value="0.1"', "0,1", "0.1"),
        ('office:value-type="float"', "7", "7"),
        ('office:value-type="percentage" office:value="0.5"', "50 %", "0.5"),
        ('office:value-type="date" office:date-value="2020-02-29"', "29/02/20", "2020-02-29"),
        ('office:value-type="date" office:date-value="2020-02-29T00:00:00"', "x", "2020-02-29"),
        ('office:value-type="time" office:time-value="PT30H05M06S"', "x", "30:05:06"),
        ('office:value-type="boolean" office:boolean-value="true"', "VRAI", "true"),
        ('office:value-type="string" office:string-value=""', "#DIV/0!", "#DIV/0!"),
        ('office:value-type="string" table:formula="of:=A1"', "saved", "saved"),
    ],
)
def test_a_cell_comes_as_a_person_reads_it(attributes: str, displayed: str, expected: str) -> None:
    assert shown(attributes, displayed) == expected


def test_spaces_tabs_breaks_and_paragraphs_are_content_and_comments_are_not() -> None:
    inside = (
        '<text:p>a<text:s text:c="3"/>b<text:tab/><text:span>c</text:span><text:line-break/>d'
        "<office:annotation><text:p>secret</text:p></office:annotation></text:p><text:p>e</text:p>"
    )
    cell = f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'

    assert cells(ods(ods_table("S", ods_row(cell))), "a.ods") == [["a   b\tc\nd\ne"]]


def test_repeated_cells_and_rows_keep_their_places() -> None:
    gap = '<table:table-cell table:number-columns-repeated="2"/>'
    end = '<table:table-cell table:number-columns-repeated="16380"/>'
    twice = ods_row(ods_text("B")).replace(
        "<table:table-row", '<table:table-row table:number-rows-repeated="2"'
    )
    blank = (
        '<table:table-row table:number-rows-repeated="1000"><table:table-cell/></table:table-row>'
    )
    table = ods_table("S", ods_row(ods_text("h"), gap, ods_text("i"), end), blank, twice)

    assert [(row.number, row.cells) for row in read(ods(table), "a.ods")] == [
        (1, ["h", "", "", "i"]),
        (1002, ["B", "", "", ""]),
        (1003, ["B", "", "", ""]),
    ]


def test_up_10_a_row_repeated_a_million_times_is_refused_by_the_limit() -> None:
    many = ods_row(ods_text("B")).replace("-row>", '-row table:number-rows-repeated="1048576">', 1)
    content = ods(ods_table("S", ods_row(ods_text("h")), many))

    with pytest.raises(SheetError, match="more than 10 rows"):
        read(content, "a.ods", Limits(max_rows=10))


@pytest.mark.parametrize(
    "cell",
    [
        ods_text("x").replace("-cell", '-cell table:number-columns-repeated="16385"', 1),
        ods_text("x").replace("-cell", '-cell table:number-columns-repeated="0"', 1),
        ods_text("x").replace("-cell", '-cell table:number-columns-repeated="9000"', 1) * 2,
    ],
)
def test_up_10_more_columns_than_a_sheet_can_have_are_damage(cell: str) -> None:
    with pytest.raises(SheetError, match="damaged"):
        read(ods(ods_table("S", ods_row(cell))), "a.ods")


def test_up_10_hidden_sheets_are_told_and_the_first_visible_one_is_read() -> None:
    properties = '<style:table-properties table:display="false"/>'
    hidden = f'<style:style style:name="ta1">{properties}</style:style>'
    tables = ods_table("Secrets", ods_row(ods_text("hidden")), style="ta1")
    tables += ods_table("Liste", ods_row(ods_text("shown")))
    content = ods(tables, styles=hidden)
    layout = layout_of(content, "a.ods")

    assert (layout.sheet, layout.sheets, layout.hidden) == (
        "Liste",
        ("Secrets", "Liste"),
        ("Secrets",),
    )
    assert cells(content, "a.ods") == [["shown"]]
    assert read(content, "a.ods", sheet="Secrets")[0].cells == ["hidden"]


def test_a_workbook_without_visible_sheet_is_refused() -> None:
    with pytest.raises(SheetError, match="no visible sheet"):
        layout_of(ods(""), "a.ods")


def test_earlier_versions_drawings_and_linked_tables_are_no_content() -> None:
    old = ods_table("S", ods_row(ods_text("old")))
    shapes = f"<table:shapes>{ods_row(ods_text('drawn'))}</table:shapes>"
    tables = (
        f"<table:tracked-changes>{old}</table:tracked-changes>"
        + ods_table("S", shapes, ods_row(ods_text("now")))
        + f"<table:dde-links>{old}</table:dde-links>"
    )

    assert layout_of(ods(tables), "a.ods").sheets == ("S",)
    assert cells(ods(tables), "a.ods") == [["now"]]


def test_up_13_an_encrypted_workbook_is_told_apart() -> None:
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry>'
        "<m:encryption-data/></m:file-entry></m:manifest>"
    )

    with pytest.raises(SheetError, match="protected by a password"):
        layout_of(ods("", **{"META-INF/manifest.xml": manifest}), "a.ods")


def test_another_kind_of_document_is_refused() -> None:
    text = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})

    with pytest.raises(SheetError, match="not what its name says"):
        layout_of(text, "a.ods")
