from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.identities.domain import Unlikely
from breachdesk.identities.domain.births import parse
from tests.builders.refusals import refusal
from tests.unit.identities.strange import NBSP, ZWSP, wide

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "27/08/1985",
        "1985-08-27",
        "27.08.1985",
        "27-08-1985",
        "27/8/1985",
        "27 août 1985",
        "27 aout 1985",
        "27 AOÛT 1985",
        "27 aou\u0302t 1985",  # accent apart
        f" 27{NBSP}août  1985 ",
    ],
)
def test_one_day_in_the_spellings_of_files(typed: str) -> None:
    assert parse(typed, TODAY) == date(1985, 8, 27)


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("1er janvier 2000", date(2000, 1, 1)),
        ("2 février 1999", date(1999, 2, 2)),
        ("31 décembre 1910", date(1910, 12, 31)),
        ("29/02/2024", date(2024, 2, 29)),
        ("01/03/2026", TODAY),  # born today
        ("01/03/1906", date(1906, 3, 1)),  # 120 years old today
    ],
)
def test_other_days(typed: str, born: date) -> None:
    assert parse(typed, TODAY) == born


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("27/08/85", "century"),
        ("27 août 85", "century"),
        ("31/02/85", "century"),
        ("31/02/1985", "no such day"),
        ("29/02/1985", "no such day"),
        ("1985-02-31", "no such day"),
        ("00/08/1985", "no such day"),  # the day is not known
        ("32 août 1985", "no such day"),
        ("01/13/1985", "The month goes"),
        ("1985-13-01", "The month goes"),
        ("08/27/1985", "The month goes"),  # the American order
        ("27/00/1985", "The month goes"),
        ("02/03/2026", "in the future"),
        ("27/08/2085", "in the future"),
        ("28/02/1906", "120 years"),
        ("01/01/1900", "120 years"),
        ("31286", "spreadsheet"),  # 27 August 1985 in days since 1900
        ("29824", "spreadsheet"),  # the same since 1904
        ("31286.0", "spreadsheet"),
        ("31286,5", "spreadsheet"),
        ("1985", "spreadsheet"),
        ("19850827", "spreadsheet"),
        ("27/08-1985", "27/08/1985 or"),
        ("27 aoust 1985", "27/08/1985 or"),
        ("unknown", "27/08/1985 or"),
        ("", "27/08/1985 or"),
    ],
)
def test_up_31_what_is_no_date_of_birth_is_refused(typed: str, said: str) -> None:
    assert said in refusal(lambda text: parse(text, TODAY), typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (f"{wide('27')}/08/1985", "0 to 9"),
        (f"27/08/1985{ZWSP}", "invisible"),
        ("27/08/1985\n", "invisible"),
    ],
)
def test_up_32_only_digits_of_the_keyboard_count(typed: str, said: str) -> None:
    assert said in refusal(lambda text: parse(text, TODAY), typed)


def test_up_31_who_was_born_on_a_leap_day_is_taken_until_120_years_are_over() -> None:
    assert parse("29/02/1904", date(2024, 2, 29)) == date(1904, 2, 29)
    assert "120" in refusal(lambda text: parse(text, date(2024, 3, 1)), "29/02/1904")


@given(
    st.dates(date(1906, 3, 1), TODAY),
    st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d"]),
)
def test_a_day_is_read_back_as_it_was_written(born: date, form: str) -> None:
    assert parse(born.strftime(form), TODAY) == born


@given(st.one_of(st.text(), st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}")))
def test_any_text_is_taken_in_its_normal_form_or_refused(text: str) -> None:
    try:
        born = parse(text, TODAY)
    except Unlikely:
        return
    assert parse(born.isoformat(), TODAY) == born
