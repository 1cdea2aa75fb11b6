"""Telling controllers: one mail each, once; its arrival starts each one's own clock."""

import re
from datetime import timedelta

import pytest

from breachdesk.bootstrap import Services
from breachdesk.controllers import service
from breachdesk.controllers.domain import AwarenessBasis, Contact, Learnt
from breachdesk.infra.mail import RecordingMailer
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import RuleError
from breachdesk.outbox.domain import SECRET
from breachdesk.outbox.models import OutboxMail
from tests.builders.controllers import (
    BASE_URL,
    approve_notice,
    controller,
    deliver,
    save_controller,
    send_notice,
)
from tests.conftest import NOON

LINK = re.compile(rf"{BASE_URL}/p/([A-Za-z0-9_-]{{43}})")


class TestNotice:
    def test_each_controller_gets_its_own_mail_with_its_own_figures_and_link(
        self, services: Services, dpo: Actor, incident_id: str, mailer: RecordingMailer
    ) -> None:
        for number in (1, 2):
            save_controller(services, dpo, incident_id, number)

        send_notice(services, dpo, incident_id)

        by_address = sorted(mailer.sent, key=lambda one: str(one["To"]))
        assert [str(one["To"]) for one in by_address] == [
            "pharmacie-1@pharmacies.example",
            "pharmacie-2@pharmacies.example",
        ]
        texts = [one.get_body(("plain",)).get_content() for one in by_address]  # type: ignore[union-attr]
        assert "101 personnes" in texts[0]
        assert "102 personnes" in texts[1]
        links = [set(LINK.findall(text)) for text in texts]
        assert all(len(found) == 1 for found in links)
        assert links[0] != links[1]

    def test_no_token_stands_in_the_database(
        self, services: Services, dpo: Actor, incident_id: str, mailer: RecordingMailer
    ) -> None:
        save_controller(services, dpo, incident_id)
        send_notice(services, dpo, incident_id)
        [mail] = mailer.sent
        [token] = set(LINK.findall(mail.get_body(("plain",)).get_content()))  # type: ignore[union-attr]

        with services.sessions() as session:
            [row] = session.query(OutboxMail).all()
        stored = services.settings.home / "breachdesk.db"
        assert SECRET in row.text
        assert all(
            token.encode() not in path.read_bytes() for path in stored.parent.glob("breachdesk.db*")
        )

    def test_its_arrival_starts_the_72_hours(
        self, services: Services, dpo: Actor, incident_id: str, clock: FrozenClock
    ) -> None:
        one = save_controller(services, dpo, incident_id)
        approve = approve_notice(services, dpo, incident_id)
        with services.unit_of_work(dpo) as uow:
            service.send(uow, incident_id, approve, BASE_URL)
        assert controller(services, dpo, incident_id, one).due_at is None

        clock.at = NOON + timedelta(minutes=7)
        deliver(services)

        view = controller(services, dpo, incident_id, one)
        assert view.aware_at == NOON + timedelta(minutes=7)
        assert view.aware_basis is AwarenessBasis.NOTICE
        assert view.due_at == NOON + timedelta(hours=72, minutes=7)

    def test_sending_twice_reaches_only_those_that_lack_it(
        self, services: Services, dpo: Actor, incident_id: str, mailer: RecordingMailer
    ) -> None:
        save_controller(services, dpo, incident_id, 1)
        notice_id = send_notice(services, dpo, incident_id)
        save_controller(services, dpo, incident_id, 2)
        with services.unit_of_work(dpo) as uow:
            assert service.send(uow, incident_id, notice_id, BASE_URL) == 1
        deliver(services)

        assert len({str(one["To"]) for one in mailer.sent}) == len(mailer.sent) == 2
        with pytest.raises(RuleError, match="nobody left"), services.unit_of_work(dpo) as uow:
            service.send(uow, incident_id, notice_id, BASE_URL)

    def test_without_an_address_nothing_is_queued_and_the_file_says_so(
        self, services: Services, dpo: Actor, incident_id: str, mailer: RecordingMailer
    ) -> None:
        save_controller(services, dpo, incident_id, 1)
        silent = save_controller(services, dpo, incident_id, 2, email="")
        send_notice(services, dpo, incident_id)

        assert len(mailer.sent) == 1
        view = controller(services, dpo, incident_id, silent)
        assert view.contact is Contact.MISSING
        assert view.notice_sent_at is None
        with services.reading(dpo) as uow:
            assert [one.id for one in service.call_list(uow, incident_id)] == [silent]


class TestClocks:
    def test_three_controllers_told_at_different_times_one_by_the_press(
        self, services: Services, dpo: Actor, incident_id: str, clock: FrozenClock
    ) -> None:
        first, second, third = (
            save_controller(services, dpo, incident_id, number, email=email)
            for number, email in ((1, "a@pharmacies.example"), (2, ""), (3, ""))
        )
        send_notice(services, dpo, incident_id)
        clock.at = NOON + timedelta(hours=30, minutes=1)
        with services.unit_of_work(dpo) as uow:
            told = Learnt(NOON + timedelta(hours=5), "Journal en ligne", None, "")
            version = service.get(uow, incident_id, second).version
            service.learnt(uow, incident_id, second, version, told)

        due = [controller(services, dpo, incident_id, one).due_at for one in (first, second, third)]
        assert due == [NOON + timedelta(hours=72), NOON + timedelta(hours=77), None]

    def test_a_retained_instant_counts_before_all_others_and_wants_its_reason(
        self, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        one = save_controller(services, dpo, incident_id)
        send_notice(services, dpo, incident_id)
        version = controller(services, dpo, incident_id, one).version
        retained = NOON - timedelta(hours=3)
        without, with_reason = (
            Learnt(None, "", retained, why) for why in (" ", "Appel reçu avant l’avis.")
        )
        with pytest.raises(RuleError), services.unit_of_work(dpo) as uow:
            service.learnt(uow, incident_id, one, version, without)

        with services.unit_of_work(dpo) as uow:
            service.learnt(uow, incident_id, one, version, with_reason)

        view = controller(services, dpo, incident_id, one)
        assert view.aware_basis is AwarenessBasis.RETAINED
        assert view.due_at == retained + timedelta(hours=72)


class TestReminders:
    def test_the_silent_are_reminded_at_12_24_and_48_hours_once_each(
        self,
        services: Services,
        dpo: Actor,
        incident_id: str,
        clock: FrozenClock,
        mailer: RecordingMailer,
    ) -> None:
        save_controller(services, dpo, incident_id)
        send_notice(services, dpo, incident_id)
        mailer.sent.clear()

        for hours in range(60):
            clock.at = NOON + timedelta(hours=hours, minutes=1)
            for _again in range(2):
                with services.unit_of_work(Actor.system("job")) as uow:
                    service.queue_due(uow, BASE_URL)
        deliver(services)

        assert len(mailer.sent) == 3
        assert all("Rappel" in str(one["Subject"]) for one in mailer.sent)
        with services.reading(dpo) as uow:
            assert len(service.call_list(uow, incident_id)) == 1
