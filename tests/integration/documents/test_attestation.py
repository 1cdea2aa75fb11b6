"""The attestation of who was informed: its figures add up, and it says when they have moved."""

import re
from collections.abc import Sequence
from io import BytesIO

import pikepdf
import pytest
from sqlalchemy import select, update

from breachdesk.bootstrap import Services
from breachdesk.controllers.service import files as controllers
from breachdesk.documents import service
from breachdesk.incidents.domain import OrganisationRole
from breachdesk.kernel.actor import Actor
from breachdesk.outreach.domain.campaign import Audience
from breachdesk.outreach.domain.delivery import DeliveryState, Exclusion
from breachdesk.outreach.models import Delivery
from breachdesk.people.domain import AudienceFilter
from tests.builders.controllers import build_controller, save_controller
from tests.builders.organisations import Desk
from tests.builders.outreach import (
    approve,
    build_person,
    campaign,
    save_campaign,
    save_case,
    save_deputy,
    save_people,
)
from tests.integration.documents.filings import Case
from tests.integration.documents.reading import text_of
from tests.integration.page import Pages

KIND = "coverage-attestation"
D = DeliveryState
BECAME = (
    (D.ACCEPTED, ""),
    (D.ACCEPTED, ""),
    (D.QUEUED, ""),
    (D.REFUSED, "550 5.1.1"),
    (D.BOUNCED, "5.1.1"),
    (D.UNCERTAIN, ""),
    (D.EXCLUDED, Exclusion.MISSING_VALUE),
    (D.EXCLUDED, Exclusion.SUPPRESSED),
    (D.CANCELLED, ""),
)
WHOEVER = Audience(AudienceFilter(reachable_by="email", only_mandated=False))


@pytest.fixture
def deputy(services: Services, desk: Desk) -> Actor:
    return save_deputy(services, desk)


@pytest.fixture
def told(services: Services, desk: Desk, deputy: Actor) -> tuple[Case, str]:
    """(case, campaign): one mail in each state, one person without address, one in no campaign."""
    _desk, incident_id = save_case(services, desk, role=OrganisationRole.PROCESSOR)
    owners = [
        save_controller(services, desk.dpo, incident_id, at, name="Pharmacie du Marché", city=city)
        for at, city in enumerate(("Évreux", "Dole"), 1)
    ]
    addressed = [build_person(at, controllers=tuple(owners)) for at, _one in enumerate(BECAME)]
    save_people(services, incident_id, [*addressed, build_person(90, email="")])
    campaign_id = save_campaign(services, desk.dpo, incident_id, audience=WHOEVER)
    approve(services, deputy, incident_id, campaign_id)
    save_people(services, incident_id, [build_person(91, controllers=tuple(owners[:1]))])
    become(services, BECAME)
    return Case(services, desk.dpo, incident_id), campaign_id


def attested(case: Case, language: str = "fr") -> bytes:
    with case.services.reading(case.dpo) as uow:
        return service.render(uow, case.id, KIND, language)[1]


def become(services: Services, became: Sequence[tuple[DeliveryState, str]]) -> None:
    with services.engine.begin() as connection:
        ids = connection.scalars(select(Delivery.id).order_by(Delivery.id)).all()
        for one, (state, why) in zip(ids, became, strict=True):
            values = {"state": state, "reply_class": why}
            connection.execute(update(Delivery).where(Delivery.id == one).values(**values))


@pytest.mark.parametrize(
    ("language", "figures"),
    [
        (
            "fr",
            {
                "Informées": 2,
                "En attente": 1,
                "Refusées par le relais": 1,
                "Retournées": 1,
                "Incertaines": 1,
                "Laissées de côté": 2,
                "Sans aucune adresse": 1,
                "À informer par avis public": 1,
                "Dans aucune campagne à ce jour": 1,
                "Personnes": 11,
                "l’adresse ne reçoit pas de courrier": 1,
                "la campagne a été arrêtée avant": 1,
            },
        ),
        (
            "en",
            {
                "Informed": 2,
                "Pending": 1,
                "Refused by the relay": 1,
                "Came back": 1,
                "Uncertain": 1,
                "Persons left out": 2,
                "Neither e-mail nor postal address": 1,
                "For the public notice": 1,
                "In no campaign yet": 1,
                "Persons": 11,
            },
        ),
    ],
)
def test_every_figure_is_told_and_they_add_up(
    told: tuple[Case, str], language: str, figures: dict[str, int]
) -> None:
    text = text_of(attested(told[0], language))

    assert [one for one, number in figures.items() if f"{one} {number}" not in text] == []
    assert sum(list(figures.values())[:9]) == 11


def test_each_controller_has_its_row_with_its_town(told: tuple[Case, str]) -> None:
    text = text_of(attested(told[0]))

    # In the order of the labels: informed, pending, refused, returned, uncertain, left out,
    # neither address, for the public notice, in no campaign.
    assert "Pharmacie du Marché (Dole) 2 1 1 1 1 2 0 1 0 9" in text
    assert "Pharmacie du Marché (Évreux) 2 1 1 1 1 2 0 1 1 10" in text


def test_a_campaign_is_told_with_its_approval_and_its_digests(
    told: tuple[Case, str], services: Services, deputy: Actor
) -> None:
    case, campaign_id = told
    text = text_of(attested(case))
    view = campaign(services, case.id, campaign_id)

    assert "1. Information des patients" in text
    assert deputy.name in text
    assert "Seulement les personnes qui ont une adresse électronique" in text
    for digest in (view.text_sha256, view.audience_sha256, view.digest):
        assert digest in text.replace(" ", "")


def test_what_was_never_approved_is_not_attested(services: Services, desk: Desk) -> None:
    _desk, incident_id = save_case(services, desk)
    save_campaign(services, desk.dpo, incident_id)
    text = text_of(attested(Case(services, desk.dpo, incident_id), "en"))

    assert "Information des patients" not in text
    assert "No campaign has been approved." in text


def test_it_is_older_than_the_facts_once_a_figure_moves(
    told: tuple[Case, str], services: Services, deputy: Actor
) -> None:
    case, _campaign = told
    for language in ("fr", "en"):
        case.issue(KIND, language)
    with services.reading(deputy) as uow:
        assert [one.is_stale for one in service.of_case(uow, case.id)] == [False, False]

    become(services, (*BECAME[:2], (D.ACCEPTED, ""), *BECAME[3:]))
    case.issue(KIND)
    assert sorted(case.stale()) == [False, True, True], "only the one made since"


def test_it_says_who_issued_it_and_when(told: tuple[Case, str]) -> None:
    case, _campaign = told
    document_id = case.issue(KIND)
    with case.services.unit_of_work(case.dpo) as uow:
        name, content = service.content(uow, case.id, document_id)

    assert name == "INC-2026-0001-coverage-attestation-v1.pdf"
    assert f"Établie par {case.dpo.name}, 02/03/2026" in text_of(content)


def test_after_the_destruction_the_last_figures_are_attested(told: tuple[Case, str]) -> None:
    case, _campaign = told
    case.subject("destruction-certificate")
    text = text_of(attested(case))

    assert "voici leurs derniers chiffres" in text
    assert "Personnes 11" in text
    assert "Pharmacie du Marché (Dole) 2 1 1 1 1 2 0 1 0 9" in text


def test_the_table_of_many_controllers_repeats_its_heads(services: Services, desk: Desk) -> None:
    _desk, incident_id = save_case(services, desk, role=OrganisationRole.PROCESSOR)
    names = [f"Pharmacie {number:03d}" for number in range(1, 121)]
    with services.unit_of_work(desk.dpo) as uow:
        ids = [
            controllers.add(uow, incident_id, build_controller(number, name=name))
            for number, name in enumerate(names, 1)
        ]
    save_people(
        services, incident_id, [build_person(at, controllers=(one,)) for at, one in enumerate(ids)]
    )
    content = attested(Case(services, desk.dpo, incident_id))
    with pikepdf.open(BytesIO(content)) as document:
        pages = len(document.pages)
    text = text_of(content)

    assert set(re.findall(r"Pharmacie \d{3}", text)) == set(names)
    assert pages >= 4
    assert text.count("Pourquoi elles sont") == pages - 1, "on every page of the table"


def test_it_is_issued_from_the_page_of_the_coverage(pages: Pages, told: tuple[Case, str]) -> None:
    case, _campaign = told
    page = pages.get(f"/incidents/{case.id}/campaigns/coverage")
    form = page.one("form", action=f"/incidents/{case.id}/documents/")
    sent = {one.get("name"): one.get("value") for one in form.iter("input")}
    pages.post(f"/incidents/{case.id}/documents/", sent)

    assert (
        "Attestation d’information des personnes, v1"
        in pages.get(f"/incidents/{case.id}/documents/").text
    )
