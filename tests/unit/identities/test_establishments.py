from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn as judge
from stdnum.fr import siret as siret_judge

from breachdesk.demo.domain import identifiers
from breachdesk.identities.domain import Unlikely
from breachdesk.identities.domain.digits import has_luhn_key
from breachdesk.identities.domain.establishments import finess, rpps, siren, siret, vat
from tests.builders.refusals import refusal, wrong_digit
from tests.unit.identities.strange import NARROW, NBSP, ZWSP, wide

Check = Callable[[str], str]
numbers = st.integers(0, 99_999)
guarded: list[tuple[Check, Callable[[int], str]]] = [
    (siren, identifiers.siren),
    (siret, identifiers.siret),
    (finess, identifiers.finess),
    (rpps, identifiers.rpps),
]


@pytest.mark.parametrize(
    ("check", "valid"),
    [
        (siren, ["000000018", "000001099", "001234566", "009876509", "005550009"]),
        (siret, ["00000001800010", "00000109900019", "00123456600014", "00987650900010"]),
        (siret, ["00555000900012"]),
        (siret, ["35600000009075", "35600000099995"]),  # La Poste: sums of 35 and 55, no Luhn key
        (siret, ["35600000099990"]),  # both rules at once
        (siret, ["35600000000048"]),  # its head office has a Luhn key, and the sum is 26
        (finess, ["990000010", "990123457", "759900004", "679900126", "139900773"]),
        (finess, ["2A9900001", "2B9900001"]),  # Corsica: the rule for the key is not published
        (rpps, ["99700000013", "99700123450", "99700543210", "99700999990", "99700314158"]),
    ],
)
def test_numbers_that_can_be_true_stay_as_they_are(check: Check, valid: list[str]) -> None:
    assert [check(one) for one in valid] == valid


@pytest.mark.parametrize(
    ("check", "typed", "kept"),
    [
        (siren, " 732 829 320 ", "732829320"),
        (siren, f"732{NBSP}829{NARROW}320", "732829320"),
        (siret, "732.829.320.00074", "73282932000074"),
        (finess, "99 000 001 0", "990000010"),
        (finess, "2a 990 000 1", "2A9900001"),
        (rpps, "997-0000-0013", "99700000013"),
        (vat, "fr 44 732829320", "FR44732829320"),
        (vat, "DE136695976", "DE136695976"),
    ],
)
def test_what_stands_between_groups_is_left_out(check: Check, typed: str, kept: str) -> None:
    assert check(typed) == kept


@pytest.mark.parametrize(
    ("check", "typed", "said"),
    [
        (siren, "000000019", "wrong"),
        (siren, "001234567", "wrong"),
        (siren, "732829321", "wrong"),
        (siren, "73282932", "zero at the front"),
        (siren, "7328293201", "nine digits"),
        (siren, "ABCDEFGHI", "nine digits"),
        (siren, "", "nine digits"),
        (siret, "00000001800015", "wrong"),
        (siret, "00000001900011", "wrong"),  # Luhn holds for the whole, not for the SIREN
        (siret, "7328293200007", "zero at the front"),
        (siret, "73282932000079", "wrong"),
        (siret, "35600000099991", "wrong"),  # La Poste, digits that sum up to 51
        (finess, "990000011", "wrong"),
        (finess, "990123450", "wrong"),
        (finess, "139900770", "wrong"),
        (finess, "99000001", "zero at the front"),
        (finess, "9900000123", "nine characters"),
        (finess, "75990000A", "nine characters"),
        (finess, "2C9900001", "nine characters"),
        (finess, "2A990000", "nine characters"),
        (rpps, "99700000010", "wrong"),
        (rpps, "99700123456", "wrong"),
        (rpps, "9970000001", "zero at the front"),
        (rpps, "997000123456", "eleven digits"),
        (rpps, "99700O12345", "eleven digits"),  # the letter O
        (vat, "FR00732829320", "eleven digits"),
        (vat, "732829320", "eleven digits"),
    ],
)
def test_numbers_that_cannot_be_true_are_refused(check: Check, typed: str, said: str) -> None:
    assert said in refusal(check, typed)


@pytest.mark.parametrize("check", [siren, siret, finess, rpps, vat])
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1,23E+13", "lost digits"),
        ("7.3282932E+08", "lost digits"),
        ("732829320.0", "with .0"),
        ("732829320,00", "with .0"),
    ],
)
def test_up_29_damage_by_a_spreadsheet_is_told_not_repaired(
    check: Check, typed: str, said: str
) -> None:
    assert said in refusal(check, typed)


@pytest.mark.parametrize("check", [siren, siret, finess, rpps, vat])
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (wide("732829320"), "0 to 9"),  # int() takes them
        (f"732829320{ZWSP}", "invisible"),
        ("732829320\0", "invisible"),
    ],
)
def test_up_32_only_digits_of_the_keyboard_count(check: Check, typed: str, said: str) -> None:
    assert said in refusal(check, typed)


@pytest.mark.parametrize(("check", "made"), guarded)
@given(number=numbers)
def test_every_number_of_the_demonstration_is_its_own_normal_form(
    check: Check, made: Callable[[int], str], number: int
) -> None:
    assert check(made(number)) == made(number)
    assert check(" ".join(made(number))) == made(number)


@pytest.mark.parametrize(("check", "made"), guarded)
@given(number=numbers, off=st.integers(1, 9), data=st.data())
def test_one_wrong_digit_is_found(
    check: Check, made: Callable[[int], str], number: int, off: int, data: st.DataObject
) -> None:
    digits = made(number)
    place = data.draw(st.integers(0, len(digits) - 1))

    assert "wrong" in refusal(check, wrong_digit(digits, place, off))


@given(st.text("0123456789", min_size=1, max_size=30))
def test_the_luhn_key_agrees_with_that_of_stdnum(digits: str) -> None:
    assert has_luhn_key(digits) == judge.is_valid(digits)


@given(st.one_of(st.integers(0, 10**14 - 1), st.integers(35600000000000, 35600000099999)))
def test_a_siret_is_taken_when_stdnum_takes_it(number: int) -> None:
    digits = f"{number:014d}"
    try:
        taken = siret(digits) == digits
    except Unlikely:
        taken = False

    assert taken == siret_judge.is_valid(digits)


@pytest.mark.parametrize("check", [siren, siret, finess, rpps, vat])
@given(st.text())
def test_any_text_is_taken_in_its_normal_form_or_refused(check: Check, text: str) -> None:
    try:
        kept = check(text)
    except Unlikely:
        return
    assert check(kept) == kept
