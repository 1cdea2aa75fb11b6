"""A deadline as an entry of somebody's calendar."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from breachdesk.kernel.events import Event

ALARM_HOURS = (24, 3)


@dataclass(frozen=True, slots=True)
class Deadline:
    """`uid` stays the same when the due time moves, so that calendars move the entry."""

    uid: str
    due_at: datetime
    summary: str
    address: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class FeedOpened(Event):
    tag: ClassVar[str] = "calendar:feed-opened"


@dataclass(frozen=True, slots=True)
class FeedClosed(Event):
    tag: ClassVar[str] = "calendar:feed-closed"
