"""The first texts take over what the case, an earlier version or a campaign already says."""

import pytest

from breachdesk.bootstrap import Services
from breachdesk.facts import service as facts
from breachdesk.facts.domain import Choices, Confidence, Figure, NewFact
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import OrganisationRole
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.publications import service
from breachdesk.publications.domain.notice import FROM_FACTS
from breachdesk.publications.domain.texts import NoticeText, check_text
from breachdesk.publications.service import drafting
from tests.builders.organisations import Desk
from tests.builders.outreach import (
    approve,
    build_person,
    save_campaign,
    save_case,
    save_deputy,
    save_people,
)
from tests.builders.publications import SITE, published
from tests.conftest import NOON


def drafted(
    services: Services, desk: Desk, incident_id: str, source: str = FROM_FACTS
) -> dict[str, NoticeText]:
    with services.reading(desk.dpo) as uow:
        return drafting.texts(uow, incidents.case(uow, incident_id), source, SITE)


def test_facts_fill_it(services: Services) -> None:
    desk, incident_id = save_case(services)
    told = [
        NewFact("people.count", Figure(12_431), NOON, "Logs", Confidence.PROBABLE),
        NewFact("data.categories", Choices(frozenset({"nir", "contact"}))),
    ]
    with services.unit_of_work(desk.dpo) as uow:
        facts.record(uow, incident_id, told)

    texts = drafted(services, desk, incident_id)

    assert "12\u202f431" in texts["fr"].press_lead
    assert "12,431" in texts["en"].questions
    assert "numéro de sécurité sociale" in texts["fr"].questions
    assert texts["fr"].values["organisme"] == "Pharmacie des Tilleuls"
    assert texts["fr"].values["contact du dpo"] == "dpo@tilleuls.example"
    assert texts["fr"].values["page de vérification"] == f"{SITE}/verifier"
    assert texts["fr"].values["sous-traitant"] == ""


def test_a_processor_is_named_as_such(services: Services) -> None:
    desk, incident_id = save_case(services, role=OrganisationRole.PROCESSOR)

    texts = drafted(services, desk, incident_id)
    assert texts["fr"].values["sous-traitant"] == "Pharmacie des Tilleuls"


def test_the_next_version_begins_as_the_last_one(services: Services) -> None:
    desk, incident_id, notice_id = published(services)

    texts = drafted(services, desk, incident_id, notice_id)
    with services.reading(desk.dpo) as uow:
        assert texts == service.get(uow, incident_id, notice_id).texts


def test_a_campaign_gives_its_words_but_none_for_one_person(services: Services) -> None:
    desk, incident_id = save_case(services)
    save_people(services, incident_id, [build_person(1)])
    campaign_id = save_campaign(services, desk.dpo, incident_id)
    with pytest.raises(RuleError):
        drafted(services, desk, incident_id, campaign_id)
    approve(services, save_deputy(services, desk), incident_id, campaign_id)

    texts = drafted(services, desk, incident_id, campaign_id)

    assert texts.keys() == {"fr"}
    check_text(texts["fr"], "fr")
    body = texts["fr"].body
    assert "Nous sommes ((organisme))." in body
    assert "((page de vérification))" in body
    assert not [word for word in ("((prénom))", "((code))", "((référence))", "??") if word in body]
    assert texts["fr"].values["date de la violation"] == "le 27 février 2026"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Bonjour ((prénom)). Nous sommes ((organisme)).", "Nous sommes ((organisme))."),
        ("((mineur??Lisez « vous » comme « votre enfant ».))\n\nBonjour.", "Bonjour."),
        ("# Titre\n\nRéférence : ((référence))", "# Titre"),
        ("Rien de personne.", "Rien de personne."),
    ],
)
def test_only_what_is_said_to_one_person_is_left_out(text: str, left: str) -> None:
    assert drafting.for_everybody(text, "fr") == left


def test_an_unknown_source_is_refused(services: Services) -> None:
    desk, incident_id = save_case(services)

    with pytest.raises(RuleError):
        drafted(services, desk, incident_id, new_id())
