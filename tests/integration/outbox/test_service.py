"""The queue itself: nothing lost, nothing twice, and people decide what nobody can know."""

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

import pytest

from breachdesk.bootstrap import Services
from breachdesk.infra.mail import FolderMailer, RecordingMailer, SmtpMailer
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import ForbiddenError, RuleError
from breachdesk.outbox import service, store
from breachdesk.outbox.domain import LEASE, MAX_ATTEMPTS, MailState
from tests.builders.accounts import SETUP
from tests.builders.mails import build_mail, mail_of, queue_mails
from tests.integration.trail import tags
from tests.relay import Relay, open_relay

MOMENT = timedelta(seconds=1)


def worker(services: Services) -> UnitOfWork:
    return services.unit_of_work(Actor.system("worker"))


def deliver(services: Services, holder: str = "w1") -> bool:
    return service.deliver_next(lambda: worker(services), services.mailer, "desk@localhost", holder)


def claim(services: Services, state: MailState) -> None:
    """A worker that dies in that state."""
    with worker(services) as uow:
        row = store.claim(uow.session, "dead", uow.clock.now())
        assert row
        if state is MailState.DOT:
            assert store.move(uow.session, row.id, "dead", MailState.SENDING, MailState.DOT)


def sweep(services: Services) -> int:
    with services.unit_of_work(SETUP) as uow:
        return service.sweep(uow)


def test_queueing_the_same_mail_twice_queues_one(services: Services) -> None:
    new = build_mail()
    for _time in range(2):
        with services.unit_of_work(SETUP) as uow:
            service.queue(uow, new)

    assert deliver(services)
    assert not deliver(services)


def test_a_mail_goes_with_its_transaction(services: Services) -> None:
    def fail() -> None:
        with services.unit_of_work(SETUP) as uow:
            service.queue(uow, build_mail())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert not deliver(services)


def test_the_oldest_goes_first(services: Services, mailer: RecordingMailer) -> None:
    for kind in ("first", "second"):
        queue_mails(services, kind)
        assert isinstance(services.clock, FrozenClock)
        services.clock.at += MOMENT
    deliver(services)

    assert [str(one["To"]) for one in mailer.sent] == ["first@tilleuls.example"]


def test_every_fate_is_on_the_audit_trail(services: Services) -> None:
    queue_mails(services, "ada")
    deliver(services)

    assert [tag for tag, _about, _by in tags(services)[-2:]] == ["mail:queued", "mail:settled"]


@pytest.mark.parametrize(
    ("died_in", "found"),
    [(MailState.SENDING, MailState.QUEUED), (MailState.DOT, MailState.UNCERTAIN)],
)
def test_what_a_dead_worker_held_is_taken_over_after_its_lease(
    services: Services, clock: FrozenClock, died_in: MailState, found: MailState
) -> None:
    [mail_id] = queue_mails(services, "ada")
    claim(services, died_in)

    assert sweep(services) == 0
    clock.at += LEASE + MOMENT
    assert sweep(services) == 1
    assert mail_of(services, mail_id).state is found


def test_a_worker_that_wakes_too_late_sends_nothing(
    services: Services, clock: FrozenClock, mailer: RecordingMailer
) -> None:
    queue_mails(services, "ada")

    class Sleepy(RecordingMailer):
        def hand_over(self, message: EmailMessage, before_dot: Callable[[], None]) -> str:
            clock.at += LEASE + MOMENT
            sweep(services)
            return mailer.hand_over(message, before_dot)

    with pytest.raises(service.LostMailError):
        service.deliver_next(lambda: worker(services), Sleepy(), "desk@localhost", "w1")

    assert mailer.sent == []
    assert deliver(services, "w2")
    assert len(mailer.sent) == 1


def test_an_answer_that_comes_after_the_sweep_changes_nothing(
    services: Services, clock: FrozenClock
) -> None:
    """A person may have decided about the uncertain mail by then."""
    [mail_id] = queue_mails(services, "ada")

    class Late(RecordingMailer):
        def hand_over(self, message: EmailMessage, before_dot: Callable[[], None]) -> str:
            reply = super().hand_over(message, before_dot)
            clock.at += LEASE + MOMENT
            sweep(services)
            return reply

    with pytest.raises(service.LostMailError):
        service.deliver_next(lambda: worker(services), Late(), "desk@localhost", "w1")

    assert mail_of(services, mail_id).state is MailState.UNCERTAIN


def test_an_uncertain_mail_is_never_sent_again_by_itself(
    services: Services, clock: FrozenClock
) -> None:
    queue_mails(services, "ada")
    claim(services, MailState.DOT)
    clock.at += LEASE + MOMENT
    sweep(services)

    for _day in range(3):
        clock.at += timedelta(days=1)
        sweep(services)
        assert not deliver(services)


@pytest.mark.parametrize("wanted", [MailState.QUEUED, MailState.ACCEPTED])
def test_a_person_decides_with_a_reason(
    services: Services, clock: FrozenClock, wanted: MailState
) -> None:
    [mail_id] = queue_mails(services, "ada")
    claim(services, MailState.DOT)
    clock.at += LEASE + MOMENT
    sweep(services)
    with services.unit_of_work(SETUP) as uow, pytest.raises(RuleError, match="why"):
        service.decide(uow, mail_id, wanted, " ")
    with services.unit_of_work(SETUP) as uow:
        service.decide(uow, mail_id, wanted, "Le journal du relais le montre.")

    assert deliver(services) is (wanted is MailState.QUEUED)


def test_an_accepted_mail_cannot_be_sent_again(services: Services) -> None:
    [mail_id] = queue_mails(services, "ada")
    deliver(services)

    with services.unit_of_work(SETUP) as uow, pytest.raises(RuleError, match="no longer"):
        service.decide(uow, mail_id, MailState.QUEUED, "Encore")


def test_a_relay_that_never_gets_better_is_given_up(services: Services, clock: FrozenClock) -> None:
    [mail_id] = queue_mails(services, "later")
    with open_relay(Relay()) as relay:
        mailer = SmtpMailer(f"smtp://127.0.0.1:{relay.port}?tls=none")
        for _attempt in range(MAX_ATTEMPTS):
            service.deliver_next(lambda: worker(services), mailer, "desk@localhost", "w1")
            clock.at += timedelta(hours=2)

    assert mail_of(services, mail_id).state is MailState.REFUSED


def test_without_a_relay_mails_are_kept_and_marked_as_not_sent(services: Services) -> None:
    [mail_id] = queue_mails(services, "ada")
    folder = services.settings.outbox_folder
    service.deliver_next(lambda: worker(services), FolderMailer(folder), "desk@localhost", "w1")

    assert mail_of(services, mail_id).state is MailState.KEPT
    [file] = folder.glob("*.eml")
    assert b"Bonjour" in file.read_bytes()
    assert "ada" not in file.name


def test_reading_the_outbox_wants_its_permission(services: Services) -> None:
    with services.reading(Actor("u9", "Nobody")) as uow, pytest.raises(ForbiddenError):
        service.page(uow, 0, 10)
