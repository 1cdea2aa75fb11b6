"""The weeks in which clocks change, and machines whose own clock shows another zone."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.deadlines.domain import AUTHORITY_ZONE, Within
from breachdesk.deadlines.service import reckoning
from tests.unit.deadlines.worked import CASES, IDS

HOUR = timedelta(hours=1)
CLOCK = Within(hours=72)
# Both happen at 01:00 UTC: +1 h in spring, -1 h in autumn.
SPRING = (date(2026, 3, 29), date(2027, 3, 28), date(2028, 3, 26))
AUTUMN = (date(2026, 10, 25), date(2027, 10, 31), date(2028, 10, 29))
# The first two change clocks within T05 and T06, the others never do.
MACHINES = ["Europe/Paris", "Europe/London", "UTC", "Pacific/Kiritimati", "Pacific/Marquesas"]
before_the_change = st.timedeltas(
    min_value=timedelta(microseconds=1), max_value=72 * HOUR - timedelta(microseconds=1)
)


def change(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)


def due(start: datetime) -> datetime:
    found = reckoning(CLOCK, start).due
    assert found is not None
    return found


def on_the_wall(at: datetime) -> datetime:
    return at.astimezone(AUTHORITY_ZONE).replace(tzinfo=None)


def paris(at: datetime | None) -> str | None:
    return at.astimezone(AUTHORITY_ZONE).isoformat() if at else None


@pytest.fixture(params=MACHINES)
def machine_zone(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@given(st.sampled_from(SPRING), before_the_change)
def test_over_the_spring_change_the_wall_shows_an_hour_more(day: date, ahead: timedelta) -> None:
    start = change(day) - ahead

    assert due(start) - start == 72 * HOUR
    assert on_the_wall(due(start)) - on_the_wall(start) == 73 * HOUR


@given(st.sampled_from(AUTUMN), before_the_change)
def test_over_the_autumn_change_the_wall_shows_an_hour_less(day: date, ahead: timedelta) -> None:
    start = change(day) - ahead

    assert due(start) - start == 72 * HOUR
    assert on_the_wall(due(start)) - on_the_wall(start) == 71 * HOUR


@pytest.mark.parametrize("day", SPRING + AUTUMN, ids=str)
def test_a_start_at_the_change_itself_is_past_it(day: date) -> None:
    start = change(day)

    assert on_the_wall(due(start)) - on_the_wall(start) == 72 * HOUR


@pytest.mark.parametrize("day", AUTUMN, ids=str)
def test_the_two_passes_of_the_repeated_hour_are_due_an_hour_apart(day: date) -> None:
    wall = datetime(day.year, day.month, day.day, 2, 30, tzinfo=AUTHORITY_ZONE)

    assert due(wall.replace(fold=1)) - due(wall.replace(fold=0)) == HOUR


@given(st.sampled_from(SPRING + AUTUMN), st.timedeltas(-timedelta(days=7), timedelta(days=7)))
def test_the_readings_keep_their_order_in_these_weeks(day: date, away: timedelta) -> None:
    found = reckoning(CLOCK, change(day) + away)

    assert found.literal is not None
    assert found.outer_limit is not None
    assert timedelta(0) < found.literal - due(found.start) <= HOUR
    assert found.literal <= found.outer_limit


@pytest.mark.usefixtures("machine_zone")
@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_zone_of_the_machine_changes_no_worked_case(case: dict[str, Any]) -> None:
    found = reckoning(CLOCK, datetime.fromisoformat(case["awareness"]))

    told = (paris(found.due), paris(found.literal), paris(found.outer_limit))
    assert told == (case["due_prudent"], case["due_hour_rule"], case["outer_limit"])
