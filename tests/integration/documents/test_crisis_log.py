"""The crisis log: every entry in its order, on the clocks of the case, with what was corrected."""

import re
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from breachdesk.bootstrap import Services
from breachdesk.incidents import service as incidents
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk
from tests.conftest import NOON
from tests.integration.documents.filings import Case
from tests.integration.documents.reading import attachment_of, text_of

KIND = "crisis-log"


def correct(case: Case, minutes: int, reason: str) -> None:
    with case.services.unit_of_work(case.dpo) as uow:
        found = incidents.case(uow, case.id)
        corrected = found.aware_at + timedelta(minutes=minutes)
        incidents.correct_awareness(uow, case.id, found.version, corrected, reason)


def test_entries_are_told_the_oldest_first_with_their_source(filed: Case) -> None:
    filed.note("Accès fermé.", NOON - timedelta(minutes=10), "Journal du pare-feu")
    filed.note("Appel reçu.", NOON - timedelta(minutes=95))
    text = text_of(filed.pdf(kind=KIND))

    assert text.index("Appel reçu.") < text.index("L’organisme a pris") < text.index("Accès fermé.")
    assert "Journal du pare-feu" in text
    assert "non indiquée" in text
    assert filed.dpo.name in text


@pytest.mark.parametrize(
    ("language", "shown"), [("fr", "02/03/2026 07:30"), ("en", "02/03/2026 07:30")]
)
def test_times_are_those_of_the_zone_of_the_case(
    services: Services, desk: Desk, language: str, shown: str
) -> None:
    case = Case(services, desk.dpo, open_case(services, desk.dpo, zone="America/Guadeloupe"))
    case.note("Relevé des accès.", NOON - timedelta(minutes=30))
    text = text_of(case.pdf(language, kind=KIND))

    assert shown in text
    assert "America/Guadeloupe" in text


@pytest.mark.parametrize(
    ("language", "told"),
    [("fr", "corrigé en 02/03/2026 à 11:30"), ("en", "corrected to 02/03/2026 at 11:30")],
)
def test_a_corrected_awareness_is_shown_with_both_values(
    filed: Case, language: str, told: str
) -> None:
    correct(filed, -30, "L’appel a fini plus tôt.")
    text = text_of(filed.pdf(language, kind=KIND))

    assert told in text
    assert "02/03/2026 12:00" in text, "the former value stays"
    assert "L’appel a fini plus tôt." in text


def test_without_a_correction_it_says_so(filed: Case) -> None:
    assert "Rien n’a été corrigé." in text_of(filed.pdf(kind=KIND))


def test_the_lines_of_an_entry_stay_lines(filed: Case) -> None:
    filed.note("Premier constat.\nDeuxième constat.")
    content = filed.pdf(kind=KIND)

    assert "Premier constat. Deuxième constat." not in text_of(content)
    assert "Deuxième constat." in text_of(content)


def test_hundreds_of_entries_run_over_pages_that_repeat_their_heads(filed: Case) -> None:
    for number in range(300):
        filed.note(f"Constat {number:03d}.", NOON - timedelta(seconds=number))
    content = filed.pdf(kind=KIND)
    with pikepdf.open(BytesIO(content)) as document:
        pages = len(document.pages)
    text = text_of(content)

    assert re.findall(r"Constat (\d{3})", text) == [f"{n:03d}" for n in reversed(range(300))]
    assert pages > 5
    assert text.count("Ce qui s’est passé") == pages


def test_its_data_travel_in_it_with_the_offset_of_the_zone(filed: Case) -> None:
    filed.note("Accès fermé.", NOON - timedelta(minutes=10), "Journal")
    correct(filed, -30, "L’appel a fini plus tôt.")
    told = attachment_of(filed.pdf(kind=KIND))
    [noted] = [one for one in told["entries"] if one["text"] == "Accès fermé."]

    assert (told["reference"], told["zone"]) == ("INC-2026-0001", "Europe/Paris")
    assert noted["occurred_at"] == "2026-03-02T12:50:00+01:00"
    assert (noted["source"], noted["automatic"]) == ("Journal", False)
    assert [one["reason"] for one in told["corrections"]] == ["L’appel a fini plus tôt."]


def test_it_is_older_than_the_facts_once_an_entry_is_added(filed: Case) -> None:
    filed.issue(KIND)
    assert filed.stale() == [False]

    filed.note("Accès fermé.")
    assert filed.stale() == [True]
