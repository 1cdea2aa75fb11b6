"""What became of a message at the relay, and how a relay's answer is read (RFC 5321, 4.2.1)."""

from dataclasses import dataclass
from typing import TypeAlias

from breachdesk.kernel.errors import TransientError, UncertainError
from breachdesk.kernel.text import Text, _

LONGEST_REPLY = 500
CLOSING = 421
"""The relay's word for: I am hanging up, come back later."""

Answer: TypeAlias = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class Offered:
    """Envelope and content are with the relay; it has accepted nothing before the final dot."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The relay answers for the message from now on. `reply` often holds its queue id."""

    reply: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Trying again is useless. `reply` is empty when the relay was not even asked.

    `of_sender`: it is our own address the relay does not take, so the next person's mail will
    fare no better.
    """

    reply: str
    reason: Text
    of_sender: bool = False


@dataclass(frozen=True, slots=True)
class Deferred:
    """Nothing was accepted; the same may succeed later."""

    reply: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The answer to the final dot did not come: accepted or not, nobody can know (RFC 1047)."""

    reason: Text


def read(answer: Answer) -> str:
    """The answer as one printable line: it is stored and shown."""
    code, said = answer
    text = f"{code} {said.decode('utf-8', 'replace')}"[:LONGEST_REPLY]
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " for c in text)


def is_positive(answer: Answer) -> bool:
    return 200 <= answer[0] < 300  # noqa: PLR2004  # positive completion


def is_negative(answer: Answer) -> bool:
    return 400 <= answer[0] < 600  # noqa: PLR2004  # transient or permanent


def refusal(answer: Answer, *, of_sender: bool = False) -> Refused | Deferred:
    """5xx is for good. All else, even what makes no sense, is worth another try."""
    reply = read(answer)
    if 500 <= answer[0] < 600:  # noqa: PLR2004  # permanent negative completion
        return Refused(reply, _("The mail relay refused: %(reply)s", reply=reply), of_sender)
    return Deferred(reply, _("The mail relay asks to try later: %(reply)s", reply=reply))


def hung_up() -> TransientError:
    return TransientError(_("The mail relay hung up."))


def unanswered() -> UncertainError:
    return UncertainError(_("The mail relay did not answer the end of message."))
