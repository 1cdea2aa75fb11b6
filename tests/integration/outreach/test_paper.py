"""A launched campaign on paper, and how people check that such a letter is genuine."""

from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import select

from breachdesk.bootstrap import Services
from breachdesk.kernel import codes
from breachdesk.kernel.clock import FrozenClock
from breachdesk.letters import service as letters
from breachdesk.letters.models import Letter
from breachdesk.outreach.service import checking, paper
from breachdesk.people.domain import Identity
from tests.builders.accounts import SETUP
from tests.builders.outreach import OUTGOING, build_person, save_campaign, save_case, save_people
from tests.builders.paper import batches, build_reader, build_shop, unpacked, with_letters
from tests.integration.infra.letterpress.reading import pages_of, words_of
from tests.integration.page import Pages

MINOR = build_reader(2, is_minor=True, representative="Dominique Exemple-Parent")
WINDOW = (90, 200, 34, 90)
"""Left, right, top and bottom of all that any slip of the sheet may show, in millimetres."""


def printed(services: Services, people: list[Identity], folder: Path) -> list[Path]:
    """The PDF of each batch."""
    _desk, incident_id, campaign_id = with_letters(services, people)
    with services.reading(SETUP) as uow:
        printing = paper.printing(uow, incident_id, campaign_id, OUTGOING.check_page)
    letters.plan(build_shop(services), printing)
    letters.build(build_shop(services), printing, folder)
    found = batches(services, incident_id, campaign_id)
    archives = sorted(folder.glob("*.zip"))
    return [
        unpacked(services, path, one, folder / str(one.number))["letters.pdf"]
        for path, one in zip(archives, found, strict=True)
    ]


def code_of(services: Services) -> str:
    with services.reading(SETUP) as uow:
        return uow.session.scalars(select(Letter.code)).one()


def test_a_letter_says_what_was_approved(services: Services, tmp_path: Path) -> None:
    [file] = printed(services, [build_reader(1)], tmp_path)

    text = " ".join(" ".join(pages_of(file)).split())

    assert "Madame Camille Exemple1 1 RUE DES TILLEULS 02000 PARIS" in text
    assert "Quimper, le 2 mars 2026" in text
    assert "Objet : Information importante sur vos données personnelles" in text
    assert "Ce message concerne les données de Camille Exemple1. Nous sommes Pharmacie" in text
    assert "https://desk.example/verifier" in text
    assert "INC-2026-0001-1/1" in text
    assert codes.shown(code_of(services)) in text
    assert "4 rue des Tilleuls 29000 Quimper" in text


def test_only_the_address_shows_in_the_window(services: Services, tmp_path: Path) -> None:
    [file] = printed(services, [build_reader(1)], tmp_path)
    left, right, top, bottom = WINDOW

    first = next(words_of(file))
    shown = [
        word.text
        for word in first
        if word.right > left and word.left < right and word.bottom > top and word.top < bottom
    ]

    assert " ".join(shown) == "Madame Camille Exemple1 1 RUE DES TILLEULS 02000 PARIS"


def test_the_letter_about_a_child_goes_to_who_acts_for_it(
    services: Services, tmp_path: Path
) -> None:
    [file] = printed(services, [MINOR], tmp_path)

    text = " ".join(" ".join(pages_of(file)).split())

    assert "Dominique Exemple-Parent 2 RUE DES TILLEULS" in text
    assert "concerne les données de Camille Exemple2." in text
    assert "parce que la personne concernée a moins de 18 ans" in text


def test_a_letter_is_only_made_for_a_launched_campaign(services: Services) -> None:
    desk, incident_id = save_case(services)
    save_people(services, incident_id, [build_person()])
    campaign_id = save_campaign(services, desk.dpo, incident_id)

    with services.reading(SETUP) as uow, pytest.raises(paper.NotLaunchedError):
        paper.printing(uow, incident_id, campaign_id, OUTGOING.check_page)


def test_the_code_of_a_letter_tells_who_sent_what_and_when(
    services: Services, clock: FrozenClock, tmp_path: Path
) -> None:
    printed(services, [build_reader(1)], tmp_path)

    with services.reading(SETUP) as uow:
        found = checking.check(uow, code_of(services).lower())

    assert found
    assert (found.organisation, found.reference) == ("Pharmacie des Tilleuls", "INC-2026-0001-1")
    assert found.sent_on == clock.at
    assert "Exemple" not in repr(found)


def test_a_letter_that_is_not_printed_is_not_genuine_yet(services: Services) -> None:
    _desk, incident_id, campaign_id = with_letters(services, [build_reader(1)])
    with services.reading(SETUP) as uow:
        printing = paper.printing(uow, incident_id, campaign_id, OUTGOING.check_page)
    letters.plan(build_shop(services), printing)

    with services.reading(SETUP) as uow:
        assert checking.check(uow, code_of(services)) is None


def test_the_address_on_the_letter_fills_in_the_code_and_asks_nothing_yet(
    services: Services, pages: Pages, tmp_path: Path
) -> None:
    printed(services, [build_reader(1)], tmp_path)
    code = codes.shown(code_of(services))

    page = pages.get(f"/verifier?code={code}")

    assert page.field("code") == code
    assert "Pharmacie" not in page.text
    found = pages.post("/verifier", {"code": code}, status=200)
    assert "Pharmacie des Tilleuls" in found.text


@pytest.mark.parametrize("typed", ["", "<b>", "AAAAA", "A" * 500])
def test_an_address_with_something_else_in_it_fills_in_nothing(pages: Pages, typed: str) -> None:
    assert pages.get(f"/verifier?code={quote(typed)}").field("code") == ""
