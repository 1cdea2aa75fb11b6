"""Valid in form, and in ranges nobody lives in."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.fr import nir as nir_judge
from stdnum.fr import siren as siren_judge
from stdnum.fr import siret as siret_judge

from breachdesk.demo.domain.identifiers import (
    finess,
    landline,
    mobile,
    nir,
    rpps,
    siren,
    siret,
    with_luhn,
)
from breachdesk.demo.domain.pharmacies import postcode

numbers = st.integers(0, 99_999)


@pytest.mark.parametrize(
    ("made", "known"),
    [
        (nir(1, date(1985, 5, 20), "75", 990, 1), "185057599000129"),
        (nir(2, date(1964, 9, 1), "75", 991, 2), "264097599100271"),
        (nir(2, date(1999, 12, 31), "2A", 990, 3), "299122A99000342"),
        (nir(1, date(1987, 6, 2), "2B", 990, 14), "187062B99001418"),
        (nir(2, date(2000, 11, 9), "99", 990, 5), "200119999000596"),
    ],
)
def test_known_nirs(made: str, known: str) -> None:
    assert made == known


@given(
    st.sampled_from([1, 2]),
    st.dates(date(1920, 1, 1), date(2025, 12, 31)),
    st.sampled_from(["67", "75", "2A", "01"]),
    st.integers(990, 999),
    st.integers(1, 999),
)
def test_every_nir_is_valid(
    sex: int, born: date, department: str, commune: int, order: int
) -> None:
    made = nir(sex, born, department, commune, order)

    assert nir_judge.is_valid(made)
    assert made[:7] == f"{sex}{born:%y%m}{department}"
    assert made[7:10] >= "990"


@given(st.text("0123456789", min_size=1, max_size=30), st.integers(1, 9), st.data())
def test_the_check_digit_betrays_one_wrong_digit(
    digits: str, off: int, data: st.DataObject
) -> None:
    whole = with_luhn(digits)
    place = data.draw(st.integers(0, len(digits) - 1))
    wrong = f"{whole[:place]}{(int(whole[place]) + off) % 10}{whole[place + 1 :]}"

    assert luhn.is_valid(whole)
    assert not luhn.is_valid(wrong)


@given(numbers)
def test_company_numbers(number: int) -> None:
    assert siren_judge.is_valid(siren(number))
    assert siret_judge.is_valid(siret(number))
    assert siren(number).startswith("000")


@pytest.mark.parametrize(
    ("made", "known"), [(finess(1), "990000010"), (finess(12345), "990123457")]
)
def test_finess(made: str, known: str) -> None:
    assert made == known


@pytest.mark.parametrize(
    ("made", "known"), [(rpps(1), "99700000013"), (rpps(12345), "99700123450")]
)
def test_rpps(made: str, known: str) -> None:
    assert made == known


@given(st.integers(0, 10_000_000))
def test_telephones_are_those_of_fiction(number: int) -> None:
    assert mobile(number)[:6] == "063998"
    assert len(mobile(number)) == len(landline(number)) == 10
    assert landline(number)[:6] in {"019900", "026191", "035301", "046571", "053649"}


def test_postcodes_lie_in_departments_that_exist() -> None:
    chance = random.Random(1)  # noqa: S311  # a test
    found = {postcode(chance) for _time in range(5_000)}

    assert all(len(one) == 5 and one.isdigit() for one in found)
    assert all("01" <= one[:2] <= "95" or one.startswith("974") for one in found)
    assert {one for one in found if one.startswith("75")} <= {f"750{n:02d}" for n in range(1, 21)}
    assert {one[:3] for one in found if one.startswith("20")} == {"201", "202"}
