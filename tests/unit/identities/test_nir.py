from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import nir as judge

from breachdesk.demo.domain.identifiers import nir
from breachdesk.identities.domain import Unlikely
from breachdesk.identities.domain.nir import (
    BornHint,
    born_hint,
    canonical,
    completed,
    masked,
)
from tests.builders.refusals import refusal, wrong_digit
from tests.unit.identities.strange import ARABIC, NARROW, NBSP, ZWSP, wide

VALID = [
    "185057599000129",
    "264097599100271",
    "299122A99000342",
    "187062B99001418",
    "200119999000596",  # born abroad
    "160357599204281",  # pseudo-month 35
    "155087490123434",
]
nirs = st.builds(
    nir,
    st.sampled_from([1, 2, 3, 4, 7, 8]),
    st.dates(date(1920, 1, 1), date(2025, 12, 31)),
    st.sampled_from(["01", "67", "75", "2A", "2B", "97", "98", "96", "99"]),
    st.integers(990, 999),
    st.integers(1, 999),
)


@pytest.mark.parametrize("number", VALID)
def test_up_30_numbers_that_can_be_true(number: str) -> None:
    assert canonical(number) == number


@pytest.mark.parametrize("month", ["01", "12", "20", "30", "31", "42", "50", "99"])
@pytest.mark.parametrize("sex", ["1", "2", "3", "4", "7", "8"])
@pytest.mark.parametrize("department", ["01", "95", "96", "97", "98", "99", "2A", "2B"])
def test_up_30_every_sex_month_and_department(sex: str, month: str, department: str) -> None:
    body = f"{sex}85{month}{department}990001"

    assert canonical(completed(body)) == body + judge.calc_check_digits(body)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1 85 05 75 990 001 29", "185057599000129"),  # as on the card
        (f"1{NBSP}85{NARROW}05 75 990 001 29", "185057599000129"),
        ("2 99 12 2a 990 003 42", "299122A99000342"),
        ("1.85.05.75.990.001-29", "185057599000129"),
    ],
)
def test_up_30_spaces_between_groups_are_left_out(typed: str, kept: str) -> None:
    assert canonical(typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("185057599000100", "One of the digits"),
        ("185057599000198", "One of the digits"),  # 29 + 97 would be 126; keys end at 97
        ("299122A99000343", "One of the digits"),
        ("299122B99000342", "One of the digits"),  # 2B for 2A
        ("187062C99001418", "department"),
        ("185050099000129", "department"),  # 00
        ("1850575990001", "key is missing"),
        ("1850575990001O9", "letter O"),
        ("I85057599000129", "letter O, I or L"),
        ("18505759900012", "13 characters"),  # 14 long
        ("1850575990001290", "13 characters"),
        ("585057599000129", "begins with 1 or 2"),
        ("085057599000129", "begins with 1 or 2"),
        ("185007599000129", "month"),  # 00
        ("185137599000129", "month"),
        ("185217599000129", "month"),
        ("185437599000129", "month"),  # between 42 and 50
        ("1850575990X0129", "13 characters"),
        ("", "13 characters"),
    ],
)
def test_up_30_numbers_that_cannot_be_true(typed: str, said: str) -> None:
    assert said in refusal(canonical, typed)


@pytest.mark.parametrize(
    "typed", ["1,85057599E+14", "1.85057599000129E+14", "1,85E+12", "185057599000129.0"]
)
def test_up_29_a_number_damaged_by_a_spreadsheet_is_refused_with_the_reason(typed: str) -> None:
    assert "spreadsheet" in refusal(canonical, typed)
    assert "spreadsheet" in refusal(completed, typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (wide("185057599000129"), "0 to 9"),
        (ARABIC + "057599000129", "0 to 9"),
        (f"185057599000129{ZWSP}", "invisible"),
    ],
)
def test_up_32_only_digits_of_the_keyboard_count(typed: str, said: str) -> None:
    assert said in refusal(canonical, typed)


def test_a_missing_key_is_added_only_on_demand() -> None:
    assert completed("1 85 05 75 990 001") == "185057599000129"
    assert completed("2 99 12 2A 990 003") == "299122A99000342"
    assert completed("185057599000129") == "185057599000129"
    assert "One of the digits" in refusal(completed, "185057599000100")
    assert "month" in refusal(completed, "1851375990001")


def test_a_masked_number_shows_sex_and_year_only() -> None:
    assert masked("185057599000129") == "1 85 •• •• ••• ••• ••"


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        ("185057599000129", BornHint("M", 85, 5)),
        ("264097599100271", BornHint("F", 64, 9)),
        ("160357599204281", BornHint("M", 60, None)),  # a pseudo-month tells no month
        (completed("7000175990001"), BornHint("M", 0, 1)),
        (completed("8992075990001"), BornHint("F", 99, None)),
    ],
)
def test_what_a_number_says_of_a_birth(number: str, hint: BornHint) -> None:
    assert born_hint(number) == hint


@pytest.mark.parametrize(
    ("born", "fits"),
    [
        (date(1985, 5, 20), True),
        (date(1885, 5, 1), True),  # the century is not told
        (date(1985, 6, 20), False),
        (date(1986, 5, 20), False),
    ],
)
def test_a_birth_date_is_compared_with_the_number(born: date, *, fits: bool) -> None:
    assert born_hint("185057599000129").fits(born) == fits


def test_an_unknown_month_fits_every_month_of_its_year() -> None:
    assert born_hint("160357599204281").fits(date(1960, 11, 3))
    assert not born_hint("160357599204281").fits(date(1961, 11, 3))


@given(nirs)
def test_up_30_every_number_of_the_demonstration_is_its_own_normal_form(number: str) -> None:
    spaced = " ".join((number[0], number[1:3], number[3:5], number[5:7], number[7:]))

    assert canonical(number) == canonical(spaced.lower()) == number
    assert completed(number[:13]) == number


@given(nirs, st.integers(0, 14), st.integers(1, 9))
def test_up_30_one_wrong_digit_is_found(number: str, place: int, off: int) -> None:
    if number[place].isdigit():
        refusal(canonical, wrong_digit(number, place, off))


@given(st.text())
def test_any_text_is_taken_in_its_normal_form_or_refused(text: str) -> None:
    try:
        kept = canonical(text)
    except Unlikely:
        return
    assert canonical(kept) == kept
