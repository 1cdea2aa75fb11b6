"""What a look before sending may find, and why it matters."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from breachdesk.kernel.text import Text, _

Records: TypeAlias = tuple[str, ...] | None
"""What the DNS has under a name; None when it did not answer, so that nothing is known."""


class Level(StrEnum):
    """BLOCKING: mails will be refused, or nobody can answer them. Listed worst first."""

    BLOCKING = "blocking"
    WARNING = "warning"
    FINE = "fine"


class Topic(StrEnum):
    SENDER = "sender"
    REPLIES = "replies"
    RELAY = "relay"
    SPF = "spf"
    DKIM = "dkim"
    DMARC = "dmarc"
    MESSAGE = "message"


LEVEL_LABELS: Mapping[Level, Text] = {
    Level.BLOCKING: _("Stop"),
    Level.WARNING: _("To be looked at"),
    Level.FINE: _("Fine"),
}
WHY: Mapping[Topic, Text] = {
    Topic.SENDER: _(
        "People trust a notice by its sender, and their providers check that its domain is real."
    ),
    Topic.REPLIES: _(
        "People answer such a notice, and mails that come back tell who was not reached."
    ),
    Topic.RELAY: _("The mails hold names and say that their readers are concerned by a breach."),
    Topic.SPF: _(
        "The SPF record names the servers that may send for your domain; what comes from "
        "elsewhere is refused or ends among the spam."
    ),
    Topic.DKIM: _(
        "The DKIM signature proves that a mail is yours and unchanged, even when a mailbox "
        "forwards it; above 5,000 mails a day Gmail and Yahoo insist on it."
    ),
    Topic.DMARC: _(
        "The DMARC record tells providers what to do with mails that pretend to be yours: "
        "a breach is when they are sent."
    ),
    Topic.MESSAGE: _("Filters and small screens judge a mail by its form."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` names the kind for scripts; `do` is None where there is nothing to do."""

    code: str
    level: Level
    topic: Topic
    what: Text
    do: Text | None = None

    @property
    def why(self) -> Text:
        return WHY[self.topic]


def tags(record: str) -> dict[str, str]:
    """The tag=value list of a DKIM or DMARC record (RFC 6376, 3.2); names in lower case."""
    pairs = (one.partition("=") for one in record.split(";"))
    return {name.strip().lower(): value.strip() for name, equals, value in pairs if equals}
