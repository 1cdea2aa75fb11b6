"""Cells in normal form, rows that are right, and what is told where they are not."""

from datetime import date

import pytest

from breachdesk.kernel.errors import RuleError
from breachdesk.people.domain.columns import LABELS, SYNONYMS, flag, name, targets
from breachdesk.people.domain.identity import (
    Identity,
    filled,
    initials,
    is_child,
    masked_cell,
    pack,
    unpack,
)
from breachdesk.people.domain.rows import Book, Candidate, candidate, controller_key
from breachdesk.rosters.domain import Record, Rejection

TODAY = date(2026, 3, 2)
BOOK = Book({controller_key("990 000 010"): "c1"}, TODAY, {"controller": "FINESS", "phone": "Tél"})


def right(values: dict[str, str], book: Book = BOOK) -> Candidate:
    found = candidate(
        Record(2, {"last_name": "Kermarec", "controller": "990000010"} | values), book
    )
    assert isinstance(found, Candidate)
    return found


def test_every_kind_of_column_has_headings_it_is_known_by() -> None:
    assert set(SYNONYMS) == set(LABELS) == {one.key for one in targets(TODAY)}


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd", "-2", "‼", "12", "", "x" * 101])
def test_a_cell_that_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(RuleError):
        name(text)


@pytest.mark.parametrize("text", ["Le Goff", "D'Aubigné", "'t Hooft", "Łukasz", "李"])
def test_names_of_all_countries_are_names(text: str) -> None:
    assert name(text) == text


@pytest.mark.parametrize(("text", "expected"), [("Oui", "1"), ("x", "1"), ("0", ""), ("NON", "")])
def test_a_flag_is_yes_or_no(text: str, expected: str) -> None:
    assert flag(text) == expected


def test_a_flag_that_says_neither_is_refused() -> None:
    with pytest.raises(RuleError):
        flag("peut-être")


def test_a_controller_is_found_by_its_key_however_it_is_spaced() -> None:
    assert right({"controller": "9900 00010"}).controller_id == "c1"


@pytest.mark.parametrize("key", ["990000011", ""])
def test_a_row_of_no_known_controller_is_rejected_under_its_heading(key: str) -> None:
    found = candidate(Record(7, {"last_name": "Kermarec", "controller": key}), BOOK)

    assert isinstance(found, Rejection)
    assert (found.number, found.reasons[0].column) == (7, "FINESS")


def test_the_postcode_tells_what_a_number_without_country_code_belongs_to() -> None:
    assert right({"phone": "0639 98 00 01", "postcode": "29000"}).identity.phone == "+33639980001"
    assert right({"phone": "0692 12 34 56", "postcode": "97400"}).identity.phone == "+262692123456"


def test_a_telephone_that_cannot_be_is_told_under_its_heading() -> None:
    found = candidate(Record(3, {"controller": "990000010", "phone": "12"}), BOOK)

    assert isinstance(found, Rejection)
    assert found.reasons[0].column == "Tél"


@pytest.mark.parametrize(
    ("born", "expected"),
    [(date(2008, 3, 2), False), (date(2008, 3, 3), True), (date(2024, 2, 29), True), (None, False)],
)
def test_a_minor_is_under_eighteen_today(born: date | None, *, expected: bool) -> None:
    assert is_child(born, TODAY) is expected


def test_a_flag_makes_a_minor_where_the_date_is_not_known() -> None:
    assert right({"minor": "1"}).identity.is_minor
    assert not right({}).identity.is_minor


def test_what_is_sealed_opens_as_it_was() -> None:
    one = right({"first_name": "Odile", "born": "1985-01-15", "email": "o@patients.example",
                 "street": "1 rue", "postcode": "29000", "city": "Quimper"}).identity  # fmt: skip

    assert unpack(pack(one)) == one


def test_nobody_is_told_by_repr() -> None:
    found = right({"nir": "285012999000121", "email": "o@patients.example"})

    for text in (repr(found), repr(found.identity)):
        assert "Kermarec" not in text
        assert "patients" not in text
        assert "2850" not in text


def test_another_row_fills_gaps_and_replaces_nothing() -> None:
    one = Identity("Kermarec", email="a@patients.example")
    other = Identity("Kermarec", "Odile", email="b@patients.example", phone="+33639980001")

    both = filled(one, other)

    assert (both.first_name, both.email, both.phone) == (
        "Odile",
        "a@patients.example",
        "+33639980001",
    )


def test_a_list_shows_first_letters_and_a_sample_its_shape() -> None:
    assert initials(Identity("Kermarec", "Odile")) == "K••••• O•••••"
    assert masked_cell("12/04/1985") == "1•/••/••••"
