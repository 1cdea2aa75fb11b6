"""A relay named by a URL, and the one way to connect to it."""

import smtplib
import socket
import ssl
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from breachdesk.infra.signer import Signer
from breachdesk.infra.smtp.session import RelaySession
from breachdesk.kernel.errors import TransientError
from breachdesk.kernel.text import _

REPLY_TIMEOUT = 30
DOT_TIMEOUT = 600
"""Seconds to wait for the reply to the final dot: RFC 5321, 4.5.3.2.6."""


class Tls(StrEnum):
    REQUIRED = "required"
    OPPORTUNISTIC = "opportunistic"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Relay:
    """Where mail is handed over. Written as smtp://user:password@host:587 or smtps://host:465.

    `?tls=required` (default), `opportunistic` or `none`; `none` is meant for a relay on this
    machine. `?cafile=` names the certificates to trust instead of the system's.
    """

    host: str
    port: int
    from_the_start: bool
    """TLS from the first byte (smtps) instead of STARTTLS."""
    tls: Tls = Tls.REQUIRED
    cafile: str | None = None
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    reply_timeout: float = REPLY_TIMEOUT
    dot_timeout: float = DOT_TIMEOUT
    signer: Signer | None = None
    """Signs whatever is handed over; without it the relay may."""

    @classmethod
    def from_url(cls, url: str, signer: Signer | None = None) -> "Relay":
        parts = urlsplit(url)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError("The SMTP address must look like smtp://host:port.")
        options = dict(part.partition("=")[::2] for part in parts.query.split("&"))
        tls = options.get("tls", Tls.REQUIRED)
        if tls not in list(Tls):
            raise ValueError("tls= is one of required, opportunistic, none.")
        is_smtps = parts.scheme == "smtps"
        return cls(
            host=parts.hostname,
            port=parts.port or (465 if is_smtps else 587),
            from_the_start=is_smtps,
            tls=Tls(tls),
            cafile=options.get("cafile"),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            signer=signer,
        )

    def connect(self) -> RelaySession:
        """An open session, greeted and signed in; TransientError when none can be had."""
        try:
            smtp = self._open()
        except ssl.SSLError as error:
            raise _unsafe() from error
        except (OSError, smtplib.SMTPException) as error:
            raise TransientError(_("The mail relay cannot be reached.")) from error
        try:
            self._greet(smtp)
        except smtplib.SMTPAuthenticationError as error:
            smtp.close()
            raise TransientError(_("The mail relay refused our name or password.")) from error
        except (OSError, smtplib.SMTPException) as error:
            smtp.close()
            raise _unsafe() from error
        return RelaySession(smtp, self.reply_timeout, self.dot_timeout, self.signer)

    def _open(self) -> smtplib.SMTP:
        if self.from_the_start:
            return smtplib.SMTP_SSL(
                self.host, self.port, timeout=self.reply_timeout, context=self._context()
            )
        return smtplib.SMTP(self.host, self.port, timeout=self.reply_timeout)

    def _greet(self, smtp: smtplib.SMTP) -> None:
        if smtp.sock:
            # Else the kernel holds small packets back until the ones before are acknowledged.
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        smtp.ehlo_or_helo_if_needed()
        if self._starttls_wanted(smtp):
            smtp.starttls(context=self._context())
            smtp.ehlo_or_helo_if_needed()
        if self.user:
            smtp.login(self.user, self.password)

    def _starttls_wanted(self, smtp: smtplib.SMTP) -> bool:
        """Asked for even where it is not offered, when mail or password may not go in clear."""
        if self.from_the_start or self.tls is Tls.NONE:
            return False
        return self.tls is Tls.REQUIRED or bool(self.user) or smtp.has_extn("starttls")

    def _context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.cafile)


def _unsafe() -> TransientError:
    return TransientError(_("No safe connection to the mail relay could be made."))
