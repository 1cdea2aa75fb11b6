"""What is known of a mail, how that may change, and when to try again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.errors import HeaderParseError
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum
from typing import ClassVar

from breachdesk.kernel.errors import PermanentError, RuleError
from breachdesk.kernel.events import Event
from breachdesk.kernel.states import Lifecycle
from breachdesk.kernel.text import Text, _

MAX_ATTEMPTS = 12
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
LEASE = timedelta(minutes=15)
"""Longer than a relay may take to answer (RFC 5321, 4.5.3.2), so no mail has two holders."""


class MailState(StrEnum):
    """SENDING: nothing can have been accepted yet. DOT: nobody can know (RFC 1047)."""

    QUEUED = "queued"
    SENDING = "sending"
    DOT = "dot"
    ACCEPTED = "accepted"
    KEPT = "kept"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"


LIFECYCLE = Lifecycle(
    {
        MailState.QUEUED: frozenset({MailState.SENDING, MailState.CANCELLED}),
        MailState.SENDING: frozenset({MailState.DOT, MailState.QUEUED, MailState.REFUSED}),
        MailState.DOT: frozenset(
            {
                MailState.ACCEPTED,
                MailState.KEPT,
                MailState.QUEUED,
                MailState.REFUSED,
                MailState.UNCERTAIN,
            }
        ),
        MailState.ACCEPTED: frozenset(),
        MailState.KEPT: frozenset(),
        MailState.REFUSED: frozenset(),
        # Only a person decides: send again, or count it as sent.
        MailState.UNCERTAIN: frozenset({MailState.QUEUED, MailState.ACCEPTED}),
        MailState.CANCELLED: frozenset(),
    }
)

UNDER_WAY = frozenset({MailState.SENDING, MailState.DOT})

STATE_LABELS: Mapping[MailState, Text] = {
    MailState.QUEUED: _("Waiting"),
    MailState.SENDING: _("Being sent"),
    MailState.DOT: _("Being sent"),
    MailState.ACCEPTED: _("Accepted by the relay"),
    MailState.KEPT: _("Not sent: kept in the outbox"),
    MailState.REFUSED: _("Refused"),
    MailState.UNCERTAIN: _("Uncertain: a person must decide"),
    MailState.CANCELLED: _("Cancelled"),
}


SECRET = "((secret))"  # noqa: S105  # a place in a text, no secret
"""Where a mail's text wants the token of its link: it is put in when the mail leaves, so that no
token stands in the database."""


@dataclass(frozen=True, slots=True)
class NewMail:
    """One mail to one person. `purpose` is a word for the log, such as "reminder".

    `secret_id` names the link whose token takes the place of SECRET. With `is_sealed` address and
    text are kept under the incident's key, and only the relay is told them; the subject is not.
    """

    id: str
    purpose: str
    incident_id: str
    recipient_id: str
    to_address: str
    language: str
    subject: str
    text: str
    html: str
    secret_id: str = ""
    is_sealed: bool = False


@dataclass(frozen=True, slots=True)
class MailView:
    """Address and text are empty where they are sealed."""

    id: str
    purpose: str
    incident_id: str
    to_address: str
    subject: str
    text: str
    message_id: str
    state: MailState
    queued_at: datetime
    attempts: int
    settled_at: datetime | None
    reply: str


@dataclass(frozen=True, slots=True)
class MailQueued(Event):
    tag: ClassVar[str] = "mail:queued"
    purpose: str
    recipient_id: str


@dataclass(frozen=True, slots=True)
class MailSettled(Event):
    """The mail's fate is known, or known to be uncertain."""

    tag: ClassVar[str] = "mail:settled"
    state: MailState


@dataclass(frozen=True, slots=True)
class MailDecided(Event):
    """A person decided about an uncertain mail."""

    tag: ClassVar[str] = "mail:decided"
    state: MailState


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts: doubling, up to an hour."""
    doublings: int = 2 ** min(attempts - 1, 10)
    return min(FIRST_WAIT * doublings, LONGEST_WAIT)


def check_new(new: NewMail) -> None:
    """Header injection is refused before anything is stored (RFC 5322: no bare line breaks)."""
    for text in (new.to_address, new.subject):
        if any(c in text for c in "\r\n\0"):
            raise RuleError(_("A mail’s address and subject stand on one line."))
    if "@" not in new.to_address:
        raise RuleError(_("This person has no usable e-mail address."))


def compose(mail: NewMail, sender: str, message_id: str, at: datetime) -> EmailMessage:
    """The message: text and HTML, one recipient, marked as automatic (RFC 3834).

    Raises PermanentError when no message can be made of it: it would stop the queue for ever.
    """
    try:
        return _message(mail, sender, message_id, at)
    except (ValueError, LookupError, HeaderParseError) as error:
        raise PermanentError(_("No message can be made of this mail.")) from error


def _message(mail: NewMail, sender: str, message_id: str, at: datetime) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = mail.to_address
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = mail.language
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message
