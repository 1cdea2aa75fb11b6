"""What people were told: word for word as approved, with who approved it and the digests."""

import pytest

from breachdesk.bootstrap import Services
from breachdesk.documents import service as documents
from breachdesk.kernel.actor import Actor
from breachdesk.outreach.domain import digest
from tests.builders import publications
from tests.builders.organisations import Desk
from tests.builders.outreach import (
    approve,
    build_person,
    build_wording,
    campaign,
    save_campaign,
    save_case,
    save_deputy,
    save_people,
)
from tests.integration.documents.filings import Case
from tests.integration.documents.reading import attachment_of, text_of

KIND = "communication"


@pytest.fixture
def deputy(services: Services, desk: Desk) -> Actor:
    return save_deputy(services, desk)


@pytest.fixture
def case(services: Services, desk: Desk) -> Case:
    _desk, incident_id = save_case(services, desk)
    save_people(services, incident_id, [build_person(1)])
    return Case(services, desk.dpo, incident_id)


def made(case: Case, language: str = "fr") -> bytes:
    with case.services.reading(case.dpo) as uow:
        return documents.render(uow, case.id, KIND, language)[1]


def approved(case: Case, deputy: Actor) -> str:
    wordings = {language: build_wording(language) for language in ("fr", "en")}
    campaign_id = save_campaign(case.services, case.dpo, case.id, wordings=wordings)
    approve(case.services, deputy, case.id, campaign_id)
    return campaign_id


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_texts_of_a_campaign_stand_in_each_of_their_languages(
    case: Case, deputy: Actor, language: str
) -> None:
    approved(case, deputy)
    text = text_of(made(case, language))

    assert "[prénom] [nom]" in text
    assert "[first name] [surname]" in text
    assert "le 27 février 2026" in text


def test_a_campaign_is_told_with_its_number_its_approval_and_its_digests(
    case: Case, deputy: Actor
) -> None:
    view = campaign(case.services, case.id, approved(case, deputy))
    text = text_of(made(case))

    assert "Campagne 1 : Information des patients" in text
    assert f"Approuvé par {deputy.name}" in text
    assert {view.text_sha256, view.digest} <= set(text.split())


def test_what_the_text_becomes_for_others_is_told_too(case: Case, deputy: Actor) -> None:
    approved(case, deputy)
    text = text_of(made(case))

    assert "texte pour tous" in text
    assert "texte au sujet d’un mineur" in text


def test_nobody_is_named(case: Case, deputy: Actor) -> None:
    approved(case, deputy)

    assert "Exemple1" not in text_of(made(case))


def test_what_nobody_approved_is_not_told(case: Case) -> None:
    save_campaign(case.services, case.dpo, case.id)
    publications.save_notice(case.services, case.dpo, case.id)
    text = text_of(made(case, "en"))

    assert "No campaign has been approved." in text
    assert "No public notice has been approved." in text


def test_a_public_notice_is_told_with_its_approval(case: Case, deputy: Actor) -> None:
    notice_id = publications.save_notice(case.services, case.dpo, case.id, title="Avis à tous")
    publications.approve(case.services, deputy, case.id, notice_id)
    view = publications.notice(case.services, case.id, notice_id)
    text = text_of(made(case))

    assert "Avis à tous" in text
    assert view.digest in text


def test_its_data_give_the_digest_of_the_text(case: Case, deputy: Actor) -> None:
    approved(case, deputy)
    [told] = attachment_of(made(case))["campaigns"]

    assert digest.of_json(told["texts"]) == told["text_sha256"]


def test_it_is_older_than_the_facts_once_a_campaign_is_approved(case: Case, deputy: Actor) -> None:
    case.issue(KIND)
    assert case.stale() == [False]

    approved(case, deputy)
    assert case.stale() == [True]
