"""One matter somebody brought: its states, what is recorded and what is shown of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from breachdesk.deadlines.domain import Standing, standing
from breachdesk.kernel.states import Lifecycle
from breachdesk.kernel.text import Text, _
from breachdesk.people.domain import Question
from breachdesk.replies.domain.clock import ReplyKind


class ReplyState(StrEnum):
    RECEIVED = "received"
    IN_HAND = "in_hand"
    EXTENDED = "extended"
    HANDED = "handed"
    ANSWERED = "answered"
    CLOSED = "closed"


_ENDS = frozenset({ReplyState.HANDED, ReplyState.ANSWERED, ReplyState.CLOSED})
LIFECYCLE = Lifecycle(
    {
        ReplyState.RECEIVED: _ENDS | {ReplyState.IN_HAND, ReplyState.EXTENDED},
        ReplyState.IN_HAND: _ENDS | {ReplyState.EXTENDED},
        ReplyState.EXTENDED: _ENDS,
        # The person writes again, a mail comes back, or the controller hands it back.
        ReplyState.HANDED: frozenset({ReplyState.IN_HAND, ReplyState.CLOSED}),
        ReplyState.ANSWERED: frozenset({ReplyState.IN_HAND, ReplyState.CLOSED}),
        ReplyState.CLOSED: frozenset({ReplyState.IN_HAND}),
    }
)
OPEN = frozenset({ReplyState.RECEIVED, ReplyState.IN_HAND, ReplyState.EXTENDED})

STATE_LABELS: Mapping[ReplyState, Text] = {
    ReplyState.RECEIVED: _("To take in hand"),
    ReplyState.IN_HAND: _("In hand"),
    ReplyState.EXTENDED: _("Extended"),
    ReplyState.HANDED: _("Handed to the controller"),
    ReplyState.ANSWERED: _("Answered"),
    ReplyState.CLOSED: _("Closed"),
}


class ReplyChannel(StrEnum):
    EMAIL = "email"
    TELEPHONE = "telephone"
    LETTER = "letter"
    COUNTER = "counter"
    PORTAL = "portal"


CHANNEL_LABELS: Mapping[ReplyChannel, Text] = {
    ReplyChannel.EMAIL: _("E-mail"),
    ReplyChannel.TELEPHONE: _("Telephone"),
    ReplyChannel.LETTER: _("Letter"),
    ReplyChannel.COUNTER: _("At the counter"),
    ReplyChannel.PORTAL: _("Portal"),
}


class NoteKind(StrEnum):
    NOTE = "note"
    EXTENSION = "extension"
    HANDOVER = "handover"
    CLOSING = "closing"


NOTE_LABELS: Mapping[NoteKind, Text] = {
    NoteKind.NOTE: _("Note"),
    NoteKind.EXTENSION: _("Reasons for the extension"),
    NoteKind.HANDOVER: _("Handed to the controller"),
    NoteKind.CLOSING: _("Closed"),
}


@dataclass(frozen=True, slots=True, repr=False)
class Letter:
    """What somebody wrote or said, and where an answer reaches them. `repr` hides it all."""

    text: str
    name: str = ""
    email: str = ""
    contact: str = ""

    def __repr__(self) -> str:
        return "Letter(…)"


@dataclass(frozen=True, slots=True)
class NewReply:
    """`asked` looks a person of the case up; `controller` is a number of the list, or empty."""

    id: str
    incident_id: str
    kind: ReplyKind
    channel: ReplyChannel
    received_at: datetime
    language: str
    letter: Letter
    asked: Question | None = None
    controller: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """Which reply, in the version a person saw."""

    incident_id: str
    reply_id: str
    version: int


@dataclass(frozen=True, slots=True)
class Told:
    """That somebody was told something outside the program, how and when; `id` of its note."""

    id: str
    channel: ReplyChannel
    at: datetime
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer about to be given. `at` is None by e-mail: it leaves through the outbox."""

    id: str
    channel: ReplyChannel
    text: str = field(repr=False)
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReplyFilter:
    """Empty fields narrow nothing."""

    kind: str = ""
    state: str = ""
    channel: str = ""
    is_late: bool = False
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """All that a list shows: nothing of who wrote, or what."""

    id: str
    incident_id: str
    reference: str
    kind: ReplyKind
    channel: ReplyChannel
    state: ReplyState
    received_at: datetime
    due_at: datetime
    standing: Standing
    settled_at: datetime | None
    answered_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class ReplyView:
    """One reply without what is sealed. `last_day`: Regulation 1182/71 read to the letter."""

    line: ReplyLine
    language: str
    recorded_by: str
    person_id: int | None
    controller: str
    owner_id: str
    owner: str
    first_due_at: datetime
    extended_at: datetime | None
    handed_at: datetime | None
    closed_at: datetime | None
    answered_by: str
    answer_channel: ReplyChannel | None
    mail_id: str
    last_day: date | None
    version: int


@dataclass(frozen=True, slots=True)
class NoteView:
    """`channel` and `told_at` say how and when somebody was told of it."""

    at: datetime
    by: str
    kind: NoteKind
    channel: ReplyChannel | None
    told_at: datetime | None
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands in the sealed texts."""

    letter: Letter
    answer: str = field(repr=False)
    notes: tuple[NoteView, ...]


def standing_of(
    due_at: datetime, now: datetime, settled_at: datetime | None, closed_at: datetime | None
) -> Standing:
    """Answered or handed on in time or late; closed without either, the clock only stopped."""
    return standing(due_at, now, discharged_at=settled_at, waived_at=closed_at)
