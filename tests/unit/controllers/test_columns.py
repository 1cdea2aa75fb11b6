"""What a cell of a file of controllers may hold, and which rows are one controller."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.controllers.domain.columns import CHECKS, MAX_HOURS, TARGETS, keys
from breachdesk.controllers.domain.controller import IDENTITY, MAX_LINE, MAX_PERSONS
from breachdesk.kernel.errors import RuleError
from breachdesk.rosters.domain import guess

CHECK = {target.key: target.check for target in TARGETS}


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("name", "  Pharmacie   du Port ", "Pharmacie du Port"),
        ("siret", "356 000 000 09075", "35600000009075"),  # La Poste: its sum, not Luhn's
        ("siret", "00000001800010", "00000001800010"),
        ("finess", "99 000 0010", "990000010"),
        ("email", "Contact@Pharmacie.Example", "Contact@pharmacie.example"),
        ("phone", "0199001234", "+33 1 99 00 12 34"),
        ("persons_declared", "386 970", "386970"),
        ("persons_declared", "386\u202f970", "386970"),
        ("persons_declared", "386\u00a0970", "386970"),
        ("persons_declared", "0", "0"),
        ("persons_declared", str(MAX_PERSONS), str(MAX_PERSONS)),
        ("persons_declared", "000012", "12"),
        ("contract_hours", str(MAX_HOURS), str(MAX_HOURS)),
        ("language", "Français", "fr"),
        ("language", " EN ", "en"),
    ],
)
def test_a_cell_is_kept_in_normal_form(key: str, typed: str, kept: str) -> None:
    assert CHECK[key](typed) == kept


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("siret", "00000001900011"),  # of a SIREN that cannot be
        ("siret", "73282932000079"),
        ("finess", "990000011"),
        ("siren", "1.23E+13"),  # what a spreadsheet makes of long numbers
        ("email", "contact@"),
        ("phone", "+33 1"),
        ("persons_declared", "many"),
        ("persons_declared", "-1"),
        ("persons_declared", "1,5"),
        ("persons_declared", "²"),
        ("persons_declared", str(MAX_PERSONS + 1)),
        ("persons_declared", "0" * 12 + "9" * 12),  # too large for a column of the database
        ("persons_declared", "0" * 12 + "9" * 5_000),  # longer than int() takes
        ("contract_hours", str(MAX_HOURS + 1)),
        ("language", "de"),
        ("name", "Pharmacie\x00du Port"),
        ("name", "P" * (MAX_LINE + 1)),  # the form to correct it would refuse it
        ("address", "A" * (MAX_LINE + 1)),
        ("name", "P" * 20_000),
    ],
)
def test_a_cell_that_cannot_be_right_is_refused(key: str, typed: str) -> None:
    with pytest.raises(RuleError):
        CHECK[key](typed)


@given(key=st.sampled_from(sorted(CHECK)), typed=st.text(max_size=40))
def test_every_check_answers_or_says_why(key: str, typed: str) -> None:
    try:
        kept = CHECK[key](typed)
    except RuleError:
        return
    assert len(kept) <= MAX_LINE


@given(key=st.sampled_from(sorted(CHECKS)), typed=st.text("0123456789 ", max_size=20))
def test_the_normal_form_is_its_own_normal_form(key: str, typed: str) -> None:
    try:
        kept = CHECK[key](typed)
    except RuleError:
        return
    assert CHECK[key](kept) == kept


class TestHeadings:
    @pytest.mark.parametrize(
        "headings",
        [
            ("Nom de la pharmacie", "N° FINESS", "N° SIRET", "Adresse e-mail", "Nb patients"),
            ("RAISON SOCIALE", "finess", "siret", "Courriel", "Patients"),
            ("name", "finess", "siret", "email", "persons_declared"),
        ],
    )
    def test_headings_as_people_write_them_are_understood(self, headings: tuple[str, ...]) -> None:
        wanted = ("name", "finess", "siret", "email", "persons_declared")
        assert guess(headings, TARGETS) == {key: at for at, key in enumerate(wanted)}

    def test_no_heading_means_two_things(self) -> None:
        words = [word for target in TARGETS for word in {target.key, *target.synonyms}]
        assert sorted(word for word in words if words.count(word) > 1) == []


class TestTwins:
    def test_numbers_make_two_rows_one_whatever_their_names(self) -> None:
        assert set(keys({"name": "A", "finess": "1"})) & set(keys({"name": "B", "finess": "1"}))

    def test_the_same_digits_in_another_column_are_another_number(self) -> None:
        assert not set(keys({"finess": "1"})) & set(keys({"own_key": "1"}))

    def test_without_any_number_name_address_and_postcode_decide(self) -> None:
        one = {"name": "Pharmacie du Port", "email": "a@b.example", "postcode": "29000"}
        assert keys(one) == keys(one | {"name": "PHARMACIE DU PORT"})
        assert keys(one) != keys(one | {"postcode": "35000"})

    def test_every_field_of_the_identity_may_be_a_column(self) -> None:
        assert set(IDENTITY) <= set(CHECK)
