import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.kernel.cells import STARTERS, safe_cell

HIDDEN = [" ", "  ", "\u00a0", "\u202f", "\ufeff", "\u200b", "\u2060", " \ufeff\u200b"]


@pytest.mark.parametrize(
    "start",
    ["=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠"],  # noqa: RUF001
)
def test_ex_01_no_cell_starts_a_formula(start: str) -> None:
    assert safe_cell(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@pytest.mark.parametrize("hidden", HIDDEN)
def test_ex_01_spaces_and_invisible_marks_hide_no_formula(hidden: str) -> None:
    assert safe_cell(f"{hidden}=1+1") == f"'{hidden}=1+1"


@pytest.mark.parametrize("hidden", HIDDEN)
def test_a_line_break_behind_spaces_counts_as_a_start(hidden: str) -> None:
    assert safe_cell(f"{hidden}\nHYPERLINK") == f"'{hidden}\nHYPERLINK"


@pytest.mark.parametrize(
    "text", ["", "Perte d’un téléphone", "12", "a=b", "l’été + l’hiver", "'=1", "  un", "\ufeff"]
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


@given(st.text(alphabet=st.one_of(st.sampled_from("=+-@|%\t\r\n \ufeff\u200b'"), st.characters())))
def test_nothing_is_lost_and_the_first_visible_character_starts_no_formula(text: str) -> None:
    cell = safe_cell(text)

    assert cell in {text, f"'{text}"}
    assert cell.lstrip(" \ufeff\u200b")[:1] not in STARTERS


def test_ex_02_separators_and_quotes_survive_the_file() -> None:
    row = [safe_cell(text) for text in ("a;b", 'say "no"', "two\nlines", "=1;2")]
    file = StringIO()
    csv.writer(file, delimiter=";", lineterminator="\r\n").writerow(row)

    assert next(csv.reader(StringIO(file.getvalue(), newline=""), delimiter=";")) == row
