"""What is composed is what arrives, whatever the relay takes."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from breachdesk.infra.mail import SmtpMailer
from breachdesk.infra.mailmerge.draft import Draft, compose, marker
from breachdesk.infra.mailmerge.pattern import Pattern
from breachdesk.infra.smtp.outcomes import Accepted
from breachdesk.kernel.errors import PermanentError
from tests.faulty_relay.habits import Habits
from tests.faulty_relay.relay import faulty_relay
from tests.integration.infra.smtp.mails import PIPELINED, PLAIN, SENDER, client, to

TEXT = "Bonjour,\n.\n..deux points, é\nFin\n"


def message(recipient: str) -> EmailMessage:
    return compose(
        Draft(
            sender=f"Clinique des Tilleuls <{SENDER}>",
            reply_to="",
            to=recipient,
            subject="À lire",
            text=TEXT,
            html="<p>é</p>\n",
            language="fr",
            message_id="<1@breachdesk>",
            date=datetime(2026, 3, 2, 12, tzinfo=UTC).strftime("%a, %d %b %Y %H:%M:%S %z"),
        )
    )


def plain(content: bytes) -> str:
    body = message_from_bytes(content, policy=default).get_body(("plain",))
    assert body
    return str(body.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize("extensions", [PIPELINED, PLAIN, ()])
def test_a_single_mail_arrives_even_where_8_bit_content_is_not_taken(
    tmp_path: Path, extensions: tuple[str, ...]
) -> None:
    dots = []
    with faulty_relay(tmp_path, Habits(extensions=extensions, keeps=True)) as relay:
        mailer = SmtpMailer(relay.url())
        assert mailer.hand_over(message("Ada <ada@x.example>"), lambda: dots.append(1)) == (
            "250 taken"
        )
        [taken] = relay.accepted()

    assert dots == [1]
    assert (taken.sender, taken.recipients) == (SENDER, ("ada@x.example",))
    assert plain(taken.content) == TEXT
    assert taken.content.isascii() or extensions


def test_a_single_mail_to_an_address_with_accents(tmp_path: Path) -> None:
    with faulty_relay(tmp_path, Habits(extensions=(*PIPELINED, "SMTPUTF8"), keeps=True)) as relay:
        SmtpMailer(relay.url()).hand_over(message("zoé@x.example"), lambda: None)
        [taken] = relay.accepted()

    assert "To: zoé@x.example\r\n".encode() in taken.content


def test_a_single_mail_nobody_takes_is_refused_before_the_dot(tmp_path: Path) -> None:
    def before_dot() -> None:
        raise AssertionError

    with (
        faulty_relay(tmp_path) as relay,
        pytest.raises(PermanentError, match="SMTPUTF8"),
    ):
        SmtpMailer(relay.url()).hand_over(message("zoé@x.example"), before_dot)


def test_a_mail_that_is_lost_before_the_dot_is_committed_is_not_sent(tmp_path: Path) -> None:
    """As when another worker has taken it over meanwhile."""

    def before_dot() -> None:
        raise LookupError

    with faulty_relay(tmp_path) as relay:
        with pytest.raises(LookupError):
            SmtpMailer(relay.url()).hand_over(message("ada@x.example"), before_dot)

        assert relay.accepted() == []


@pytest.mark.parametrize("extensions", [PIPELINED, ()])
def test_a_filled_pattern_arrives_byte_for_byte(
    tmp_path: Path, extensions: tuple[str, ...]
) -> None:
    pattern = Pattern(message(f"{marker('name')} <{marker('address')}>"), ("name", "address"))
    filled = pattern.fill({"name": "Zoé Lefèvre", "address": "ada@tilleuls.example"})
    habits = Habits(extensions=extensions, keeps=True)
    with faulty_relay(tmp_path, habits) as relay, client(relay).connect() as session:
        session.offer(to("ada"), filled)
        assert session.conclude() == Accepted("250 taken")
        [taken] = relay.accepted()

    assert taken.content == filled
    assert plain(taken.content) == TEXT
