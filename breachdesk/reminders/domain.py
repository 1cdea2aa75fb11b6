"""When a reminder is due, to whom, and which one is sent after an outage."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from breachdesk.kernel.actor import Role
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.events import Event
from breachdesk.kernel.text import _

DESK_ROLES = frozenset({Role.DPO, Role.DEPUTY})
MAX_HOURS = 24 * 30
MAX_OFFSETS = 20
OVERDUE_END = timedelta(days=14)
"""After this long the dashboard is what reminds: a mail every four hours is no longer read."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Hours before the due time at which a mail leaves, and how often while overdue.

    `management_from`: from that many hours before the due time management is told as well.
    """

    hours_before: tuple[int, ...] = (48, 24, 12, 6, 3, 1, 0)
    repeat_hours: int = 4
    management_from: int = 6
    is_on: bool = True

    def to_json(self) -> dict[str, Any]:
        return {
            "hours_before": list(self.hours_before),
            "repeat_hours": self.repeat_hours,
            "management_from": self.management_from,
            "is_on": self.is_on,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Rules":
        return cls(
            tuple(data["hours_before"]),
            data["repeat_hours"],
            data["management_from"],
            data["is_on"],
        )


DEFAULTS = Rules()


@dataclass(frozen=True, slots=True)
class Slot:
    """One moment to remind, in minutes after the due time (negative: before it)."""

    minutes: int
    at: datetime

    def concerns(self, role: Role, rules: Rules) -> bool:
        if role in DESK_ROLES:
            return True
        return role is Role.MANAGEMENT and self.minutes >= -60 * rules.management_from


@dataclass(frozen=True, slots=True)
class DueReminder:
    """A reminder to be sent now, or the next one that will be."""

    obligation_id: str
    incident_id: str
    reference: str
    duty: str
    due_at: datetime
    slot: Slot
    recipient_id: str


@dataclass(frozen=True, slots=True)
class RemindersChanged(Event):
    tag: ClassVar[str] = "reminder:rules-changed"


@dataclass(frozen=True, slots=True)
class ReminderQueued(Event):
    tag: ClassVar[str] = "reminder:queued"
    obligation_id: str
    slot_minutes: int
    recipient_id: str


def slots(due_at: datetime, rules: Rules) -> Iterable[Slot]:
    """Every slot of an obligation, in order: the offsets, then while it stays overdue."""
    for hours in sorted(set(rules.hours_before), reverse=True):
        yield Slot(-60 * hours, due_at - timedelta(hours=hours))
    if not rules.repeat_hours:
        return
    step = timedelta(hours=rules.repeat_hours)
    after = step
    while after <= OVERDUE_END:
        yield Slot(int(after.total_seconds()) // 60, due_at + after)
        after += step


def current_slot(
    due_at: datetime, started_at: datetime, now: datetime, rules: Rules
) -> Slot | None:
    """The latest slot that has come, of those after the clock started; None when none has.

    After an outage only this one is sent, late, and it says how things stand: a burst of all
    that were missed would bury the one that matters.
    """
    come = [slot for slot in slots(due_at, rules) if started_at < slot.at <= now]
    return come[-1] if come and rules.is_on else None


def next_slot(due_at: datetime, now: datetime, rules: Rules) -> Slot | None:
    return next((slot for slot in slots(due_at, rules) if slot.at > now), None)


def check_rules(rules: Rules) -> None:
    """Raise ManyRulesError for figures no one can have meant."""
    broken = []
    if len(rules.hours_before) > MAX_OFFSETS:
        broken.append(
            RuleError(_("At most %(limit)s reminders.", limit=MAX_OFFSETS), field="hours_before")
        )
    if any(not 0 <= hours <= MAX_HOURS for hours in rules.hours_before):
        broken.append(
            RuleError(
                _("Hours before the due time lie between 0 and %(limit)s.", limit=MAX_HOURS),
                field="hours_before",
            )
        )
    if not 0 <= rules.repeat_hours <= MAX_HOURS:
        broken.append(RuleError(_("Give a number of hours, 0 for never."), field="repeat_hours"))
    if not 0 <= rules.management_from <= MAX_HOURS:
        broken.append(
            RuleError(_("Give a number of hours before the due time."), field="management_from")
        )
    if broken:
        raise ManyRulesError(tuple(broken))
