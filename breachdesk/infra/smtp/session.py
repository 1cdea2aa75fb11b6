"""One open connection to a relay, used for many messages, each in two steps."""

import smtplib
from enum import Enum, auto
from typing import NamedTuple, Self

from breachdesk.infra.signer import Signer, UnsignableError
from breachdesk.infra.smtp.outcomes import (
    CLOSING,
    Accepted,
    Answer,
    Deferred,
    Offered,
    Refused,
    hung_up,
    is_negative,
    is_positive,
    read,
    refusal,
    unanswered,
)
from breachdesk.infra.smtp.wire import LineTooLongError, to_wire
from breachdesk.kernel.errors import TransientError
from breachdesk.kernel.text import Text, _

_UNWANTED = frozenset("<> \t\r\n\0")
_RESET = b"RSET\r\n"
_UNDER_WAY = (b"", b"", b"")
_WANTED = [2, 2, 3]
"""First digits of the answers to MAIL, RCPT and DATA when all is well."""


class Envelope(NamedTuple):
    """Addresses only, without names."""

    sender: str
    recipient: str


class _Stage(Enum):
    IDLE = auto()
    OFFERED = auto()
    DOTTED = auto()
    CLOSED = auto()


class RelaySession:
    """`offer` sends all but the end of a message, `conclude` the end: commit in between.

    Until `conclude` is called nothing can have been accepted; a connection that breaks later
    leaves the message uncertain. Where the relay offers PIPELINING (RFC 2920) the envelope goes
    in one piece, and `conclude(then=...)` sends the next one along with the final dot.
    What breaks the connection closes the session: look at `is_open` before the next message.
    """

    def __init__(
        self,
        smtp: smtplib.SMTP,
        reply_timeout: float,
        dot_timeout: float,
        signer: Signer | None = None,
    ) -> None:
        self._smtp, self._signer = smtp, signer
        self._reply_timeout, self._dot_timeout = reply_timeout, dot_timeout
        self._pipelines = smtp.has_extn("pipelining")
        self._takes_utf8 = smtp.has_extn("smtputf8")
        self.takes_8bit = smtp.has_extn("8bitmime")
        self._stage = _Stage.IDLE
        self._ahead: Envelope | None = None
        self._resets = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    @property
    def wants_7bit(self) -> bool:
        """A relay that converts 8-bit content breaks the signature (RFC 6376, 5.3)."""
        return self._signer is not None or not self.takes_8bit

    @property
    def is_open(self) -> bool:
        return self._stage is not _Stage.CLOSED

    @property
    def is_offered(self) -> bool:
        """A message waits for its final dot."""
        return self._stage is _Stage.OFFERED

    def fileno(self) -> int:
        """For select: readable once the relay has answered."""
        return self._smtp.sock.fileno() if self._smtp.sock else -1

    def announce(self, envelope: Envelope) -> None:
        """Send an envelope ahead of its message where that is possible, to save a round trip.

        The relay then waits for that message: no other may be offered over this session.
        """
        self._expect(_Stage.IDLE)
        if self._ahead is None:
            self._send(self._group(envelope))

    def offer(
        self, envelope: Envelope, content: bytes, timeout: float | None = None
    ) -> Offered | Refused | Deferred:
        """Send envelope and content. TransientError: the connection broke, nothing accepted.

        `timeout` are the seconds to wait for each answer, if other than the relay's.
        """
        self._expect(_Stage.IDLE)
        self._wait_at_most(self._reply_timeout if timeout is None else timeout)
        if self._ahead not in {None, envelope}:
            self.close()
            raise hung_up()
        try:
            body = to_wire(self._signed(content))
        except LineTooLongError:
            return self._unfit(_("A line of this mail is longer than relays take."))
        except UnsignableError:
            return self._unfit(_("This mail cannot be signed."))
        problem = self._problem(envelope)
        if problem:
            return self._unfit(problem)
        if not self.takes_8bit and not body.isascii():
            return self._unfit(_("The mail relay takes no 8-bit content."))
        refused = self._enter(envelope)
        if refused:
            return refused
        self._send(body)
        self._stage = _Stage.OFFERED
        return Offered()

    def conclude(self, then: Envelope | None = None) -> Accepted | Refused | Deferred:
        """Send the final dot and hear what became of the message, else UncertainError.

        `then` is the envelope of the message to be offered next, as by `announce`. It saves a
        round trip; a relay that breaks off at it may take the answer to this message along.
        """
        self.finish(then)
        return self.answer()

    def finish(self, then: Envelope | None = None) -> None:
        """The first half of `conclude`: send the final dot."""
        self._expect(_Stage.OFFERED)
        self._stage = _Stage.DOTTED
        try:
            self._wait_at_most(self._dot_timeout)
            self._smtp.send(b".\r\n" + (self._group(then) if then else b""))
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise unanswered() from error

    def answer(self) -> Accepted | Refused | Deferred:
        """The second half of `conclude`: hear what became of the message."""
        self._expect(_Stage.DOTTED)
        try:
            answer = self._smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise unanswered() from error
        self._stage = _Stage.IDLE
        if is_positive(answer):
            return Accepted(read(answer))
        if not is_negative(answer):
            self.close()
            raise unanswered()
        if answer[0] == CLOSING:
            self.close()
        return refusal(answer)

    def close(self) -> None:
        """Hang up; in the middle of a message without a word, so that it is not accepted."""
        is_polite = self._stage is _Stage.IDLE and self._ahead is None
        self._stage, self._ahead = _Stage.CLOSED, None
        try:
            if is_polite:
                self._smtp.send(b"QUIT\r\n")  # nothing depends on the answer
        except (OSError, smtplib.SMTPException):
            return
        finally:
            self._smtp.close()

    def _signed(self, content: bytes) -> bytes:
        if self._signer is None:
            return content
        # What is ready for the wire stays so: no line of a signature starts with a dot.
        return type(content)(self._signer.sign(content) + content)

    def _enter(self, envelope: Envelope) -> Refused | Deferred | None:
        """MAIL, RCPT and DATA; what the relay has against them."""
        answers = self._talk(envelope)
        kinds = [code // 100 for code, _said in answers]
        if kinds == _WANTED:
            return None
        at = next(i for i, kind in enumerate(kinds) if kind != _WANTED[i])
        # A relay that lets DATA through all the same would take an empty message: hang up.
        in_step = is_negative(answers[at]) and {2, 4, 5}.issuperset(kinds)
        if not in_step or any(code == CLOSING for code, _said in answers):
            self.close()
        self._resets = True
        return refusal(answers[at], of_sender=at == 0)

    def _talk(self, envelope: Envelope) -> list[Answer]:
        """The answers to the envelope, up to the one that makes the rest pointless."""
        if self._ahead is None:
            self._send(self._group(envelope))
        self._ahead = None
        if self._resets and not is_positive(self._ask(b"" if self._pipelines else _RESET)):
            self.close()
            raise hung_up()
        self._resets = False
        answers: list[Answer] = []
        refused = False
        for command in _UNDER_WAY if self._pipelines else self._commands(envelope):
            if refused and (answers[-1][0] == CLOSING or not self._pipelines):
                break
            try:
                answers.append(self._ask(command))
            except TransientError:
                if not refused:
                    raise
                break
            refused = not is_positive(answers[-1])
        return answers

    def _ask(self, command: bytes) -> Answer:
        """The answer to a command; to an empty one, the next answer that is due."""
        if command:
            self._send(command)
        try:
            return self._smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise hung_up() from error

    def _group(self, envelope: Envelope) -> bytes:
        """The envelope in one piece; nothing where commands may only go one by one."""
        if not self._pipelines or self._problem(envelope):
            return b""
        self._ahead = envelope
        return (_RESET if self._resets else b"") + b"".join(self._commands(envelope))

    def _commands(self, envelope: Envelope) -> tuple[bytes, bytes, bytes]:
        options = b" BODY=8BITMIME" if self.takes_8bit else b""
        if not (envelope.sender + envelope.recipient).isascii():
            options += b" SMTPUTF8"
        return (
            b"MAIL FROM:<%b>%b\r\n" % (envelope.sender.encode(), options),
            b"RCPT TO:<%b>\r\n" % envelope.recipient.encode(),
            b"DATA\r\n",
        )

    def _problem(self, envelope: Envelope) -> Text | None:
        """Why the addresses cannot be said to this relay."""
        both = envelope.sender + envelope.recipient
        if not _UNWANTED.isdisjoint(both):
            return _("This address cannot be said to a mail relay.")
        if not self._takes_utf8 and not both.isascii():
            return _("The mail relay takes no addresses with accents (SMTPUTF8).")
        return None

    def _unfit(self, reason: Text) -> Refused:
        if self._ahead:
            self.close()  # the relay waits for this message and will not get it
        return Refused("", reason)

    def _send(self, data: bytes) -> None:
        try:
            self._smtp.send(data)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise hung_up() from error

    def _wait_at_most(self, seconds: float) -> None:
        if self._smtp.sock:
            self._smtp.sock.settimeout(seconds)

    def _expect(self, stage: _Stage) -> None:
        if self._stage is _Stage.CLOSED:
            raise hung_up()
        if self._stage is not stage:
            raise RuntimeError(f"a message is {self._stage.name}, not {stage.name}")
