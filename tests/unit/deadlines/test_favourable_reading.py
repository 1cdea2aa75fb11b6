"""Regulation 1182/71, Art. 3(1) and 3(5), against a second, slower way of counting."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.deadlines.domain import AUTHORITY_ZONE, Within
from breachdesk.deadlines.service import is_working_day, reckoning
from breachdesk.kernel.zones import LAST_YEAR

HOUR = timedelta(hours=1)
EASTER = {2025: date(2025, 4, 20), 2026: date(2026, 4, 5), 2027: date(2027, 3, 28)}
EASTER[2028] = date(2028, 4, 16)
FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
MOVING = (1, 39, 50)
"""Easter Monday, Ascension and Whit Monday, in days after Easter."""
instants = st.datetimes(
    min_value=datetime(2025, 1, 1),  # noqa: DTZ001
    max_value=datetime(2028, 12, 20),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def public_holidays(year: int) -> set[date]:
    moving = {EASTER[year] + timedelta(days=days) for days in MOVING}
    return moving | {date(year, month, day) for month, day in FIXED}


def works(day: date) -> bool:
    return day.isoweekday() <= 5 and day not in public_holidays(day.year)


def working_days(begin: datetime, end: datetime) -> set[date]:
    """The working days of Paris that an hour of the period lies in."""
    hours = int((end - begin) / HOUR)
    days = {(begin + n * HOUR).astimezone(AUTHORITY_ZONE).date() for n in range(hours)}
    return {day for day in days if works(day)}


@pytest.mark.parametrize("year", EASTER)
def test_exactly_eleven_national_days_and_the_weekends_are_off(year: int) -> None:
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]

    assert [day for day in days if is_working_day(day)] == [day for day in days if works(day)]
    assert len(public_holidays(year)) == 11


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 4, 3),  # Good Friday, Alsace and Moselle
        date(2025, 12, 26),  # Saint Stephen, Alsace and Moselle
        date(2026, 4, 27),  # Mayotte
        date(2026, 5, 22),  # Martinique
        date(2026, 5, 27),  # Guadeloupe
        date(2026, 6, 10),  # Guyane
        date(2027, 12, 20),  # La Réunion
        date(2026, 5, 15),  # the bridge after Ascension
    ],
    ids=str,
)
def test_local_days_and_bridges_are_working_days(day: date) -> None:
    assert is_working_day(day)


def test_holidays_are_known_to_the_end_of_the_years_accepted() -> None:
    assert not is_working_day(date(LAST_YEAR, 12, 25))


@given(instants)
def test_the_literal_period_begins_with_the_next_full_hour(start: datetime) -> None:
    literal = reckoning(Within(72), start).literal
    assert literal is not None
    begin = literal - 72 * HOUR

    assert timedelta(0) < begin - start <= HOUR
    assert (begin.minute, begin.second, begin.microsecond) == (0, 0, 0)


@given(instants, st.sampled_from([48, 72, 96]))
def test_it_extends_only_where_fewer_than_two_working_days_are_touched(
    start: datetime, hours: int
) -> None:
    found = reckoning(Within(hours), start)
    assert found.literal is not None
    begin = found.literal - hours * HOUR

    assert found.outer_extended is (len(working_days(begin, found.literal)) < 2)
    if not found.outer_extended:
        assert found.outer_limit == found.literal


@given(instants, st.sampled_from([48, 72, 96]))
def test_an_extension_ends_at_midnight_after_the_second_working_day(
    start: datetime, hours: int
) -> None:
    found = reckoning(Within(hours), start)
    assert found.literal is not None
    assert found.outer_limit is not None
    if found.outer_extended:
        local = found.outer_limit.astimezone(AUTHORITY_ZONE)
        days = working_days(found.literal - hours * HOUR, found.outer_limit)

        assert (local.hour, local.minute, local.second) == (0, 0, 0)
        assert len(days) == 2
        assert max(days) == local.date() - timedelta(days=1)


@pytest.mark.parametrize(
    ("aware", "outer"),
    [
        ("2026-06-12T22:59:59.999999+02:00", "2026-06-15T23:00:00+02:00"),
        ("2026-06-12T23:00:00+02:00", "2026-06-17T00:00:00+02:00"),
        ("2026-06-12T23:59:00+02:00", "2026-06-17T00:00:00+02:00"),
        ("2026-06-13T00:00:00+02:00", "2026-06-16T01:00:00+02:00"),
    ],
)
def test_a_day_that_begins_as_the_period_ends_is_not_touched(aware: str, outer: str) -> None:
    found = reckoning(Within(72), datetime.fromisoformat(aware))

    assert found.outer_limit == datetime.fromisoformat(outer)


@pytest.mark.parametrize("hours", [4, 24, 36, 47])
def test_a_period_under_two_days_is_never_extended(hours: int) -> None:
    friday_night = datetime(2026, 6, 12, 20, tzinfo=AUTHORITY_ZONE)
    found = reckoning(Within(hours), friday_night)

    assert found.outer_limit == found.literal
    assert not found.outer_extended


@given(instants, st.integers(min_value=1, max_value=47))
def test_whenever_it_starts_a_short_period_is_not_extended(start: datetime, hours: int) -> None:
    assert not reckoning(Within(hours), start).outer_extended
