"""What the PDF asks and in which order, with the words of the CNIL's form."""

import re
from datetime import timedelta

import pytest

from breachdesk.demo.case_facts import case_facts
from breachdesk.facts.domain import UNKNOWN, Draft, NotificationKind, Unknown, YesNo
from breachdesk.facts.domain.fields import Source
from breachdesk.facts.registry import SECTIONS
from tests.builders.facts import francetest_facts
from tests.conftest import NOON
from tests.integration.documents.filings import Case
from tests.integration.documents.reading import text_of

AWARE = NOON - timedelta(hours=30)
NOT_KNOWN = {"fr": "Inconnu à ce stade", "en": "Not known at this stage"}
SECTION_LABELS = (
    "1. Type de notification",
    "2. Identification de l’organisme",
    "3. Coordonnées du responsable légal",
    "4. Personne à contacter",
    "5. Autres organismes impliqués",
    "6. Dates",
    "7. À propos de la violation",
    "8. Données et personnes",
    "9. Mesures de sécurité préalables à la violation",
    "10. Conséquences potentielles",
    "11. Préjudices potentiels pour les personnes",
    "12. Mesures techniques et organisationnelles appliquées suite à la violation",
    "13. Communication aux personnes concernées",
    "14. Notifications transfrontalières et autres notifications",
)


@pytest.fixture
def whole(filed: Case) -> Case:
    filed.tell_all(case_facts(AWARE))
    filed.tell("cross_border.processing", YesNo(yes=False))
    return filed


def squeeze(text: str) -> str:
    """Without white space and with one apostrophe, so that neither line breaks nor fonts count."""
    return re.sub(r"\s", "", text).replace("’", "'")


def in_order(text: str, wanted: list[str]) -> list[str]:
    """The words that are not found after the ones before them."""
    missing, place = [], 0
    for words in wanted:
        found = text.find(squeeze(words), place)
        if found < 0:
            missing.append(words)
        else:
            place = found + len(squeeze(words))
    return missing


def body_of(pdf: bytes) -> str:
    """The text without the heads and feet of pages, which may part a label in two."""
    text = re.sub(r"INC-2026-0001 · [^·]+ · v\d+", "", text_of(pdf))
    return squeeze(re.sub(r"(Produit le|Made)[^()]+\([^()]+\) \d+ ?/ ?\d+", "", text))


def test_the_sections_of_the_form_in_its_order(whole: Case) -> None:
    assert in_order(body_of(whole.pdf()), list(SECTION_LABELS)) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_question_in_its_section_in_the_order_of_the_form(whole: Case, language: str) -> None:
    draft = Draft(francetest_facts(AWARE), NotificationKind.INITIAL)
    wanted = []
    for section in SECTIONS:
        wanted.append(f"{section.number}. {section.title.in_(language)}")
        wanted += [
            one.label_at(NOON.date()).in_(language)
            for one in section.fields
            if one.on_form and one.applies(draft)
        ]

    assert len(wanted) > 50
    assert in_order(body_of(whole.pdf(language)), wanted) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_required_answer_that_is_not_known_says_so(filed: Case, language: str) -> None:
    draft = Draft({}, NotificationKind.INITIAL)
    expected = [
        one
        for section in SECTIONS
        for one in section.fields
        if one.on_form
        and one.applies(draft)
        and one.source is Source.FACT
        and one.needs.initial != "optional"
    ]

    assert text_of(filed.pdf(language)).count(NOT_KNOWN[language]) == len(expected)


def test_not_known_stands_right_after_its_question(filed: Case) -> None:
    filed.tell("breach.description", UNKNOWN)

    assert squeeze(f"Descriptif détaillé {NOT_KNOWN['fr']}") in body_of(filed.pdf())


def test_an_answer_says_its_source_and_as_of_when(filed: Case) -> None:
    filed.tell("breach.description", Unknown(), source="Appel du prestataire")
    text = text_of(filed.pdf())

    assert "au 02/03/2026 à 13:00 (heure de Paris) · source : Appel du prestataire" in text
