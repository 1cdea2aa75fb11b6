from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from breachdesk.infra.sheets import Limits, SheetError
from tests.unit.infra.sheets.files import (
    cells,
    layout_of,
    part_of,
    read,
    with_members,
    xlsx,
    xlsx_of,
)

SHEET = "xl/worksheets/sheet1.xml"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def shown(value: object, number_format: str = "General", *, mac: bool = False) -> str:
    """What the reader makes of one cell under a heading."""
    book = Workbook()
    if mac:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet["A1"] = "heading"
    sheet["A2"] = value  # type: ignore[assignment]
    sheet["A2"].number_format = number_format
    found = cells(xlsx(book), "a.xlsx")
    return found[1][0] if len(found) > 1 else ""


def raw(rows: str) -> bytes:
    """A workbook whose only sheet has these rows, as XML."""
    xml = f'<x:worksheet xmlns:x="{SPACE}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    return with_members(xlsx_of(["x"]), {SHEET: xml})


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        ("Noël", "General", "Noël"),
        ("  a ", "General", "  a "),
        ("0612345678", "@", "0612345678"),
        (12, "General", "12"),
        (12.0, "General", "12"),
        (-5, "General", "-5"),
        (185057599000129, "General", "185057599000129"),
        (1.85057599000129e14, "0.00E+00", "185057599000129"),
        (1e21, "General", "1000000000000000000000"),
        (0.1, "General", "0.1"),
        (33.299999999999997, "General", "33.3"),
        (1e-7, "General", "0.0000001"),
        (True, "General", "true"),
        (False, "General", "false"),
        ("#N/A", "General", "#N/A"),
        (1000, "00000", "01000"),  # a postcode: the zero is on the sheet, so it is read
        (612345678, '0#" "##" "##" "##" "##', "0612345678"),
        (612345678, "0#\\ ##\\ ##\\ ##\\ ##", "0612345678"),
        (1000, "#,##0", "1000"),
        (12.5, "0.00", "12.5"),
        (1000, "General;[Red]-General", "1000"),
    ],
)
def test_a_cell_comes_as_a_person_reads_it(
    value: object, number_format: str, expected: str
) -> None:
    assert shown(value, number_format) == expected


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (date(2020, 2, 29), "dd/mm/yyyy", "2020-02-29"),
        (datetime(2020, 2, 29, 13, 5, 6), "dd/mm/yyyy hh:mm", "2020-02-29T13:05:06"),  # noqa: DTZ001
        (datetime(2020, 2, 29), "dd/mm/yyyy hh:mm", "2020-02-29"),  # noqa: DTZ001
        (43890.75, "dd/mm/yyyy", "2020-02-29"),  # the sheet shows no time
        (time(4, 5), "hh:mm", "04:05:00"),
        (timedelta(hours=30), "[h]:mm", "30:00:00"),
        (43890, '[$-40C]d" "mmmm" "yyyy', "2020-02-29"),
        (43890, "mm-dd-yy", "2020-02-29"),  # built in, by number
        (43890, "mmm", "2020-02-29"),
        (43890, '0" jours"', "43890"),  # a letter in quotation marks makes no date
        (2958465, "yyyy", "9999-12-31"),
        (2958466, "yyyy", "2958466"),
        (2958465.9999999, "yyyy-mm-dd hh:mm", "9999-12-31T23:59:59"),
        (-1, "yyyy", "-1"),
    ],
)
def test_up_31_dates_come_in_iso_8601(value: object, number_format: str, expected: str) -> None:
    assert shown(value, number_format) == expected


@pytest.mark.parametrize(
    ("serial", "expected"),
    [
        (1, "1900-01-01"),
        (59, "1900-02-28"),
        (60, "1900-02-29"),  # no such day, and still what the sheet shows: left for the checks
        (61, "1900-03-01"),
        (0, "1900-01-00"),
    ],
)
def test_up_31_the_1900_system_has_a_day_that_never_was(serial: int, expected: str) -> None:
    assert shown(serial, "dd/mm/yyyy") == expected


@pytest.mark.parametrize(
    ("serial", "expected"),
    [(0, "1904-01-01"), (42428, "2020-02-29"), (2957003, "9999-12-31"), (2957004, "2957004")],
)
def test_up_31_the_1904_system_is_read_as_such(serial: int, expected: str) -> None:
    assert shown(serial, "dd/mm/yyyy", mac=True) == expected


def test_rows_have_the_numbers_of_the_sheet_and_blank_ones_are_left_out() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["B3"], sheet["C3"], sheet["C7"], sheet["A9"] = "nom", "ville", "Lyon", ""

    assert [(row.number, row.cells) for row in read(xlsx(book), "a.xlsx")] == [
        (3, ["", "nom", "ville"]),
        (7, ["", "", "Lyon"]),
    ]


def test_up_28_shorter_rows_are_padded_and_longer_ones_told() -> None:
    found = read(xlsx_of(["nom", "ville"], ["A"], ["B", "x", "y"], ["C", "z", None]), "a.xlsx")

    assert [row.cells for row in found[1:]] == [["A", ""], ["B", "x", "y"], ["C", "z"]]
    assert [bool(row.fault) for row in found[1:]] == [False, True, False]


def test_up_10_a_formula_counts_with_its_saved_value() -> None:
    row = (
        '<x:row r="1"><x:c r="A1" t="str"><x:f>"a"&amp;"b"</x:f><x:v>ab</x:v></x:c>'
        '<x:c r="B1"><x:f>1+1</x:f><x:v>2</x:v></x:c><x:c r="C1"><x:f>NOW()</x:f></x:c>'
        '<x:c r="D1" t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c></x:row>'
    )

    assert cells(raw(row), "a.xlsx") == [["ab", "2", "", "#DIV/0!"]]


@pytest.mark.parametrize("text", ["=1+1", "+33639981234", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_up_10_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    row = f'<x:row><x:c t="inlineStr"><x:is><x:t>{text}</x:t></x:is></x:c></x:row>'

    assert cells(raw(row), "a.xlsx") == [[text]]


def test_up_10_links_to_other_workbooks_and_dde_are_not_followed() -> None:
    dde = '<externalLink><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'
    outside = '<Relationship Id="x" Type="/worksheet" TargetMode="External" Target="http://x/"/>'
    content = xlsx_of(["nom"], ["A"])
    relations = part_of(content, "xl/_rels/workbook.xml.rels")
    content = with_members(
        content,
        {
            "xl/externalLinks/externalLink1.xml": dde,
            "xl/_rels/workbook.xml.rels": relations.replace("</", f"{outside}</", 1),
        },
    )

    assert cells(content, "a.xlsx") == [["nom"], ["A"]]


@pytest.mark.parametrize("name", ["a.xlsm", "a.xlsx"])
def test_up_10_macros_are_refused_whatever_the_name(name: str) -> None:
    content = with_members(xlsx_of(["nom"]), {"xl/vbaProject.bin": b"macro"})

    with pytest.raises(SheetError, match="holds macros"):
        layout_of(content, name)


def test_up_10_hidden_sheets_are_told_and_the_first_visible_one_is_read() -> None:
    book = Workbook()
    book.worksheets[0].title = "Secrets"
    book.worksheets[0].sheet_state = "veryHidden"
    book.worksheets[0].append(["hidden"])
    book.create_sheet("Liste").append(["shown"])
    book.create_sheet("Autre").append(["other"])
    book.worksheets[2].sheet_state = "hidden"
    content = xlsx(book)
    layout = layout_of(content, "a.xlsx")

    assert (layout.sheet, layout.sheets) == ("Liste", ("Secrets", "Liste", "Autre"))
    assert layout.hidden == ("Secrets", "Autre")
    assert cells(content, "a.xlsx") == [["shown"]]
    assert read(content, "a.xlsx", sheet="Autre")[0].cells == ["other"]
    with pytest.raises(SheetError, match="no sheet of this name"):
        read(content, "a.xlsx", sheet="Absente")


def test_up_10_a_far_cell_costs_nothing() -> None:
    far = '<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>'

    found = read(raw(f'<x:row><x:c r="A1"><x:v>7</x:v></x:c></x:row>{far}'), "a.xlsx")

    assert [row.number for row in found] == [1, 1_048_576]
    assert "16384 cells" in str(found[1].fault)


def test_up_10_more_columns_or_rows_than_accepted_are_refused() -> None:
    table = xlsx_of(["a", "b"], ["1", "2"], ["3", "4"])

    with pytest.raises(SheetError, match="2 columns"):
        read(table, "a.xlsx", Limits(max_columns=1))
    with pytest.raises(SheetError, match="more than 1 rows"):
        read(table, "a.xlsx", Limits(max_rows=1))


@pytest.mark.parametrize(
    "rows",
    [
        '<x:row r="1048577"/>',
        '<x:row r="5"/><x:row r="5"/>',
        '<x:row r="0"/>',
        '<x:row r="x"/>',
        '<x:row><x:c r="XFE1"/></x:row>',
        '<x:row><x:c r="AAAA1"/></x:row>',
        '<x:row><x:c r="1"/></x:row>',
        '<x:row><x:c r="B1"/><x:c r="A1"/></x:row>',
        '<x:row><x:c t="s"><x:v>99</x:v></x:c></x:row>',
        '<x:row><x:c t="s"><x:v>-1</x:v></x:c></x:row>',
        "<x:row><x:c><x:v>abc</x:v></x:c></x:row>",
        '<x:row><x:c s="x"><x:v>1</x:v></x:c></x:row>',
        "<x:row>",
    ],
)
def test_up_10_places_and_references_no_program_writes_are_damage(rows: str) -> None:
    with pytest.raises(SheetError, match="damaged"):
        read(raw(rows), "a.xlsx")


def test_a_number_with_a_monstrous_exponent_stays_as_written() -> None:
    row = "<x:row><x:c><x:v>1E+999999999</x:v></x:c><x:c><x:v>1E-999999999</x:v></x:c></x:row>"

    assert cells(raw(row), "a.xlsx") == [["1E+999999999", "0"]]


def test_escaped_characters_phonetic_guides_and_rich_text() -> None:
    row = (
        '<x:row><x:c t="inlineStr"><x:is><x:r><x:t>a_x000D_</x:t></x:r><x:r><x:t>b</x:t></x:r>'
        "<x:rPh><x:t>guide</x:t></x:rPh></x:is></x:c>"
        '<x:c t="str"><x:v>_xD800_</x:v></x:c></x:row>'
    )

    assert cells(raw(row), "a.xlsx") == [["a\rb", "_xD800_"]]


def test_up_19_an_escaped_nul_is_told() -> None:
    row = '<x:row><x:c t="str"><x:v>a_x0000_b</x:v></x:c></x:row>'

    assert str(read(raw(row), "a.xlsx")[0].fault) == "Cell 1 holds a NUL character."


def test_texts_that_cells_share_are_read() -> None:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_1904": True}) as book:
        sheet = book.add_worksheet("Liste")
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yy"})
        sheet.write_row(0, 0, ["nom", "Noël", "nom", "a\x01b"])
        sheet.write_rich_string(1, 0, "Œu", bold, "vré")
        sheet.write_datetime(1, 1, datetime(2020, 2, 29), day)  # noqa: DTZ001
        book.add_chartsheet("Dessin")
    content = file.getvalue()

    assert layout_of(content, "a.xlsx").sheets == ("Liste",)
    assert cells(content, "a.xlsx") == [
        ["nom", "Noël", "nom", "a\x01b"],
        ["Œuvré", "2020-02-29", "", ""],
    ]


@pytest.mark.parametrize("part", [SHEET, "xl/styles.xml", "xl/workbook.xml", "_rels/.rels"])
def test_a_workbook_that_lacks_a_part_is_damaged(part: str) -> None:
    content = with_members(xlsx_of(["nom"]), {}, without=part)

    with pytest.raises(SheetError, match="damaged"):
        read(content, "a.xlsx")


def test_a_format_without_number_is_damage() -> None:
    content = xlsx_of(["nom"])
    styles = part_of(content, "xl/styles.xml").replace('numFmtId="0"', 'numFmtId="x"')

    with pytest.raises(SheetError, match="damaged"):
        read(with_members(content, {"xl/styles.xml": styles}), "a.xlsx")


def test_dates_and_truth_values_written_as_text() -> None:
    row = (
        '<x:row><x:c t="d"><x:v>2020-02-29T00:00:00</x:v></x:c>'
        '<x:c t="b"><x:v>true</x:v></x:c></x:row>'
    )

    assert cells(raw(row), "a.xlsx") == [["2020-02-29", "true"]]


def test_comments_are_no_content() -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "nom"
    book.worksheets[0]["A1"].comment = Comment("secret", "x")

    assert cells(xlsx(book), "a.xlsx") == [["nom"]]


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "_rels/.rels"])
def test_sq_09_entities_are_refused_in_every_part(part: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'

    with pytest.raises(SheetError, match="damaged"):
        read(with_members(xlsx_of(["nom"]), {part: bomb}), "a.xlsx")


def test_the_strict_variant_of_excel_is_read() -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    xml = (
        f'<worksheet xmlns="{strict}"><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>'
    )

    assert cells(with_members(xlsx_of(["x"]), {SHEET: xml}), "a.xlsx") == [["7"]]
