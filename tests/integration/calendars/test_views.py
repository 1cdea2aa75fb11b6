from datetime import datetime, timedelta

import pytest
from icalendar import Calendar

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.clock import FrozenClock
from breachdesk.obligations import service as obligations
from breachdesk.organisations import service as organisations
from tests.builders.accounts import SETUP
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, save_desk, save_member
from tests.conftest import NOON
from tests.integration.conftest import SignIn
from tests.integration.page import Pages
from tests.integration.trail import tags

BASE = "http://localhost:8765"


def open_feed(pages: Pages) -> str:
    """The path of a new feed, read from the page that shows it."""
    shown = pages.post("/calendar/", {}, status=200)
    return shown.one("input", id="address").get("value", "").removeprefix(BASE)


def read(pages: Pages, path: str) -> Calendar:
    """What a calendar program without a session is given."""
    stranger = pages.client.application.test_client()
    reply = stranger.get(path)
    assert (reply.status_code, reply.mimetype) == (200, "text/calendar")
    [calendar] = Calendar.from_ical(reply.get_data(), multiple=True)
    assert isinstance(calendar, Calendar)
    return calendar


def status(pages: Pages, path: str) -> int:
    return pages.client.application.test_client().get(path).status_code


class TestAddress:
    def test_is_shown_once_and_its_token_is_never_kept(
        self, pages: Pages, services: Services
    ) -> None:
        token = open_feed(pages).removeprefix("/calendar/").removesuffix(".ics")

        assert len(token) >= 32
        assert token not in pages.get("/calendar/").text
        assert not any(token in body for _tag, _subject, body in tags(services))

    def test_a_new_one_ends_the_former(self, pages: Pages) -> None:
        former, new = open_feed(pages), open_feed(pages)

        assert status(pages, former) == 404
        assert status(pages, new) == 200

    def test_closed_it_no_longer_works(self, pages: Pages, services: Services) -> None:
        path = open_feed(pages)
        pages.post("/calendar/close", {})

        assert status(pages, path) == 404
        assert len(tags(services, "calendar:feed-closed")) == 1

    def test_closing_twice_is_one_act(self, pages: Pages, services: Services) -> None:
        open_feed(pages)
        for _time in range(2):
            pages.post("/calendar/close", {})

        assert len(tags(services, "calendar:feed-closed")) == 1

    @pytest.mark.parametrize("token", ["x", "0" * 43, "é", "%00", "a" * 5_000, "..%2Fcalendar"])
    def test_an_unknown_token_opens_nothing(self, pages: Pages, token: str) -> None:
        open_feed(pages)

        assert status(pages, f"/calendar/{token}.ics") == 404

    def test_renewing_takes_a_page_of_ours(self, pages: Pages, services: Services) -> None:
        pages.post("/calendar/", {}, status=400, token=False)

        assert tags(services, "calendar:") == []


class TestFeed:
    def test_holds_the_open_deadlines_with_their_instants(
        self, pages: Pages, services: Services, dpo: Actor
    ) -> None:
        incident_id = open_case(services, dpo)
        with services.reading(dpo) as uow:
            timed = [one for one in obligations.of_case(uow, incident_id) if one.due_at]

        events = list(read(pages, open_feed(pages)).walk("VEVENT"))
        assert {event.decoded("dtstart") for event in events} == {one.due_at for one in timed}
        assert {str(event["uid"]) for event in events} == {f"{one.id}@breachdesk" for one in timed}
        assert all(event["url"] == f"{BASE}/incidents/{incident_id}/" for event in events)

    def test_is_what_rfc_5545_asks(self, pages: Pages, services: Services, dpo: Actor) -> None:
        open_case(services, dpo)
        calendar = read(pages, open_feed(pages))

        assert calendar["version"] == "2.0"
        assert calendar["prodid"]
        for event in calendar.walk("VEVENT"):
            assert isinstance(event.decoded("dtstamp"), datetime)
            assert event.decoded("dtend") > event.decoded("dtstart")
            triggers = {alarm.decoded("trigger") for alarm in event.walk("VALARM")}
            assert triggers == {timedelta(hours=-24), timedelta(hours=-3)}

    def test_lines_are_folded_and_end_as_the_format_wants(
        self, pages: Pages, services: Services, dpo: Actor
    ) -> None:
        open_case(services, dpo)
        path = open_feed(pages)

        content = pages.client.application.test_client().get(path).get_data()
        lines = content.split(b"\r\n")
        assert b"\n" not in b"".join(lines)
        assert all(len(line) <= 75 for line in lines)

    def test_tells_neither_titles_nor_people(
        self, pages: Pages, services: Services, dpo: Actor
    ) -> None:
        open_case(services, dpo, title="Dossier de Mme Kervella")
        path = open_feed(pages)

        text = pages.client.application.test_client().get(path).text
        assert "Kervella" not in text
        assert dpo.name not in text

    def test_the_entry_moves_when_the_deadline_does(
        self, pages: Pages, services: Services, dpo: Actor
    ) -> None:
        incident_id = open_case(services, dpo)
        path = open_feed(pages)
        [before] = read(pages, path).walk("VEVENT")
        address = f"/incidents/{incident_id}/awareness"
        typed = {"aware_at-time": "11:30", "reason": "Premier appel retrouvé."}
        pages.post(address, {**pages.get(address).form_values, **typed})

        [after] = read(pages, path).walk("VEVENT")
        assert after["uid"] == before["uid"]
        assert before.decoded("dtstart") - after.decoded("dtstart") == timedelta(minutes=30)

    def test_what_is_settled_is_gone(self, pages: Pages, services: Services, dpo: Actor) -> None:
        open_case(services, dpo)
        path = open_feed(pages)
        with services.unit_of_work(dpo) as uow:
            for duty, _case in obligations.open_ones(uow):
                obligations.waive(uow, duty.id, duty.version, "Données chiffrées.")

        assert list(read(pages, path).walk("VEVENT")) == []

    def test_an_overdue_deadline_stays(
        self, pages: Pages, services: Services, dpo: Actor, clock: FrozenClock
    ) -> None:
        open_case(services, dpo)
        path = open_feed(pages)
        clock.at = NOON + timedelta(days=10)

        assert len(list(read(pages, path).walk("VEVENT"))) == 1


class TestRights:
    def test_only_own_cases(self, pages: Pages, services: Services, dpo: Actor) -> None:
        own = open_case(services, dpo)
        open_case(services, save_desk(services).dpo)

        urls = {str(event["url"]) for event in read(pages, open_feed(pages)).walk("VEVENT")}
        assert urls == {f"{BASE}/incidents/{own}/"}

    def test_are_those_of_today(
        self, pages: Pages, services: Services, desk: Desk, sign_in: SignIn
    ) -> None:
        open_case(services, desk.dpo)
        bo = save_member(services, desk.organisation_id, Role.RESPONDER)
        sign_in(pages.client, bo)
        path = open_feed(pages)
        assert list(read(pages, path).walk("VEVENT"))
        with services.unit_of_work(SETUP) as uow:
            organisations.remove_member(uow, desk.organisation_id, bo.user_id)

        assert list(read(pages, path).walk("VEVENT")) == []

    def test_the_feed_is_not_cached(self, pages: Pages) -> None:
        path = open_feed(pages)

        reply = pages.client.application.test_client().get(path)
        assert reply.headers["Cache-Control"] == "no-store"
