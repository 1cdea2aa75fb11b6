"""Hand one message over to a relay, in a way that says what is known afterwards."""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from breachdesk.kernel.errors import PermanentError, TransientError, UncertainError
from breachdesk.kernel.text import _

CONNECT_TIMEOUT = 30
DOT_TIMEOUT = 600
"""Seconds to wait for the reply to the final dot: RFC 5321, 4.5.3.2.6."""


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
    """A relay named by a URL: smtp://user:password@host:587 (STARTTLS) or smtps://host:465.

    `?tls=required` (default), `opportunistic` or `none`; `none` is meant for a relay on this
    machine. `?cafile=` names the certificates to trust instead of the system's.
    """

    is_real = True

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)
        if self._url.scheme not in {"smtp", "smtps"} or not self._url.hostname:
            raise ValueError("The SMTP address must look like smtp://host:port.")
        self._options = dict(part.partition("=")[::2] for part in self._url.query.split("&"))
        self._tls = self._options.get("tls", "required")
        if self._tls not in {"required", "opportunistic", "none"}:
            raise ValueError("tls= is one of required, opportunistic, none.")

    def hand_over(self, message: EmailMessage, before_dot: Callable[[], None]) -> str:
        smtp = self._connect()
        try:
            self._envelope(smtp, message)
            return self._content(smtp, message, before_dot)
        finally:
            smtp.close()

    def _connect(self) -> smtplib.SMTP:
        try:
            smtp = self._open()
        except (OSError, smtplib.SMTPException) as error:
            raise TransientError(_("The mail relay cannot be reached.")) from error
        try:
            self._greet(smtp)
        except smtplib.SMTPAuthenticationError as error:
            smtp.close()
            raise TransientError(_("The mail relay refused our name or password.")) from error
        except (OSError, smtplib.SMTPException) as error:
            smtp.close()
            raise TransientError(
                _("No safe connection to the mail relay could be made.")
            ) from error
        return smtp

    def _open(self) -> smtplib.SMTP:
        host, port = self._url.hostname or "", self._url.port
        if self._url.scheme == "smtps":
            return smtplib.SMTP_SSL(
                host, port or 465, timeout=CONNECT_TIMEOUT, context=self._context
            )
        return smtplib.SMTP(host, port or 587, timeout=CONNECT_TIMEOUT)

    def _greet(self, smtp: smtplib.SMTP) -> None:
        smtp.ehlo()
        wanted = self._tls == "required" or (
            self._tls == "opportunistic" and smtp.has_extn("starttls")
        )
        if wanted and self._url.scheme == "smtp":
            smtp.starttls(context=self._context)
            smtp.ehlo()
        if self._url.username:
            smtp.login(unquote(self._url.username), unquote(self._url.password or ""))

    @property
    def _context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self._options.get("cafile"))

    def _envelope(self, smtp: smtplib.SMTP, message: EmailMessage) -> None:
        try:
            _expect(smtp.mail(_address(message["From"])), 250)
            _expect(smtp.rcpt(_address(message["To"])), 250)
            _expect(smtp.docmd("DATA"), 354)
        except (OSError, smtplib.SMTPException) as error:
            raise TransientError(_("The mail relay hung up.")) from error

    def _content(
        self, smtp: smtplib.SMTP, message: EmailMessage, before_dot: Callable[[], None]
    ) -> str:
        lines = message.as_bytes(policy=message.policy.clone(linesep="\r\n")).split(b"\r\n")
        stuffed = b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines)
        try:
            smtp.send(stuffed)
        except (OSError, smtplib.SMTPException) as error:
            raise TransientError(_("The mail relay hung up.")) from error
        before_dot()
        try:
            if smtp.sock:
                smtp.sock.settimeout(DOT_TIMEOUT)
            smtp.send(b"\r\n.\r\n")
            reply = smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise UncertainError(_("The mail relay did not answer the end of message.")) from error
        return _expect(reply, 250)


def _expect(reply: tuple[int, bytes], wanted: int) -> str:
    """The reply as text. 4xx is worth another try, 5xx is not (RFC 5321, 4.2.1)."""
    code, said = reply
    text = f"{code} {said.decode('utf-8', 'replace')}"
    if code == wanted:
        return text
    if code >= 500:  # noqa: PLR2004  # permanent negative completion
        raise PermanentError(_("The mail relay refused: %(reply)s", reply=text))
    raise TransientError(_("The mail relay asks to try later: %(reply)s", reply=text))


def _address(header: object) -> str:
    return str(header).rpartition("<")[2].rstrip("> ")
