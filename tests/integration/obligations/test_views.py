from datetime import timedelta
from xml.etree.ElementTree import Element

import pytest

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.clock import FrozenClock
from breachdesk.obligations import service
from breachdesk.obligations.registry import REGIMES
from breachdesk.organisations import service as organisations
from tests.builders.accounts import SETUP
from tests.builders.incidents import open_case
from tests.builders.organisations import save_desk, save_member
from tests.conftest import NOON
from tests.integration.conftest import SignIn
from tests.integration.page import Page, Pages
from tests.integration.trail import tags

NOTIFY, RECORD, OPTIONAL = "gdpr-33-1", "gdpr-33-5", "eidas-19"
SETTLED = ("obligation:discharged", "obligation:waived", "obligation:reopened")
DUE = NOON + timedelta(hours=71)


@pytest.fixture
def address(services: Services, dpo: Actor) -> str:
    return f"/incidents/{open_case(services, dpo)}/obligations/"


@pytest.fixture
def notify(services: Services, dpo: Actor, address: str) -> str:
    """The address of the duty to notify the authority."""
    return f"{address}{id_of(services, dpo, address, NOTIFY)}"


def id_of(services: Services, actor: Actor, address: str, code: str) -> str:
    with services.reading(actor) as uow:
        found = service.of_case(uow, address.split("/")[2])
    return next(one.id for one in found if one.duty.code == code)


def block(pages: Pages, one: str) -> Element:
    """What the page shows of the duty whose address is given."""
    listed, _slash, obligation_id = one.rpartition("/")
    return pages.get(f"{listed}/").one("section", id=obligation_id)


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def send(pages: Pages, path: str, *, status: int = 303, **typed: str) -> Page:
    return pages.post(path, {**pages.get(path).form_values, **typed}, status=status)


def discharge(
    pages: Pages, one: str, at: str = "2026-03-02 13:00", *, status: int = 303, **typed: str
) -> Page:
    """Record as met, at a time of Paris."""
    day, clock_time = at.split()
    when = {"at-date": day, "at-time": clock_time, "at-zone": "Europe/Paris"}
    return send(pages, f"{one}/discharge", status=status, **{"proof": "N-2026-1", **when, **typed})


def add(
    pages: Pages, address: str, code: str, at: str = "2026-03-02 12:00", *, status: int = 303
) -> Page:
    day, clock_time = at.split()
    when = {"started_at-date": day, "started_at-time": clock_time}
    return send(pages, address, status=status, duty=code, **when)


def said(page: Page, field: str) -> str:
    return words(page.one("p", id=f"{field}-error"))


def settled(services: Services) -> list[str]:
    return [tag for prefix in SETTLED for tag, _subject, _body in tags(services, prefix)]


class TestList:
    def test_each_duty_has_its_text_its_start_and_its_due_time(
        self, pages: Pages, notify: str
    ) -> None:
        shown = block(pages, notify)

        assert "33" in words(shown)
        instants = {str(time.get("datetime")) for time in shown.iter("time")}
        assert {(NOON - timedelta(hours=1)).isoformat(), DUE.isoformat()} <= instants

    def test_a_duty_without_a_due_time_is_there_too(
        self, pages: Pages, services: Services, dpo: Actor, address: str
    ) -> None:
        record = f"{address}{id_of(services, dpo, address, RECORD)}"

        assert words(block(pages, record))

    def test_late_is_said_in_words(
        self, pages: Pages, notify: str, clock: FrozenClock, dpo: Actor, sign_in: SignIn
    ) -> None:
        clock.at = DUE + timedelta(seconds=1)
        sign_in(pages.client, dpo)

        assert "Dépassé" in words(block(pages, notify))

    def test_every_regime_is_explained(self, pages: Pages, address: str) -> None:
        text = pages.get(address).text

        for regime in REGIMES.values():
            assert " ".join(regime.title.fr.split()) in text


class TestDischarge:
    def test_says_when_by_whom_and_with_what_proof(
        self, pages: Pages, notify: str, dpo: Actor
    ) -> None:
        discharge(pages, notify)

        shown = block(pages, notify)
        assert "N-2026-1" in words(shown)
        assert dpo.name in words(shown)
        assert NOON.isoformat() in {time.get("datetime") for time in shown.iter("time")}

    @pytest.mark.parametrize(
        ("at", "typed"),
        [
            ("2026-03-02 13:01", {}),
            ("2026-03-02 11:59", {}),
            ("2026-02-30 11:59", {}),
            ("2026-03-02 13:00", {"proof": " "}),
            ("2026-03-02 13:00", {"proof": "a" * 20_001}),
        ],
        ids=["future", "before awareness", "no such day", "no proof", "endless proof"],
    )
    def test_that_cannot_be_is_refused_beside_its_field(
        self, pages: Pages, notify: str, services: Services, at: str, typed: dict[str, str]
    ) -> None:
        page = discharge(pages, notify, at, status=422, delay_reason="Relais", **typed)

        assert said(page, "proof" if typed else "at")
        assert page.field("proof") == typed.get("proof", "N-2026-1")
        assert page.field("delay_reason") == "Relais"
        assert page.field("at-time") == at.partition(" ")[2]
        assert settled(services) == []

    def test_late_wants_its_reasons(
        self, pages: Pages, notify: str, clock: FrozenClock, dpo: Actor, sign_in: SignIn
    ) -> None:
        clock.at = DUE + timedelta(hours=1)
        sign_in(pages.client, dpo)
        late = "2026-03-05 13:00"

        assert said(discharge(pages, notify, late, status=422), "delay_reason")
        discharge(pages, notify, late, delay_reason="Relais en panne")
        assert "Relais en panne" in words(block(pages, notify))
        assert "Fait en retard" in words(block(pages, notify))

    def test_of_a_page_grown_old_keeps_what_was_typed(
        self, pages: Pages, notify: str, services: Services
    ) -> None:
        path = f"{notify}/discharge"
        old = pages.get(path).form_values
        discharge(pages, notify)

        page = pages.post(path, {**old, "proof": "Autre preuve"}, status=422)
        assert page.field("proof") == "Autre preuve"
        assert settled(services) == ["obligation:discharged"]


class TestWaiver:
    def test_wants_a_reason(self, pages: Pages, notify: str, services: Services) -> None:
        page = send(pages, f"{notify}/waive", status=422, reason="  ")

        assert said(page, "reason")
        assert settled(services) == []

    def test_shows_the_reason_and_who_gave_it(self, pages: Pages, notify: str, dpo: Actor) -> None:
        send(pages, f"{notify}/waive", reason="Données chiffrées, clé saine.")

        text = words(block(pages, notify))
        assert "Données chiffrées, clé saine." in text
        assert dpo.name in text

    def test_is_taken_back_with_a_reason(
        self, pages: Pages, notify: str, services: Services
    ) -> None:
        send(pages, f"{notify}/waive", reason="Données chiffrées.")

        assert said(send(pages, f"{notify}/reopen", status=422, reason=""), "reason")
        send(pages, f"{notify}/reopen", reason="La clé a fui.")
        assert f"{notify}/waive" in pages.get(f"{notify.rpartition('/')[0]}/").links
        assert settled(services) == ["obligation:waived", "obligation:reopened"]

    def test_a_duty_that_runs_is_not_taken_up_again(
        self, pages: Pages, notify: str, services: Services
    ) -> None:
        send(pages, f"{notify}/reopen", status=422, reason="Pour voir")

        assert settled(services) == []


class TestOptional:
    def test_a_clock_of_another_text_runs_from_the_instant_given(
        self, pages: Pages, address: str, services: Services, dpo: Actor
    ) -> None:
        add(pages, address, OPTIONAL)

        one = f"{address}{id_of(services, dpo, address, OPTIONAL)}"
        instants = {time.get("datetime") for time in block(pages, one).iter("time")}
        assert (NOON - timedelta(hours=1) + timedelta(hours=24)).isoformat() in instants

    def test_that_runs_already_is_refused(self, pages: Pages, address: str) -> None:
        assert said(add(pages, address, NOTIFY, status=422), "duty") == (
            "Ce délai court déjà dans ce dossier."
        )

    @pytest.mark.parametrize("at", ["2026-03-02 13:01", "1899-01-01 12:00", "2026-13-01 12:00"])
    def test_that_runs_from_an_impossible_time_is_refused(
        self, pages: Pages, address: str, services: Services, at: str
    ) -> None:
        before = tags(services)
        page = add(pages, address, OPTIONAL, at, status=422)

        assert said(page, "started_at")
        assert page.field("started_at-date") == at.partition(" ")[0]
        assert page.field("duty") == OPTIONAL
        assert tags(services) == before

    @pytest.mark.parametrize("code", ["", "emperor-1", "eidas-19\x00", "a" * 10_000])
    def test_of_no_regime_is_refused(self, pages: Pages, address: str, code: str) -> None:
        add(pages, address, code, status=422)

    def test_sent_twice_starts_one(self, pages: Pages, address: str, services: Services) -> None:
        form = pages.get(address).form_values
        typed = {"duty": OPTIONAL, "started_at-date": "2026-03-02", "started_at-time": "12:00"}
        for _time in range(2):
            pages.post(address, {**form, **typed})

        started = tags(services, "obligation:started")
        assert sum(OPTIONAL in body for _tag, _subject, body in started) == 1


class TestClosing:
    def close(self, pages: Pages, address: str, *, status: int) -> Page:
        path = f"{address.removesuffix('obligations/')}steps/closed"
        return send(pages, path, status=status, reason="Tout est fait.")

    def test_is_refused_while_a_duty_is_open(
        self, pages: Pages, address: str, notify: str, services: Services
    ) -> None:
        page = self.close(pages, address, status=422)

        assert words(block(pages, notify).findall("h2")[0]) in page.text
        assert page.field("reason") == "Tout est fait."
        assert "closed" not in "".join(
            body for _tag, _subject, body in tags(services, "incident:step")
        )

    def test_no_longer_names_duties_once_all_are_settled(
        self, pages: Pages, address: str, notify: str, services: Services, dpo: Actor
    ) -> None:
        title = words(block(pages, notify).findall("h2")[0])
        for code in (NOTIFY, RECORD):
            one = f"{address}{id_of(services, dpo, address, code)}"
            send(pages, f"{one}/waive", reason="Aucune donnée personnelle touchée.")

        reply = self.close(pages, address, status=422)
        assert title not in words(reply.one("div", class_="error-summary"))


class TestRights:
    @pytest.mark.parametrize("verb", ["discharge", "waive", "reopen"])
    def test_an_auditor_decides_nothing(
        self, pages: Pages, notify: str, services: Services, sign_in: SignIn, verb: str
    ) -> None:
        with services.reading(SETUP) as uow:
            [organisation_id] = organisations.names(uow)
        sign_in(pages.client, save_member(services, organisation_id, Role.AUDITOR))

        pages.post(f"{notify}/{verb}", {"reason": "x", "version": "1"}, status=403)
        assert settled(services) == []

    @pytest.mark.parametrize("verb", ["discharge", "waive", "reopen"])
    def test_a_stranger_finds_nothing(
        self, pages: Pages, notify: str, services: Services, sign_in: SignIn, verb: str
    ) -> None:
        sign_in(pages.client, save_desk(services).dpo)

        pages.get(f"{notify}/{verb}", status=404)
        pages.post(f"{notify}/{verb}", {"reason": "x", "version": "1"}, status=404)

    def test_a_duty_is_found_through_its_own_case_only(
        self, pages: Pages, notify: str, services: Services, dpo: Actor
    ) -> None:
        other = open_case(services, dpo)

        path = f"/incidents/{other}/obligations/{notify.rpartition('/')[2]}/waive"
        pages.get(path, status=404)
