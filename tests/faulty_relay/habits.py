"""What the relay offers, and how it fails.

A recipient (for MAIL: a sender) whose local part is the name of a fault, with or without +tag,
meets that fault; `rate` lets the other messages meet one of `faults`, drawn by `seed`.
"""

from dataclasses import dataclass
from enum import StrEnum

USER, SECRET = "desk", "geheim/7:%"


class Fault(StrEnum):
    MAIL_LATER = "mail-451"
    MAIL_REFUSED = "mail-550"
    RCPT_LATER = "rcpt-452"
    RCPT_REFUSED = "rcpt-550"
    RCPT_CLOSING = "rcpt-421"
    RCPT_RUDE = "rcpt-rude"
    """Refuses the recipient and asks for the message all the same."""
    RCPT_DROP = "rcpt-drop"
    DATA_LATER = "data-451"
    DATA_REFUSED = "data-554"
    CONTENT_DROP = "content-drop"
    """Gone in the middle of the content."""
    DOT_LATER = "dot-451"
    DOT_REFUSED = "dot-554"
    DOT_CLOSING = "dot-421"
    LOST = "lost"
    """Gone after the final dot without having accepted."""
    TAKEN = "taken"
    """Gone after the final dot, having accepted."""
    GARBLED = "garbled"
    """Accepted, with an answer that makes no sense."""
    SLOW = "slow"
    """Accepted after `delay` seconds."""
    MUTE = "mute"
    """Accepted, and never says so."""


UNCLEAR = frozenset({Fault.LOST, Fault.TAKEN, Fault.GARBLED, Fault.MUTE})
"""After these nobody but the relay knows what became of the message."""


@dataclass(frozen=True)
class Habits:
    """What the relay offers, and how often it fails."""

    seed: int = 0
    rate: float = 0.0
    faults: tuple[str, ...] = tuple(f for f in Fault if f not in {Fault.SLOW, Fault.MUTE})
    greeting: str = "220 faulty ready"
    extensions: tuple[str, ...] = ("PIPELINING", "8BITMIME")
    latency: float = 0.0
    """Seconds from the arrival of a command to the leaving of its answer."""
    delay: float = 0.05
    starttls: bool = False
    smtps: bool = False
    certificate: str = ""
    """Folder of relay.pem and relay.key."""
    login: bool = False
    keeps: bool = False
    """Log the content too."""
    idle: float | None = None
    """Seconds without a command after which it hangs up."""
    farewell: str = ""
    """What it says then."""
