"""Reckoning with the French calendar."""

from datetime import date, datetime
from functools import cache

import holidays

from breachdesk.deadlines.domain import Clock, Reckoning, month_rule, reckon

SATURDAY = 5


@cache
def _national_holidays(year: int) -> frozenset[date]:
    """The eleven of Code du travail L3133-1: those of the place of the act (Paris)."""
    return frozenset(holidays.country_holidays("FR", years=year))


def is_working_day(day: date) -> bool:
    """Regulation 1182/71, Art. 2(2): all days but public holidays, Sundays and Saturdays."""
    return day.weekday() < SATURDAY and day not in _national_holidays(day.year)


def reckoning(clock: Clock, start: datetime) -> Reckoning:
    return reckon(clock, start, is_working_day)


def last_day(start: datetime, months: int) -> date:
    """The day on which a period in months ends by the letter; for information."""
    return month_rule(start, months, is_working_day)
