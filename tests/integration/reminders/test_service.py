"""Reminders: due and not yet sent, to the right people, in their language, exactly once."""

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from breachdesk.bootstrap import Services, build, initialise
from breachdesk.config import Settings
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import ForbiddenError, ManyRulesError, StaleError
from breachdesk.obligations import service as obligations
from breachdesk.obligations.domain import Discharge
from breachdesk.outbox import service as outbox
from breachdesk.outbox.domain import MailView
from breachdesk.reminders import service
from breachdesk.reminders.domain import DEFAULTS, Rules
from tests.builders.accounts import SETUP
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, save_desk, save_member
from tests.conftest import NOON
from tests.databases import KINDS, empty_database

HOUR = timedelta(hours=1)
AWARE = NOON - HOUR
DUE = AWARE + 72 * HOUR


def queue(services: Services) -> int:
    with services.unit_of_work(Actor.system("job:reminders")) as uow:
        return service.queue_due(uow, "https://desk.example")


def mails(services: Services) -> list[MailView]:
    """The oldest first."""
    with services.reading(SETUP) as uow:
        found, _total = outbox.page(uow, 0, 1_000)
    return sorted(found, key=lambda mail: (mail.queued_at, mail.to_address))


@pytest.fixture
def case(services: Services, desk: Desk) -> str:
    return open_case(services, desk.dpo)


def test_before_the_first_slot_nothing_leaves(
    services: Services, case: str, clock: FrozenClock
) -> None:
    clock.at = DUE - 49 * HOUR

    assert case
    assert queue(services) == 0


def test_at_the_slot_one_mail_leaves_and_no_second(
    services: Services, case: str, clock: FrozenClock
) -> None:
    clock.at = DUE - 48 * HOUR

    assert case
    assert [queue(services) for _look in range(3)] == [1, 0, 0]


def test_through_the_whole_clock_each_slot_leaves_once(
    services: Services, case: str, clock: FrozenClock
) -> None:
    clock.at = DUE - 50 * HOUR
    sent = []
    while clock.at < DUE + 9 * HOUR:
        clock.at += timedelta(minutes=10)
        if queue(services):
            sent.append((clock.at - DUE) / HOUR)

    assert case
    assert sent == [-48, -24, -12, -6, -3, -1, 0, 4, 8]


def test_after_an_outage_only_the_latest_leaves(
    services: Services, case: str, clock: FrozenClock
) -> None:
    clock.at = DUE - 2 * HOUR

    assert case
    assert [queue(services), queue(services)] == [1, 0]


def test_a_clock_set_back_sends_nothing_again(
    services: Services, case: str, clock: FrozenClock
) -> None:
    clock.at = DUE - 6 * HOUR
    queue(services)
    clock.at = DUE - 24 * HOUR

    assert case
    assert queue(services) == 0


def test_a_filed_case_is_left_in_peace(
    services: Services, dpo: Actor, case: str, clock: FrozenClock
) -> None:
    with services.unit_of_work(dpo) as uow:
        found = obligations.of_case(uow, case)
        one = next(one for one in found if one.duty.code == "gdpr-33-1")
        obligations.discharge(uow, one.id, one.version, Discharge(NOON, "N-1"))
    clock.at = DUE + HOUR

    assert queue(services) == 0


def test_correcting_awareness_starts_the_reminders_anew(
    services: Services, dpo: Actor, case: str, clock: FrozenClock
) -> None:
    from breachdesk.incidents import service as incidents  # noqa: PLC0415

    clock.at = DUE - 24 * HOUR
    assert queue(services) == 1
    with services.unit_of_work(dpo) as uow:
        version = incidents.case(uow, case).version
        incidents.correct_awareness(uow, case, version, AWARE - HOUR, "Plus tôt.")

    assert [queue(services), queue(services)] == [1, 0]


def test_people_and_languages(services: Services, desk: Desk, clock: FrozenClock) -> None:
    for role, name, language in (
        (Role.DEPUTY, "deputy", "en"),
        (Role.MANAGEMENT, "boss", "fr"),
        (Role.RESPONDER, "responder", "fr"),
    ):
        save_member(
            services, desk.organisation_id, role, email=f"{name}@example.org", language=language
        )
    open_case(services, desk.dpo)
    clock.at = DUE - 12 * HOUR
    queue(services)
    first = {mail.to_address.partition("@")[0] for mail in mails(services)}
    clock.at = DUE - 6 * HOUR
    queue(services)
    everybody = {mail.to_address.partition("@")[0] for mail in mails(services)}
    deputy = next(mail for mail in mails(services) if mail.to_address.startswith("deputy"))

    assert "boss" not in first
    assert {"deputy", "boss"} <= everybody
    assert "responder" not in everybody
    assert "Time left" in deputy.text


def test_the_mail_says_what_one_needs(
    services: Services, desk: Desk, case: str, clock: FrozenClock
) -> None:
    clock.at = DUE - 3 * HOUR
    queue(services)
    [mail] = mails(services)

    assert desk.dpo.name in mail.text
    assert mail.subject.startswith("INC-2026-0001")
    assert "05/03/2026 à 12:00 (heure de Paris)" in mail.text
    assert f"https://desk.example/incidents/{case}/" in mail.text
    assert "Il manque encore" in mail.text
    assert "Ada Lorne" not in mail.subject


def test_overdue_the_mail_says_so(services: Services, case: str, clock: FrozenClock) -> None:
    clock.at = DUE + 4 * HOUR
    queue(services)

    assert case
    assert "dépassée" in mails(services)[0].text


def test_what_is_due_is_told_without_sending(
    services: Services, case: str, clock: FrozenClock
) -> None:
    clock.at = DUE - 24 * HOUR
    with services.reading(SETUP) as uow:
        [due] = service.due(uow)
        coming = service.upcoming(uow)

    assert (due.incident_id, due.slot.minutes) == (case, -24 * 60)
    assert coming[0].slot.minutes == -12 * 60
    assert mails(services) == []


class TestRules:
    def test_an_organisation_has_its_own(
        self, services: Services, desk: Desk, case: str, clock: FrozenClock
    ) -> None:
        with services.unit_of_work(desk.dpo) as uow:
            service.change_rules(uow, desk.organisation_id, 0, Rules((40,), 0, 0))
        clock.at = DUE - 41 * HOUR
        early = queue(services)
        clock.at = DUE - 40 * HOUR

        assert case
        assert (early, queue(services)) == (0, 1)

    def test_two_people_do_not_overwrite_each_other(self, services: Services, desk: Desk) -> None:
        with services.unit_of_work(desk.dpo) as uow:
            service.change_rules(uow, desk.organisation_id, 0, DEFAULTS)
        with services.unit_of_work(desk.dpo) as uow, pytest.raises(StaleError):
            service.change_rules(uow, desk.organisation_id, 0, Rules(is_on=False))

    def test_impossible_rules_are_refused(self, services: Services, desk: Desk) -> None:
        with services.unit_of_work(desk.dpo) as uow, pytest.raises(ManyRulesError):
            service.change_rules(
                uow, desk.organisation_id, 0, replace(DEFAULTS, hours_before=(-1,))
            )

    def test_a_responder_does_not_change_them(self, services: Services, desk: Desk) -> None:
        responder = save_member(services, desk.organisation_id, Role.RESPONDER)
        with services.unit_of_work(responder) as uow, pytest.raises(ForbiddenError):
            service.change_rules(uow, desk.organisation_id, 0, DEFAULTS)


@pytest.mark.parametrize("kind", KINDS)
def test_two_schedulers_at_once_queue_each_reminder_once(kind: str, tmp_path: Path) -> None:
    with empty_database(kind, tmp_path) as url:
        own = {"BREACHDESK_HOME": str(tmp_path), "BREACHDESK_DATABASE_URL": url}
        clock = FrozenClock(NOON)
        machines = [build(Settings.from_env(own), clock=clock) for _machine in range(4)]
        initialise(machines[0])
        desk = save_desk(machines[0])
        for _case in range(10):
            open_case(machines[0], desk.dpo)
        clock.at = DUE - 24 * HOUR
        start = threading.Barrier(len(machines))

        def look(services: Services) -> None:
            start.wait()
            queue(services)

        threads = [threading.Thread(target=look, args=[one]) for one in machines]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        sent = mails(machines[0])
        for one in machines:
            one.engine.dispose()

    assert len(sent) == 10
    assert len({mail.incident_id for mail in sent}) == 10
