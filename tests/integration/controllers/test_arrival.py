"""What becomes of a notice's mail becomes known of its controller: refused, uncertain, arrived."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from email.message import EmailMessage

import pytest

from breachdesk.bootstrap import Services
from breachdesk.controllers import service
from breachdesk.controllers.domain import (
    IDENTITY,
    Channel,
    Contact,
    ControllerView,
    DeliveryState,
    EditController,
    NewController,
)
from breachdesk.infra.mail import RecordingMailer
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import PermanentError, RuleError, UncertainError
from breachdesk.kernel.text import _
from breachdesk.outbox import service as outbox
from breachdesk.outbox.domain import MailState
from breachdesk.outbox.models import OutboxMail
from tests.builders.accounts import SETUP
from tests.builders.controllers import (
    BASE_URL,
    approve_notice,
    controller,
    deliver,
    save_controller,
    send_notice,
)
from tests.conftest import NOON


@dataclass
class Failing:
    """A relay that ends every message in the same way."""

    error: Exception
    is_real: bool = True

    def hand_over(self, message: EmailMessage, before_dot: Callable[[], None]) -> str:  # noqa: ARG002
        before_dot()
        raise self.error


REFUSED = Failing(PermanentError(_("550 5.1.1 unknown user")))
LOST = Failing(UncertainError(_("the connection broke")))


class Told:
    """One pharmacy, and a notice that is sent to it."""

    def __init__(self, services: Services, dpo: Actor, incident_id: str, **over: str) -> None:
        self.services, self.dpo, self.incident_id = services, dpo, incident_id
        self.id = save_controller(services, dpo, incident_id, **over)
        self.notice_id = approve_notice(services, dpo, incident_id)

    def send(self, mailer: Failing | None = None) -> None:
        with self.services.unit_of_work(self.dpo) as uow:
            service.send(uow, self.incident_id, self.notice_id, BASE_URL)
        deliver(self.services, mailer)

    def send_again(self, mailer: Failing | None = None) -> None:
        with self.services.unit_of_work(self.dpo) as uow:
            service.send_to(uow, self.incident_id, self.id, BASE_URL)
        deliver(self.services, mailer)

    def correct(self, email: str) -> None:
        view = self.view()
        new = NewController(view.id, {key: view.identity[key] for key in IDENTITY})
        new = replace(new, identity={**new.identity, "email": email})
        with self.services.unit_of_work(self.dpo) as uow:
            service.edit(uow, self.incident_id, EditController(view.id, view.version, new))

    def decide(self, state: MailState) -> None:
        with self.services.sessions() as session:
            [mail_id] = [one.id for one in session.query(OutboxMail)]
        with self.services.unit_of_work(SETUP) as uow:
            outbox.decide(uow, mail_id, state, "Vu dans le journal du relais.")
        deliver(self.services)

    def view(self) -> ControllerView:
        return controller(self.services, self.dpo, self.incident_id, self.id)

    def states(self) -> list[DeliveryState]:
        with self.services.reading(self.dpo) as uow:
            return [one.state for one in service.deliveries(uow, self.incident_id, self.id)]

    def is_to_be_called(self) -> bool:
        with self.services.reading(self.dpo) as uow:
            return self.id in {one.id for one in service.call_list(uow, self.incident_id)}

    def remind(self) -> int:
        with self.services.unit_of_work(Actor.system("job")) as uow:
            return service.queue_due(uow, BASE_URL)


@pytest.fixture
def told(services: Services, dpo: Actor, incident_id: str) -> Told:
    return Told(services, dpo, incident_id)


class TestRefused:
    def test_the_contact_failed_no_clock_runs_and_somebody_must_call(self, told: Told) -> None:
        told.send(REFUSED)

        view = told.view()
        assert told.states() == [DeliveryState.REFUSED]
        assert view.contact is Contact.FAILED
        assert (view.delivered_at, view.due_at) == (None, None)
        assert told.is_to_be_called()

    def test_it_is_neither_reminded_nor_written_to_again_by_itself(
        self, told: Told, clock: FrozenClock
    ) -> None:
        told.send(REFUSED)
        clock.at = NOON + timedelta(hours=13)
        assert told.remind() == 0
        with pytest.raises(RuleError, match="nobody left"):
            told.send()
        with pytest.raises(RuleError, match="Correct the e-mail address"):
            told.send_again()

    def test_corrected_and_sent_again_it_arrives_once_and_the_clock_starts_then(
        self, told: Told, clock: FrozenClock, mailer: RecordingMailer
    ) -> None:
        told.send(REFUSED)
        clock.at = NOON + timedelta(hours=30)
        told.correct("nouvelle@pharmacies.example")
        assert told.view().contact is Contact.FINE
        told.send_again()

        assert [str(mail["To"]) for mail in mailer.sent] == ["nouvelle@pharmacies.example"]
        assert told.states() == [DeliveryState.DELIVERED]
        assert told.view().due_at == NOON + timedelta(hours=102)
        with pytest.raises(RuleError, match="has arrived"):
            told.send_again()

    def test_its_reminders_count_from_the_notice_that_arrived(
        self, told: Told, clock: FrozenClock
    ) -> None:
        told.send(REFUSED)
        clock.at = NOON + timedelta(hours=30)
        told.correct("nouvelle@pharmacies.example")
        told.send_again()

        reminded = []
        for hours in range(30, 90):
            clock.at = NOON + timedelta(hours=hours, minutes=1)
            if told.remind():
                reminded.append(hours)
        assert reminded == [42, 54, 78]

    def test_a_second_refusal_fails_the_contact_again(self, told: Told) -> None:
        told.send(REFUSED)
        told.correct("nouvelle@pharmacies.example")
        told.send_again(REFUSED)
        assert told.view().contact is Contact.FAILED

    def test_a_refused_reminder_fails_the_contact_too(self, told: Told, clock: FrozenClock) -> None:
        told.send()
        clock.at = NOON + timedelta(hours=13)
        assert told.remind() == 1
        deliver(told.services, REFUSED)

        assert told.view().contact is Contact.FAILED
        assert told.view().delivered_at == NOON
        assert told.is_to_be_called()


class TestUncertain:
    def test_nobody_sends_it_again_by_itself_and_no_clock_runs(self, told: Told) -> None:
        told.send(LOST)
        assert told.states() == [DeliveryState.UNCERTAIN]
        assert told.view().due_at is None
        with pytest.raises(RuleError, match="on its way"):
            told.send_again()

    def test_a_person_counts_it_as_arrived(self, told: Told, clock: FrozenClock) -> None:
        told.send(LOST)
        clock.at = NOON + timedelta(hours=1)
        told.decide(MailState.ACCEPTED)

        assert told.states() == [DeliveryState.DELIVERED]
        assert told.view().due_at is not None

    def test_a_person_has_it_sent_again(self, told: Told, mailer: RecordingMailer) -> None:
        told.send(LOST)
        told.decide(MailState.QUEUED)

        assert len(mailer.sent) == 1
        assert told.states() == [DeliveryState.DELIVERED]


class TestByHand:
    def test_a_call_starts_the_clock_of_one_without_an_address(
        self, services: Services, dpo: Actor, incident_id: str, clock: FrozenClock
    ) -> None:
        save_controller(services, dpo, incident_id, 2)
        send_notice(services, dpo, incident_id)
        silent = save_controller(services, dpo, incident_id, 1, email="")
        clock.at = NOON + timedelta(hours=3)
        for _again in range(2):
            with services.unit_of_work(dpo) as uow:
                at = NOON + timedelta(hours=2)
                service.record_by_hand(uow, incident_id, silent, Channel.PHONE, at, "Mme Ferrand")

        view = controller(services, dpo, incident_id, silent)
        assert view.due_at == NOON + timedelta(hours=74)
        with services.reading(dpo) as uow:
            [delivery] = service.deliveries(uow, incident_id, silent)
        assert (delivery.channel, delivery.note) == (Channel.PHONE, "Mme Ferrand")

    @pytest.mark.parametrize(
        ("hours", "note", "field"), [(1, "Mme Ferrand", "at"), (0, " ", "note")]
    )
    def test_not_tomorrow_and_not_without_proof(
        self, told: Told, hours: int, note: str, field: str
    ) -> None:
        told.send()
        at = NOON + timedelta(hours=hours)
        with pytest.raises(RuleError) as caught, told.services.unit_of_work(told.dpo) as uow:
            service.record_by_hand(uow, told.incident_id, told.id, Channel.HAND, at, note)
        assert caught.value.field == field

    def test_nothing_is_handed_over_before_a_notice_was_sent(self, told: Told) -> None:
        with pytest.raises(RuleError), told.services.unit_of_work(told.dpo) as uow:
            service.record_by_hand(uow, told.incident_id, told.id, Channel.HAND, NOON, "Remis")
