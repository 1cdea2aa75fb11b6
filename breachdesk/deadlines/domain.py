"""Deadline arithmetic. Hours are elapsed hours, so a clock change never moves a deadline."""

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TypeAlias
from zoneinfo import ZoneInfo

from breachdesk.kernel.text import Text, _

IsWorkingDay: TypeAlias = Callable[[date], bool]

AUTHORITY_ZONE = ZoneInfo("Europe/Paris")
"""Where the act is done: a filing with the CNIL is counted on Paris clocks and holidays."""

SOON = timedelta(hours=24)
TWO_DAYS = 48
"""Article 3(5) speaks of periods of two days or more."""


class Standing(StrEnum):
    """How a duty stands now; computed when read, never stored."""

    PENDING = "pending"
    SOON = "soon"
    OVERDUE = "overdue"
    DISCHARGED = "discharged"
    DISCHARGED_LATE = "discharged_late"
    WAIVED = "waived"
    NO_TIME = "no_time"


STANDING_LABELS: Mapping[Standing, Text] = {
    Standing.PENDING: _("Running"),
    Standing.SOON: _("Due soon"),
    Standing.OVERDUE: _("Overdue"),
    Standing.DISCHARGED: _("Done"),
    Standing.DISCHARGED_LATE: _("Done late"),
    Standing.WAIVED: _("Waived"),
    Standing.NO_TIME: _("Without delay"),
}


@dataclass(frozen=True, slots=True)
class Within:
    """So many elapsed hours after the start; the prudent reading counts every one of them.

    `is_of_the_union`: Regulation 1182/71 and its readings apply to acts of the Union, not to
    periods of a national law or a contract.
    """

    hours: int
    is_of_the_union: bool = True

    def due(self, start: datetime) -> datetime:
        return (start.astimezone(UTC) + timedelta(hours=self.hours)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class WithinMonths:
    """The same day so many months later, at the same Paris time; the last day of a shorter one."""

    months: int

    def due(self, start: datetime) -> datetime:
        local = start.astimezone(AUTHORITY_ZONE)
        years, month = divmod(local.month - 1 + self.months, 12)
        year = local.year + years
        last = calendar.monthrange(year, month + 1)[1]
        return local.replace(year=year, month=month + 1, day=min(local.day, last)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class WithoutDelay:
    """The law sets no figure: due at once, never overdue by the clock."""

    def due(self, _start: datetime) -> None:
        return None


Clock: TypeAlias = Within | WithinMonths | WithoutDelay


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A deadline and, for information only, what more generous readings would give.

    `literal` and `outer_limit` exist for periods in hours only (Regulation 1182/71).
    """

    start: datetime
    due: datetime | None
    literal: datetime | None
    outer_limit: datetime | None
    outer_extended: bool


def reckon(clock: Clock, start: datetime, is_working_day: IsWorkingDay) -> Reckoning:
    if not isinstance(clock, Within) or not clock.is_of_the_union:
        return Reckoning(start, clock.due(start), None, None, outer_extended=False)
    literal = hour_rule(start, clock.hours)
    begin = literal - timedelta(hours=clock.hours)
    is_long = clock.hours >= TWO_DAYS
    outer = _second_working_day_end(begin, literal, is_working_day) if is_long else literal
    return Reckoning(start, clock.due(start), literal, max(outer, literal), outer > literal)


def hour_rule(start: datetime, hours: int) -> datetime:
    """Regulation (EEC, Euratom) 1182/71, Art. 3(1) and 3(2)(a), read to the letter.

    The hour of the event is not counted: the period begins with the next full hour. 17:00:00
    belongs to the hour that begins at 17:00.
    """
    whole = start.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return whole + timedelta(hours=hours + 1)


def month_rule(start: datetime, months: int, is_working_day: IsWorkingDay) -> date:
    """Regulation 1182/71, Art. 3(2)(c) and 3(4), read to the letter: the last day, to its end.

    Where it is no working day the next one is the last: so for periods in months, never for
    those in hours.
    """
    day = WithinMonths(months).due(start).astimezone(AUTHORITY_ZONE).date()
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def _second_working_day_end(
    begin: datetime, end: datetime, is_working_day: IsWorkingDay
) -> datetime:
    """Art. 3(5): a period of two days or more includes at least two working days. CONTESTED.

    A working day counts as soon as one moment of it lies in the period; if fewer than two do,
    the period runs to midnight after the second.
    """
    day = begin.astimezone(AUTHORITY_ZONE).date()
    counted = 0
    while True:
        counted += is_working_day(day)
        following = day + timedelta(days=1)
        midnight = datetime.combine(following, datetime.min.time(), AUTHORITY_ZONE)
        if counted == 2:  # noqa: PLR2004  # the two days of Art. 3(5)
            # Touched before the end of the period: nothing to extend.
            began = datetime.combine(day, datetime.min.time(), AUTHORITY_ZONE).astimezone(UTC)
            return end if began < end else midnight.astimezone(UTC)
        day = following


def standing(
    due: datetime | None,
    now: datetime,
    discharged_at: datetime | None = None,
    waived_at: datetime | None = None,
) -> Standing:
    """At the due instant itself a duty is not yet overdue."""
    if discharged_at is not None:
        is_late = due is not None and discharged_at > due
        return Standing.DISCHARGED_LATE if is_late else Standing.DISCHARGED
    if waived_at is not None:
        return Standing.WAIVED
    if due is None:
        return Standing.NO_TIME
    if now > due:
        return Standing.OVERDUE
    return Standing.SOON if due - now <= SOON else Standing.PENDING
