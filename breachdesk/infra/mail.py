"""Hand one message over to a relay, in a way that says what is known afterwards."""

from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Protocol

from breachdesk.infra.signer import Signer
from breachdesk.infra.smtp.outcomes import Accepted, Deferred, Offered, Refused
from breachdesk.infra.smtp.relay import Relay
from breachdesk.infra.smtp.session import Envelope, RelaySession
from breachdesk.kernel.errors import PermanentError, TransientError


class Mailer(Protocol):
    """Hands one message to the outside.

    `before_dot` is called once everything but the end of the message is on its way: from that
    call on, a failure is an UncertainError (RFC 1047). Before it, a failure is a TransientError
    or a PermanentError and nothing was accepted. Returns what the relay said.
    """

    is_real: bool

    def hand_over(self, message: EmailMessage, before_dot: Callable[[], None]) -> str: ...


@dataclass
class RecordingMailer:
    """Keeps messages instead of sending them; for tests."""

    is_real: bool = True
    sent: list[EmailMessage] = field(default_factory=list)

    def hand_over(self, message: EmailMessage, before_dot: Callable[[], None]) -> str:
        before_dot()
        self.sent.append(message)
        return "250 recorded"


@dataclass
class FolderMailer:
    """Without a relay: writes each message to a file, so that it can be read but is not sent."""

    folder: Path
    is_real: bool = False

    def hand_over(self, message: EmailMessage, before_dot: Callable[[], None]) -> str:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        before_dot()
        name = str(message["Message-ID"]).strip("<>").partition("@")[0]
        (self.folder / f"{name}.eml").write_bytes(message.as_bytes())
        return "kept in the outbox folder"


class SmtpMailer:
    """One message, one connection, to the relay named by a URL (see Relay)."""

    is_real = True

    def __init__(self, url: str, signer: Signer | None = None) -> None:
        self._relay = Relay.from_url(url, signer)

    def hand_over(self, message: EmailMessage, before_dot: Callable[[], None]) -> str:
        with self._relay.connect() as session:
            return _hand_over(session, message, before_dot)


def _hand_over(session: RelaySession, message: EmailMessage, before_dot: Callable[[], None]) -> str:
    envelope = Envelope(_address(message["From"]), _address(message["To"]))
    policy = SMTP.clone(
        cte_type="7bit" if session.wants_7bit else "8bit",
        utf8=not "".join(envelope).isascii(),
    )
    outcome: Offered | Accepted | Refused | Deferred
    outcome = session.offer(envelope, message.as_bytes(policy=policy))
    if isinstance(outcome, Offered):
        before_dot()
        outcome = session.conclude()
    if isinstance(outcome, Refused):
        raise PermanentError(outcome.reason)
    if isinstance(outcome, Deferred):
        raise TransientError(outcome.reason)
    return outcome.reply


def _address(header: object) -> str:
    return str(header).rpartition("<")[2].rstrip("> ")
