"""What BreachDesk says to a relay, and what it concludes from the answers."""

import socket
from pathlib import Path
from urllib.parse import quote

import pytest

from breachdesk.bootstrap import Services
from breachdesk.infra.mail import Mailer, SmtpMailer
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Actor
from breachdesk.outbox import service
from breachdesk.outbox.domain import FIRST_WAIT, MailState, MailView
from tests.builders.mails import mail_of, queue_mails
from tests.conftest import NOON
from tests.relay import NAME, PASSWORD, Relay, guarded_relay, open_relay

SENDER = "BreachDesk <desk@tilleuls.example>"


def deliver(services: Services, mailer: Mailer, kind: str) -> MailView:
    """The mail to a recipient of that kind, after one attempt."""
    [mail_id] = queue_mails(services, kind)

    def begin() -> UnitOfWork:
        return services.unit_of_work(Actor.system("worker"))

    assert service.deliver_next(begin, mailer, SENDER, "w1")
    return mail_of(services, mail_id)


def address(relay: Relay, folder: Path, password: str = PASSWORD) -> str:
    secret = quote(password, safe="")
    return f"smtp://{NAME}:{secret}@localhost:{relay.port}?cafile={folder / 'relay.pem'}"


def test_starttls_and_sign_in_then_the_whole_message(services: Services, tmp_path: Path) -> None:
    with guarded_relay(Relay(), tmp_path) as relay:
        mail = deliver(services, SmtpMailer(address(relay, tmp_path)), "ada")

    [taken] = relay.taken
    assert (mail.state, mail.reply) == (MailState.ACCEPTED, "250 taken")
    assert (taken["From"], taken["To"]) == (SENDER, "ada@tilleuls.example")
    assert taken["Message-ID"] == mail.message_id
    assert taken["Subject"] == "INC-2026-0001\u202f: à notifier"
    [plain, html] = taken.iter_parts()
    assert html.get_content_type() == "text/html"
    assert plain.get_content().splitlines() == ["Bonjour", ".", "..deux points", "Fin"]


def test_a_wrong_password_keeps_the_mail_and_says_so(services: Services, tmp_path: Path) -> None:
    with guarded_relay(Relay(), tmp_path) as relay:
        mail = deliver(services, SmtpMailer(address(relay, tmp_path, "wrong")), "ada")

    assert mail.state is MailState.QUEUED
    assert "password" in mail.reply
    assert PASSWORD not in mail.reply
    assert relay.taken == []


def test_a_relay_nobody_vouches_for_gets_nothing(services: Services, tmp_path: Path) -> None:
    with guarded_relay(Relay(), tmp_path) as relay:
        mail = deliver(services, SmtpMailer(f"smtp://localhost:{relay.port}"), "ada")

    assert mail.state is MailState.QUEUED
    assert relay.taken == []


def test_without_encryption_nothing_leaves_unless_told_so(services: Services) -> None:
    with open_relay(Relay()) as relay:
        mail = deliver(services, SmtpMailer(f"smtp://127.0.0.1:{relay.port}"), "ada")

    assert mail.state is MailState.QUEUED
    assert relay.taken == []


@pytest.mark.parametrize(
    ("kind", "state", "said"),
    [
        ("ada", MailState.ACCEPTED, "250 taken"),
        ("later", MailState.QUEUED, "451 try later"),
        ("full", MailState.QUEUED, "452 mailbox full"),
        ("hangup", MailState.QUEUED, "hung up"),
        ("unknown", MailState.REFUSED, "550 no such person"),
        ("refused", MailState.REFUSED, "554 not wanted"),
        ("silent", MailState.UNCERTAIN, "did not answer"),
    ],
)
def test_each_answer_leads_to_one_state(
    services: Services, kind: str, state: MailState, said: str
) -> None:
    with open_relay(Relay()) as relay:
        mail = deliver(services, SmtpMailer(f"smtp://127.0.0.1:{relay.port}?tls=none"), kind)

    assert mail.state is state
    assert said in mail.reply
    assert mail.attempts == 1


def test_a_relay_that_is_not_there_keeps_the_mail_waiting(services: Services) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        mail = deliver(services, SmtpMailer(f"smtp://127.0.0.1:{port}?tls=none"), "ada")

    assert mail.state is MailState.QUEUED
    assert "cannot be reached" in mail.reply


@pytest.mark.parametrize("url", ["http://relay", "smtp://", "smtp://relay?tls=maybe"])
def test_an_address_that_is_none_is_refused_at_the_start(url: str) -> None:
    with pytest.raises(ValueError, match=r"SMTP address|tls="):
        SmtpMailer(url)


def test_what_failed_waits_before_the_next_attempt(services: Services) -> None:
    with open_relay(Relay()) as relay:
        mailer = SmtpMailer(f"smtp://127.0.0.1:{relay.port}?tls=none")
        deliver(services, mailer, "later")

        def begin() -> UnitOfWork:
            return services.unit_of_work(Actor.system("worker"))

        assert not service.deliver_next(begin, mailer, SENDER, "w1")
        services.clock.at = NOON + FIRST_WAIT  # type: ignore[attr-defined]  # the frozen clock
        assert service.deliver_next(begin, mailer, SENDER, "w1")
