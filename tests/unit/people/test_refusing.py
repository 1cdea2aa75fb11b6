"""Columns beyond need, told by name and by content."""

import pytest

from breachdesk.kernel.errors import ManyRulesError
from breachdesk.people.domain.columns import HEADED, check_not_refused, guessed
from breachdesk.people.domain.refusing import Refusal, by_content, by_name, refused

PROSE = "Appelée deux fois. Rappeler demain matin avant dix heures."


@pytest.mark.parametrize(
    "heading",
    ["result", "Résultat", "RESULTAT_PCR", "Test", "tested_at", "positif", "Diagnostic",
     "Commentaires", "Notes", "date de prélèvement", "Type d'antigène", "Traitement"],
)  # fmt: skip
def test_a_heading_that_speaks_of_health_is_refused(heading: str) -> None:
    assert by_name(heading)


@pytest.mark.parametrize("heading", ["Nom", "Prénom", "Notaire", "Ville", "Représentant", "NIR"])
def test_a_heading_that_speaks_of_people_is_not(heading: str) -> None:
    assert not by_name(heading)


@pytest.mark.parametrize("heading", sorted(HEADED))
def test_no_heading_by_which_a_needed_column_is_known_is_refused(heading: str) -> None:
    assert not by_name(heading)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["Positif", "négatif", ""], Refusal.RESULTS),
        (["NEG", "pos"], Refusal.RESULTS),
        ([PROSE, "", ""], Refusal.PROSE),
        (["un deux trois quatre cinq six sept huit neuf dix onze douze"], Refusal.PROSE),
        (["12 bis rue des Lilas", "Résidence Les Tilleuls bât. A"], None),
        (["Le Goff", "Martin"], None),
        (["", " "], None),
        ([], None),
        # one strange cell in twenty is a mistake of a row, not what the column is for
        ([*["Martin"] * 19, "positif"], None),
    ],
)
def test_a_column_is_judged_by_what_most_of_it_holds(
    cells: list[str], expected: Refusal | None
) -> None:
    assert by_content(cells) is expected


def test_refused_columns_are_told_by_their_place_and_never_guessed() -> None:
    headings = ("Nom", "X", "Résultat", "Ville")
    sample = [("Martin", "positif", "", "Brest"), ("Kermarec", "négatif", "")]

    found = refused(headings, sample)

    assert found == {1: Refusal.RESULTS, 2: Refusal.NAME}
    assert guessed(headings, found) == {"last_name": 0, "city": 3}


def test_choosing_a_refused_column_is_an_error_of_that_field() -> None:
    with pytest.raises(ManyRulesError) as caught:
        check_not_refused({"last_name": 0, "city": 2}, {2: Refusal.NAME})

    assert [one.field for one in caught.value.broken] == ["city"]


def test_a_long_line_of_an_address_may_look_like_prose() -> None:
    check_not_refused({"delivery": 0}, {0: Refusal.PROSE})
