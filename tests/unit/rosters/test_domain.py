"""Columns and rows of people's tables: guessed, judged, and figures that add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.text import _
from breachdesk.rosters.domain import (
    MAX_CELL,
    Record,
    Rejection,
    Tally,
    Target,
    as_line,
    check_columns,
    folded,
    guess,
    judge,
)


def digits(text: str) -> str:
    if not text.isascii() or not text.isdigit():
        raise RuleError(_("Digits only."))
    return text.lstrip("0") or "0"


TARGETS = (
    Target("name", _("Name"), ("nom", "nom de famille"), is_required=True),
    Target("number", _("Number"), ("numero", "n"), digits),
    Target("city", _("City"), ("ville", "commune")),
)
HEADINGS = ("Nom", "N°", "Ville")
ALL = {"name": 0, "number": 1, "city": 2}
COLUMNS = st.dictionaries(st.sampled_from([one.key for one in TARGETS]), st.integers(-1, 4))


class TestGuess:
    @pytest.mark.parametrize(
        ("headings", "expected"),
        [
            (("Nom", "N°", "Ville"), ALL),
            (("VILLE", "  nom   de FAMILLE ", "Numéro"), {"city": 0, "name": 1, "number": 2}),
            (("Prénom", "Nationalité"), {}),  # a part of a word is not the word
            (("Nom", "Nom"), {"name": 0}),  # the first of two
            (("", ""), {}),
            ((), {}),
            (("City (postal)",), {}),
        ],
    )
    def test_headings(self, headings: tuple[str, ...], expected: dict[str, int]) -> None:
        assert guess(headings, TARGETS) == expected

    def test_what_was_saved_goes_before_the_synonyms(self) -> None:
        found = guess(("Nom", "Enseigne"), TARGETS, {"name": "ENSEIGNE"})
        assert found == {"name": 1}

    def test_a_saved_heading_that_is_gone_is_forgotten(self) -> None:
        assert guess(("Nom",), TARGETS, {"name": "Enseigne", "city": ""}) == {"name": 0}

    @given(headings=st.lists(st.text(max_size=12) | st.sampled_from(HEADINGS), max_size=8))
    def test_no_column_is_taken_twice_and_every_guess_can_be_imported(
        self, headings: list[str]
    ) -> None:
        found = guess(headings, TARGETS)

        assert len(set(found.values())) == len(found)
        if "name" in found:
            check_columns(found, len(headings), TARGETS)

    @given(text=st.text())
    def test_folding_twice_changes_nothing(self, text: str) -> None:
        assert folded(folded(text)) == folded(text)


class TestColumns:
    def test_a_required_column_must_be_chosen(self) -> None:
        with pytest.raises(ManyRulesError) as caught:
            check_columns({"city": 0}, 3, TARGETS)
        assert [one.field for one in caught.value.broken] == ["name"]

    def test_one_column_does_not_serve_twice_and_the_sentence_names_the_other(self) -> None:
        with pytest.raises(ManyRulesError) as caught:
            check_columns({"name": 0, "city": 0}, 3, TARGETS)
        [broken] = caught.value.broken
        assert broken.field == "city"
        assert "Name" in str(broken)

    @given(columns=COLUMNS)
    def test_what_passes_can_be_read(self, columns: dict[str, int]) -> None:
        try:
            check_columns(columns, 3, TARGETS)
        except ManyRulesError:
            return
        assert "name" in columns
        assert len(set(columns.values())) == len(columns)
        assert set(columns.values()) <= {0, 1, 2}


class TestJudge:
    @pytest.mark.parametrize(
        ("cells", "values"),
        [
            (["Tilleuls", "007", "Brest"], {"name": "Tilleuls", "number": "7", "city": "Brest"}),
            (["Tilleuls", "", "  "], {"name": "Tilleuls"}),
            (["Tilleuls"], {"name": "Tilleuls"}),  # spreadsheets leave off empty ends
            (
                ["Tilleuls", "1", "Brest", "more"],
                {"name": "Tilleuls", "number": "1", "city": "Brest"},
            ),
            (["  Les\u00a0 Tilleuls\n", "", ""], {"name": "Les Tilleuls"}),
        ],
    )
    def test_rows_that_are_right(self, cells: list[str], values: dict[str, str]) -> None:
        assert judge(7, cells, ALL, TARGETS, HEADINGS) == Record(7, values)

    def test_every_fault_is_told_with_the_users_own_heading(self) -> None:
        found = judge(7, ["", "x", "Br\x00est"], ALL, TARGETS, HEADINGS)

        assert isinstance(found, Rejection)
        assert found.number == 7
        assert [reason.column for reason in found.reasons] == ["Nom", "N°", "Ville"]

    @given(cells=st.lists(st.text(max_size=20), max_size=5))
    def test_every_row_is_either_right_or_rejected_with_reasons(self, cells: list[str]) -> None:
        found = judge(2, cells, ALL, TARGETS, HEADINGS)
        if isinstance(found, Rejection):
            assert found.reasons
        else:
            assert found.values["name"]
            assert all(as_line(value) == value for value in found.values.values())

    @pytest.mark.parametrize(("length", "kind"), [(MAX_CELL, Record), (MAX_CELL + 1, Rejection)])
    def test_a_cell_has_a_limit(self, length: int, kind: type) -> None:
        assert isinstance(judge(2, ["x" * length], ALL, TARGETS, HEADINGS), kind)


@given(accepted=st.integers(0), duplicate=st.integers(0), rejected=st.integers(0))
def test_read_is_accepted_duplicate_and_rejected(
    accepted: int, duplicate: int, rejected: int
) -> None:
    told = Tally(accepted, duplicate, rejected).to_json()
    assert told["read"] == told["accepted"] + told["duplicate"] + told["rejected"]


def test_a_cell_loses_zero_width_spaces_that_came_along_and_keeps_its_joiners() -> None:
    assert as_line("\ufeff12\u200b  rue\u2060 Haute") == "12 rue Haute"
    assert as_line("क्\u200dष") == "क्\u200dष"


def test_a_cell_that_changes_its_direction_is_refused() -> None:
    with pytest.raises(RuleError, match="RIGHT-TO-LEFT OVERRIDE"):
        as_line("12 rue\u202etuaH")
