"""What holds for every awareness, not only for the worked ones."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.deadlines.domain import (
    SOON,
    Standing,
    Within,
    WithinMonths,
    WithoutDelay,
    standing,
)
from breachdesk.deadlines.service import is_working_day, reckoning

HOUR = timedelta(hours=1)
CLOCK = Within(hours=72)
ZONES = [ZoneInfo(name) for name in ("UTC", "Europe/Paris", "Indian/Reunion", "Pacific/Tahiti")]
NOON = datetime(2026, 6, 9, 12, tzinfo=UTC)
instants = st.datetimes(
    min_value=datetime(2018, 5, 25),  # noqa: DTZ001
    max_value=datetime(2060, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@given(instants)
def test_72_hours_are_72_elapsed_hours(start: datetime) -> None:
    due = reckoning(CLOCK, start).due

    assert due is not None
    assert due - start == 72 * HOUR


@given(instants)
def test_the_prudent_reading_is_never_the_latest(start: datetime) -> None:
    found = reckoning(CLOCK, start)

    assert found.due is not None
    assert found.literal is not None
    assert found.outer_limit is not None
    assert found.due < found.literal <= found.outer_limit
    assert found.literal - found.due <= HOUR


@given(instants, st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=9)))
def test_who_knew_later_is_never_due_earlier(start: datetime, later: timedelta) -> None:
    first, second = reckoning(CLOCK, start), reckoning(CLOCK, start + later)

    assert first.due is not None
    assert second.due is not None
    assert first.literal is not None
    assert second.literal is not None
    assert first.due <= second.due
    assert first.literal <= second.literal


def test_the_favourable_reading_alone_may_fall_back_for_who_knew_later() -> None:
    """From Saturday 00:00 one working day is touched, from 01:00 two: no extension any more."""
    friday = datetime.fromisoformat("2026-06-12T23:59+02:00")
    first, second = (reckoning(CLOCK, friday + n * timedelta(minutes=1)) for n in (0, 1))

    assert first.outer_limit == datetime.fromisoformat("2026-06-17T00:00+02:00")
    assert second.outer_limit == datetime.fromisoformat("2026-06-16T01:00+02:00")


@given(instants, st.sampled_from(ZONES))
def test_the_zone_it_is_told_in_changes_nothing(start: datetime, zone: ZoneInfo) -> None:
    here, there = reckoning(CLOCK, start), reckoning(CLOCK, start.astimezone(zone))

    # Not `start`: in a repeated hour Python holds equal instants of two zones for unequal.
    assert (there.due, there.literal) == (here.due, here.literal)
    assert (there.outer_limit, there.outer_extended) == (here.outer_limit, here.outer_extended)


@given(instants)
def test_the_favourable_reading_touches_two_working_days(start: datetime) -> None:
    found = reckoning(CLOCK, start)
    assert found.literal is not None
    assert found.outer_limit is not None
    paris = ZoneInfo("Europe/Paris")
    day = (found.literal - 72 * HOUR).astimezone(paris).date()
    last = (found.outer_limit - timedelta(microseconds=1)).astimezone(paris).date()
    touched = sum(is_working_day(day + timedelta(days=n)) for n in range((last - day).days + 1))

    assert touched >= 2


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        ("2026-01-31T10:00:00+01:00", 1, "2026-02-28T10:00:00+01:00"),
        ("2028-01-31T10:00:00+01:00", 1, "2028-02-29T10:00:00+01:00"),
        ("2026-03-15T10:00:00+01:00", 1, "2026-04-15T10:00:00+02:00"),
        ("2026-12-15T10:00:00+01:00", 1, "2027-01-15T10:00:00+01:00"),
    ],
)
def test_months_end_on_the_same_day_or_the_last(start: str, months: int, due: str) -> None:
    found = WithinMonths(months).due(datetime.fromisoformat(start))

    assert found == datetime.fromisoformat(due)


def test_a_duty_without_delay_has_no_due_time() -> None:
    found = reckoning(WithoutDelay(), NOON)

    assert (found.due, found.literal, found.outer_limit) == (None, None, None)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "new year"),
        (date(2026, 4, 6), "Easter Monday"),
        (date(2026, 5, 1), "labour day"),
        (date(2026, 5, 8), "victory"),
        (date(2026, 5, 14), "Ascension"),
        (date(2026, 5, 25), "Whit Monday"),
        (date(2026, 7, 14), "national day"),
        (date(2026, 8, 15), "Assumption, a Saturday"),
        (date(2026, 11, 1), "All Saints, a Sunday"),
        (date(2026, 11, 11), "armistice"),
        (date(2026, 12, 25), "Christmas"),
        (date(2026, 6, 13), "Saturday"),
        (date(2026, 6, 14), "Sunday"),
    ],
)
def test_days_off(day: date, name: str) -> None:
    assert not is_working_day(day), name


@pytest.mark.parametrize("day", [date(2026, 4, 3), date(2026, 12, 26 + 2), date(2026, 6, 12)])
def test_good_friday_and_plain_days_are_working_days(day: date) -> None:
    assert is_working_day(day)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (NOON - SOON - timedelta(seconds=1), Standing.PENDING),
        (NOON - SOON, Standing.SOON),
        (NOON, Standing.SOON),
        (NOON + timedelta(microseconds=1), Standing.OVERDUE),
    ],
)
def test_a_running_clock_stands(now: datetime, expected: Standing) -> None:
    assert standing(NOON, now) is expected


def test_discharged_at_the_due_instant_is_in_time() -> None:
    assert standing(NOON, NOON + 5 * HOUR, discharged_at=NOON) is Standing.DISCHARGED


def test_discharged_a_moment_later_is_late_for_ever() -> None:
    late = NOON + timedelta(microseconds=1)

    assert standing(NOON, NOON + 5 * HOUR, discharged_at=late) is Standing.DISCHARGED_LATE


def test_a_waived_duty_is_never_overdue() -> None:
    assert standing(NOON, NOON + 500 * HOUR, waived_at=NOON) is Standing.WAIVED


def test_what_has_no_due_time_is_never_overdue() -> None:
    assert standing(None, NOON + 500 * HOUR) is Standing.NO_TIME
