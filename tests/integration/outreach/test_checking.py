"""The page on which anybody checks a code: guessing is slowed down, by address."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from breachdesk.bootstrap import Services
from breachdesk.kernel.clock import FrozenClock
from breachdesk.outreach.models import Delivery
from breachdesk.portal.domain import MAX_TRIES, WINDOW
from breachdesk.portal.models import PortalTry
from tests.builders.outreach import build_person, launched
from tests.faulty_relay.relay import FaultyRelay
from tests.integration.outreach.test_sending import send_all
from tests.integration.page import Page, Pages
from tests.integration.trail import tags

Visitor = Callable[[str], Pages]
WRONG = "AAAAAAAAAA"


@pytest.fixture
def code(services: Services, relay: FaultyRelay) -> str:
    """Of a mail that has arrived."""
    launched(services, [build_person(1)])
    send_all(services, relay)
    with services.engine.connect() as connection:
        return str(connection.scalar(select(Delivery.code).where(Delivery.state == "accepted")))


@pytest.fixture
def visitor(app: Flask, services: Services) -> Visitor:
    def come(address: str) -> Pages:
        client = app.test_client()
        client.environ_base["REMOTE_ADDR"] = address
        return Pages(client, services.engine)

    return come


def check(pages: Pages, code: str, status: int = 200) -> Page:
    return pages.post("/verifier", {"code": code}, status=status)


def guess(pages: Pages, times: int = MAX_TRIES) -> None:
    for _time in range(times):
        check(pages, WRONG)


def test_too_many_wrong_codes_wait_a_minute(
    visitor: Visitor, code: str, clock: FrozenClock
) -> None:
    pages = visitor("192.0.2.1")
    guess(pages)
    page = check(pages, code, 429)

    assert "Attendez une minute" in page.text
    assert "Pharmacie" not in page.text
    assert page.field("code") == code, "what was typed stays"
    assert page.reply.headers["Retry-After"] == "60"
    clock.at += WINDOW + timedelta(seconds=1)
    assert "Pharmacie des Tilleuls" in check(pages, code).text


def test_the_last_wrong_code_that_is_allowed_locks_nothing(visitor: Visitor, code: str) -> None:
    pages = visitor("192.0.2.1")
    guess(pages, MAX_TRIES - 1)

    assert "Pharmacie des Tilleuls" in check(pages, code).text


def test_nobody_else_is_held_up(visitor: Visitor, code: str) -> None:
    guess(visitor("192.0.2.1"))

    assert "Pharmacie des Tilleuls" in check(visitor("192.0.2.2"), code).text


def test_genuine_codes_are_not_counted(visitor: Visitor, code: str) -> None:
    pages = visitor("192.0.2.1")
    for _time in range(MAX_TRIES + 1):
        check(pages, code)

    assert "Pharmacie des Tilleuls" in check(pages, code).text


def test_wrong_codes_do_not_close_the_door_of_the_portal(visitor: Visitor, code: str) -> None:
    assert code
    pages = visitor("192.0.2.1")
    guess(pages)

    pages.post("/p/" + "x" * 43, {}, status=404)


@pytest.mark.usefixtures("code")
def test_no_address_and_no_code_is_kept_and_the_trail_stays_as_it_was(
    visitor: Visitor, services: Services
) -> None:
    before = tags(services)
    guess(visitor("192.0.2.1"), 2)
    with services.engine.connect() as connection:
        rows = connection.execute(select(PortalTry.__table__)).all()

    assert len(rows) == 2
    assert not any("192.0.2.1" in str(row) or WRONG in str(row) for row in rows)
    assert tags(services) == before
