import tracemalloc
from io import BytesIO

import pytest

from breachdesk.infra.sheets import Layout, Limits, Row, SheetError, detect, rows
from tests.unit.infra.sheets.files import cells, layout_of, read

SMALL = Limits(max_columns=5, max_rows=3, max_cell=20)


def faults(found: list[Row]) -> list[tuple[int, str]]:
    return [(row.number, str(row.fault)) for row in found if row.fault]


def test_the_heading_row_comes_first_like_any_other() -> None:
    assert read(b"nom;ville\nMartin;Lyon\n") == [
        Row(1, ["nom", "ville"]),
        Row(2, ["Martin", "Lyon"]),
    ]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_up_20_any_line_end_ends_a_record(end: str) -> None:
    content = end.join(["nom;ville", "Martin;Lyon", "Petit;Nice"]).encode()

    assert [(row.number, row.cells[0]) for row in read(content)] == [
        (1, "nom"),
        (2, "Martin"),
        (3, "Petit"),
    ]


def test_up_20_line_ends_may_be_mixed_and_inside_quotes_they_are_content() -> None:
    content = b'nom;note\rA;"x\ry\nz\r\nw"\nB;2\r\nC;3'

    assert [(row.number, row.cells) for row in read(content)] == [
        (1, ["nom", "note"]),
        (2, ["A", "x\ry\nz\r\nw"]),
        (6, ["B", "2"]),  # the note above takes four lines: CR, LF and CRLF end one each
        (7, ["C", "3"]),
    ]


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\v", "\f", "\x1c", "\x1d", "\x1e"])
def test_up_21_only_cr_and_lf_end_lines(mark: str) -> None:
    content = f"nom;ville\nMar{mark}tin;Lyon\nPetit;Nice\n".encode()

    assert cells(content)[1:] == [[f"Mar{mark}tin", "Lyon"], ["Petit", "Nice"]]


def test_up_19_a_nul_character_is_told_and_the_row_kept() -> None:
    found = read(b"nom;ville\nMartin;Ly\0on\nPetit;Nice\n")

    assert faults(found) == [(2, "Cell 2 holds a NUL character.")]
    assert [row.number for row in found] == [1, 2, 3]


def test_up_22_a_quotation_mark_never_closed_is_told_where_it_opens() -> None:
    found = read(b'nom;ville\nA;x\n"B;y\nC;z\n')

    assert [row.number for row in found] == [1, 2, 3]
    assert "never closed" in str(found[2].fault)
    assert found[2].cells == ["B;y\nC;z\n"]


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_up_22_even_when_it_is_the_last_character(end: bytes) -> None:
    found = read(b'nom\nA\n"' + end)

    assert [number for number, fault in faults(found) if "never closed" in fault] == [3]


def test_up_22_fifty_megabytes_behind_it_are_not_gathered() -> None:
    content = b'nom;ville\nA;x\n"B;y\n' + b"C;zzzzzzzzzzzzzzz\n" * 2_900_000

    found = read(content)

    assert [row.number for row in found] == [1, 2, 3]
    assert "never closed" in str(found[2].fault)


def test_a_file_that_ends_well_has_no_fault_at_its_end() -> None:
    assert faults(read(b'nom;ville\n"A";"x"')) == []


def test_up_23_a_million_columns_are_refused() -> None:
    with pytest.raises(SheetError, match="1000000 columns; at most 200"):
        read(b";".join([b"x"] * 1_000_000) + b"\n")


def test_up_23_a_million_cells_under_a_short_heading_are_one_bad_row() -> None:
    found = read(b"a;b\n" + b";".join([b"x"] * 1_000_000) + b"\nc;d\n")

    assert [number for number, _ in faults(found)] == [2]
    assert found[2].cells == ["c", "d"]


def test_up_24_a_cell_of_200_kb_is_one_bad_row() -> None:
    found = read(b"nom;note\nA;" + b"x" * 200_000 + b'\nB;"' + b"y\n" * 100_000 + b'"\nC;z\n')

    assert faults(found) == [
        (2, "Cell 2 is longer than 10000 characters."),
        (3, "Cell 2 is longer than 10000 characters."),
    ]
    assert found[-1].cells == ["C", "z"]


def test_the_longest_cell_allowed_is_allowed() -> None:
    content = "nom;n\n" + "x" * 20 + ";1\n" + "x" * 21 + ";2\n"

    assert [n for n, _ in faults(read(content.encode(), limits=SMALL))] == [3]


def test_a_line_without_end_is_refused_before_it_is_held_in_memory() -> None:
    with pytest.raises(SheetError, match="line of several million"):
        layout_of(b"x" * 6_000_000)


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf"])
def test_up_25_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(SheetError, match="empty") as refusal:
        layout_of(content)

    assert refusal.value.field == "file"


def test_up_25_a_heading_alone_is_one_row() -> None:
    assert cells(b"nom;ville") == [["nom", "ville"]]


def test_up_25_blank_lines_alone_are_no_row() -> None:
    assert cells(b"\n\r\n;;;\n") == []


def test_up_25_headings_that_repeat_or_lack_are_left_for_the_mapping_to_judge() -> None:
    assert cells(b"nom;nom;\nA;B;C\n") == [["nom", "nom", ""], ["A", "B", "C"]]


def test_up_25_the_byte_order_mark_is_no_part_of_the_heading() -> None:
    assert cells('\ufeff"nom";ville\nÉ;x\n'.encode()) == [["nom", "ville"], ["É", "x"]]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_up_26_the_separator_is_found(separator: str) -> None:
    content = f"nom{separator}adresse{separator}note\n".encode()
    content += f'A{separator}"1{separator}2, rue; x | y\t"{separator}z\n'.encode() * 3

    assert layout_of(content).separator == separator


def test_up_26_commas_inside_cells_do_not_count() -> None:
    content = b"nom;adresse\n" + b"A;1, rue X, b, c\nB;2, rue Y, d, e\n" * 9

    assert layout_of(content).separator == ";"


def test_up_26_a_table_of_one_column_needs_none() -> None:
    assert cells(b"email\na@exemple.fr\n\nb@exemple.fr\n") == [
        ["email"],
        ["a@exemple.fr"],
        ["b@exemple.fr"],
    ]


def test_up_27_one_row_too_many_is_refused() -> None:
    table = b"nom;n\n" + b"A;1\n" * 3

    assert len(read(table, limits=SMALL)) == 4
    with pytest.raises(SheetError, match="more than 3 rows"):
        read(table + b"\nB;2\n", limits=SMALL)


def test_up_27_a_million_rows_and_one_are_refused() -> None:
    content = b"n\n" + b"1\n" * 1_000_001
    found = rows(BytesIO(content), layout_of(content))

    with pytest.raises(SheetError, match="more than 1000000 rows"):
        for _row in found:
            pass


def test_up_28_shorter_rows_are_padded_and_longer_ones_told() -> None:
    found = read(b"nom;ville;cp\nA;x\nB;y;1;2\nC;z;3\nD;u;4;\n")

    assert [row.cells for row in found[1:]] == [
        ["A", "x", ""],
        ["B", "y", "1", "2"],
        ["C", "z", "3"],
        ["D", "u", "4", ""],
    ]
    # An empty cell too many is told too: it is what an unquoted separator before it leaves.
    assert faults(found) == [
        (3, "This row has 4 cells, the heading row has 3."),
        (5, "This row has 4 cells, the heading row has 3."),
    ]


def test_up_28_blank_rows_are_left_out_and_counted() -> None:
    found = read(b"\n\nnom;ville\n\n;\nA;x\n")

    assert [row.number for row in found] == [3, 6]


def test_up_32_odd_characters_are_content() -> None:
    odd = ["١٢٣", "１２３", "a\u200bb", "a\u00a0b", "e\u0301", "Аnna", "\U0001f600"]  # noqa: RUF001
    content = "nom;n\n" + "".join(f"{one};1\n" for one in odd)

    assert [line[0] for line in cells(content.encode())[1:]] == odd


def test_up_32_half_a_surrogate_pair_is_no_text() -> None:
    with pytest.raises(SheetError):
        layout_of(b"nom;n\nA\xed\xa0\x80B;1\n\xc3\xa9;2\n")


def test_quotation_marks_inside_a_cell_are_content() -> None:
    assert cells(b'nom;n\nPharmacie "du Centre";1\n"a ""b"" c";2\n12" x;3\n')[1:] == [
        ['Pharmacie "du Centre"', "1"],
        ['a "b" c', "2"],
        ['12" x', "3"],
    ]


def test_up_29_numbers_spoiled_by_a_spreadsheet_come_as_they_are() -> None:
    assert cells(b"nir;cp\n1,85E+12;1000\n")[1] == ["1,85E+12", "1000"]


def test_the_file_stays_open_and_others_may_move_in_it() -> None:
    file = BytesIO(b"nom;n\n" + b"A;1\n" * 60_000)
    count = 0
    for _row in rows(file, detect(file, "a.csv")):
        file.seek(count % 100)
        count += 1

    assert count == 60_001
    assert not file.closed


def test_bytes_that_are_not_in_the_layout_s_encoding_are_told() -> None:
    layout = Layout("csv", encoding="utf-8", separator=";")

    with pytest.raises(SheetError, match="not written in UTF-8"):
        list(rows(BytesIO(b"nom\nAndr\xe9\n"), layout))


def test_up_37_memory_does_not_grow_with_the_file() -> None:
    def peak(lines: int) -> int:
        file = BytesIO(b"nom;ville\n" + b'"Martin";Saint-Denis\n' * lines)
        tracemalloc.start()
        for _row in rows(file, detect(file, "a.csv")):
            pass
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(160_000) < 1.2 * peak(40_000)
