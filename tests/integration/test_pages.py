"""Every page of a played case is opened in both languages by the client that checks the rules."""

import re

import pytest

from breachdesk.bootstrap import Services
from breachdesk.facts.domain import Source
from breachdesk.facts.registry import SECTIONS
from breachdesk.incidents.domain import IncidentType
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.ids import new_id
from breachdesk.measures import service as measures
from breachdesk.notifications import service as notifications
from breachdesk.notifications.domain import NewNotification, NotificationKind
from breachdesk.obligations import service as obligations
from tests.builders.incidents import open_case
from tests.integration.page import Pages

PLAIN = (
    "",
    "edit",
    "awareness",
    "facts/",
    "facts/history/people.count",
    "timeline/",
    "timeline/?kind=note&origin=people&words=x&since=2026-01-01&until=2026-12-31",
    "actions/",
    "actions/new",
    "obligations/",
    "assessment/",
    "notifications/",
    "publications/",
    "publications/elsewhere/new",
    "documents/",
    "evidence/",
    "log/",
    "steps/qualified",
    "steps/closed",
    "reopen",
)
SECTION_PAGES = tuple(
    f"facts/{section.key}"
    for section in SECTIONS
    if any(field.source is Source.FACT for field in section.fields)
)


@pytest.fixture
def incident_id(services: Services, dpo: Actor) -> str:
    return open_case(services, dpo, incident_type=IncidentType.EXPOSED_WEB_DATA)


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest, pages: Pages) -> str:
    pages.client.post("/language", data={"language": request.param, "csrf_token": pages.token()})
    return str(request.param)


@pytest.mark.parametrize("path", [*PLAIN, *SECTION_PAGES])
def test_a_page_of_a_case_keeps_the_house_rules(
    pages: Pages, incident_id: str, language: str, path: str
) -> None:
    page = pages.get(f"/incidents/{incident_id}/{path}")

    assert page.one("html").get("lang") == language
    if language == "fr":
        assert re.findall(r"\w[:;?!] ", page.text) == [], "French puts a space before these"


def test_pages_about_one_thing_keep_the_house_rules(
    pages: Pages, services: Services, dpo: Actor, incident_id: str, language: str
) -> None:
    filing_id = new_id()
    with services.unit_of_work(dpo) as uow:
        notifications.start(uow, NewNotification(filing_id, incident_id, NotificationKind.INITIAL))
        measure = measures.of_case(uow, incident_id)[0]
        duty = obligations.of_case(uow, incident_id)[0]
    paths = [
        *(f"notifications/{filing_id}/{verb}" for verb in ("", "file", "receipt")),
        *(f"actions/{measure.id}/{verb}" for verb in ("finish", "skip", "assign")),
        *(f"obligations/{duty.id}/{verb}" for verb in ("discharge", "waive", "reopen")),
    ]

    for path in paths:
        assert pages.get(f"/incidents/{incident_id}/{path}").one("html").get("lang") == language


@pytest.mark.parametrize(
    "path", ["/incidents/", "/incidents/new", "/incidents/?words=%25&page=9999999"]
)
def test_a_list_keeps_the_house_rules(pages: Pages, path: str) -> None:
    pages.get(path)


def test_an_unknown_address_says_so(pages: Pages) -> None:
    assert pages.get("/nowhere", status=404).h1 == "Il n’y a rien à cette adresse."
