"""What is known of one mail to one person, and how that may change."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from breachdesk.kernel.states import Lifecycle
from breachdesk.kernel.text import Text, _

LEASE = timedelta(minutes=15)
"""Longer than a relay may take over the end of a message (RFC 5321, 4.5.3.2.6)."""
MAX_ATTEMPTS = 12
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)


class DeliveryState(StrEnum):
    """SENDING: nothing can have been accepted yet. DOT: nobody can know (RFC 1047)."""

    QUEUED = "queued"
    SENDING = "sending"
    DOT = "dot"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    BOUNCED = "bounced"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"
    EXCLUDED = "excluded"


D = DeliveryState
LIFECYCLE = Lifecycle(
    {
        D.QUEUED: frozenset({D.SENDING, D.CANCELLED}),
        # Before the dot everything is still open: a stop cancels, a lost lease queues again.
        D.SENDING: frozenset({D.DOT, D.QUEUED, D.REFUSED, D.EXCLUDED, D.CANCELLED}),
        # A report that comes before the relay's answer is committed, or instead of it, is one.
        D.DOT: frozenset({D.ACCEPTED, D.REFUSED, D.QUEUED, D.UNCERTAIN, D.BOUNCED}),
        D.ACCEPTED: frozenset({D.BOUNCED}),
        D.REFUSED: frozenset(),
        D.BOUNCED: frozenset(),
        # By a person, by a bounce, or by an answer that came after the lease had run out.
        D.UNCERTAIN: frozenset({D.QUEUED, D.ACCEPTED, D.REFUSED, D.BOUNCED}),
        D.CANCELLED: frozenset(),
        D.EXCLUDED: frozenset(),
    }
)
UNDER_WAY = frozenset({D.SENDING, D.DOT})
PENDING = frozenset({D.QUEUED}) | UNDER_WAY

DELIVERY_LABELS: Mapping[DeliveryState, Text] = {
    D.QUEUED: _("Waiting"),
    D.SENDING: _("Being sent"),
    D.DOT: _("Being sent"),
    D.ACCEPTED: _("Accepted by the relay"),
    D.REFUSED: _("Refused"),
    D.BOUNCED: _("Returned"),
    D.UNCERTAIN: _("Uncertain: a person must decide"),
    D.CANCELLED: _("Cancelled"),
    D.EXCLUDED: _("Left out"),
}


class Exclusion(StrEnum):
    """Why no mail can be made for somebody in the audience."""

    GONE = "gone"
    NO_ADDRESS = "no-address"
    BAD_VALUES = "bad-values"
    MISSING_VALUE = "missing-value"
    NO_TEXT = "no-text"
    SUPPRESSED = "suppressed"
    BY_LETTER = "by-letter"
    NO_LONGER = "no-longer"


EXCLUSION_LABELS: Mapping[str, Text] = {
    Exclusion.GONE: _("no longer on file"),
    Exclusion.NO_ADDRESS: _("no e-mail address"),
    Exclusion.BAD_VALUES: _("no mail can be made with this name or address"),
    Exclusion.MISSING_VALUE: _("a value the text needs is missing"),
    Exclusion.NO_TEXT: _("no text in this language"),
    Exclusion.SUPPRESSED: _("the address does not take mail"),
    Exclusion.BY_LETTER: _("told by letter"),
    Exclusion.NO_LONGER: _("deceased, or mandate withdrawn, since the approval"),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of the audience are in each state; the sum is the audience."""

    by_state: Mapping[DeliveryState, int]

    def __getitem__(self, state: DeliveryState) -> int:
        return self.by_state.get(state, 0)

    @property
    def total(self) -> int:
        return sum(self.by_state.values())

    @property
    def pending(self) -> int:
        return sum(self[state] for state in PENDING)

    @property
    def done(self) -> int:
        return self.total - self.pending

    def to_json(self) -> dict[str, int]:
        """The public form of the command line; what waits for its answer counts as being sent."""
        names = [state for state in DeliveryState if state is not D.DOT]
        found = {state.value: self[state] for state in names}
        found[D.SENDING.value] += self[D.DOT]
        return {"audience": self.total, **found}


@dataclass(frozen=True, slots=True)
class Failing:
    """Mails of one recipient domain that one kind of answer kept back."""

    domain: str
    state: DeliveryState
    reply_class: str
    count: int


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """One mail without the person: what a relay's log can be searched for."""

    id: int
    campaign_id: str
    person_id: int
    domain: str
    state: DeliveryState
    message_id: str
    attempts: int
    settled_at: datetime | None
    wanted_by: str
    wanted_by_id: str
    why: str


STATUS = re.compile(r"([245]\d\d)(?:[ -]([245]\.\d{1,3}\.\d{1,3})\b)?")


def reply_class(reply: str) -> str:
    """The numbers of a relay's answer, such as "550 5.1.1": its words may name the person."""
    found = STATUS.match(reply)
    return " ".join(filter(None, found.groups())) if found else ""


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts: doubling, up to an hour."""
    doublings: int = 2 ** min(max(attempts - 1, 0), 10)
    return min(FIRST_WAIT * doublings, LONGEST_WAIT)
