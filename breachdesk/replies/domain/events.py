"""What is remembered of replies: ids and plain values, never what was written or by whom."""

from dataclasses import dataclass
from typing import ClassVar

from breachdesk.kernel.events import Event


@dataclass(frozen=True, slots=True)
class ReplyReceived(Event):
    tag: ClassVar[str] = "reply:received"
    kind: str
    channel: str


@dataclass(frozen=True, slots=True)
class ReplyOpened(Event):
    """Somebody read what was written, and who wrote."""

    tag: ClassVar[str] = "reply:opened"


@dataclass(frozen=True, slots=True)
class ReplyAssigned(Event):
    tag: ClassVar[str] = "reply:assigned"
    owner_id: str


@dataclass(frozen=True, slots=True)
class ReplyLinked(Event):
    """A person of the case was looked up for it, and found or not."""

    tag: ClassVar[str] = "reply:linked"
    is_found: bool


@dataclass(frozen=True, slots=True)
class ReplyNoted(Event):
    tag: ClassVar[str] = "reply:noted"


@dataclass(frozen=True, slots=True)
class ReplyMoved(Event):
    """Another state; answers have an event of their own."""

    tag: ClassVar[str] = "reply:moved"
    state: str


@dataclass(frozen=True, slots=True)
class ReplyAnswered(Event):
    """`mail_id` is empty unless the answer left by e-mail."""

    tag: ClassVar[str] = "reply:answered"
    channel: str
    mail_id: str


@dataclass(frozen=True, slots=True)
class RepliesExported(Event):
    tag: ClassVar[str] = "reply:exported"
    replies: int


@dataclass(frozen=True, slots=True)
class TargetsChanged(Event):
    tag: ClassVar[str] = "reply:targets-changed"
    question_days: int
    complaint_days: int
