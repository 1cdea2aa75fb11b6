"""The private calendar: valid, one's own cases only, and closed when one closes it."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor
from breachdesk.obligations import service as obligations
from breachdesk.obligations.domain import Discharge
from tests.builders.incidents import open_case
from tests.builders.organisations import save_desk
from tests.builders.replies import save_reply
from tests.conftest import NOON
from tests.integration.page import Pages

HOUR = timedelta(hours=1)


@pytest.fixture
def address(pages: Pages) -> str:
    """The path of a feed just opened."""
    page = pages.post("/calendar/", {}, status=200)
    found = re.search(r"http://[^/]+(/calendar/[^\s<\"]+\.ics)", page.reply.text)
    assert found
    return found[1]


@pytest.fixture
def app_client(app: Flask) -> FlaskClient:
    """A calendar program: nobody is signed in."""
    return app.test_client()


def events(client: FlaskClient, address: str) -> list[dict[str, object]]:
    reply = client.get(address)
    assert reply.status_code == 200
    assert reply.mimetype == "text/calendar"
    return [dict(one) for one in Calendar.from_ical(reply.data).walk("VEVENT")]


def test_a_program_without_a_session_reads_the_deadlines(
    address: str, services: Services, dpo: Actor, app_client: FlaskClient
) -> None:
    open_case(services, dpo)
    [event] = events(app_client, address)

    assert event["DTSTART"].dt == NOON + 71 * HOUR  # type: ignore[attr-defined]
    assert "INC-2026-0001" in str(event["SUMMARY"])
    assert "Ada Lorne" not in str(event)


def test_only_ones_own_cases_are_in_it(
    address: str, services: Services, app_client: FlaskClient
) -> None:
    open_case(services, save_desk(services, name="Autre pharmacie").dpo)

    assert events(app_client, address) == []


def test_a_rights_request_is_in_it_without_who_makes_it(
    app_client: FlaskClient, address: str, services: Services, dpo: Actor
) -> None:
    incident_id = open_case(services, dpo)
    reply_id = save_reply(services, dpo, incident_id)

    [found] = [one for one in events(app_client, address) if reply_id in str(one["URL"])]
    assert str(found["SUMMARY"]).startswith("INC-2026-0001-R1 – Exercice d’un droit")


def test_what_is_done_leaves_it(
    address: str, services: Services, dpo: Actor, app_client: FlaskClient
) -> None:
    case = open_case(services, dpo)
    with services.unit_of_work(dpo) as uow:
        one = next(o for o in obligations.of_case(uow, case) if o.duty.code == "gdpr-33-1")
        obligations.discharge(uow, one.id, one.version, Discharge(NOON, "N-1"))

    assert events(app_client, address) == []


def test_a_new_address_closes_the_former(
    address: str, pages: Pages, app_client: FlaskClient
) -> None:
    pages.post("/calendar/", {}, status=200)

    assert app_client.get(address).status_code == 404


def test_a_closed_address_opens_nothing(
    address: str, pages: Pages, app_client: FlaskClient
) -> None:
    pages.post("/calendar/close", {})

    assert app_client.get(address).status_code == 404


def test_a_guess_opens_nothing(app_client: FlaskClient) -> None:
    assert app_client.get("/calendar/guess.ics").status_code == 404
