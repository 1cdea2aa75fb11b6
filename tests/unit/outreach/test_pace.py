"""Token buckets: never more than the rate, and nothing lost to rounding."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.kernel.errors import RuleError
from breachdesk.outreach.domain.pace import (
    ALL,
    LONGEST_REST,
    Pace,
    Throttle,
    check_pace,
    levels_from,
    rest_after,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def later(throttle: Throttle, seconds: float) -> Throttle:
    """The same buckets, as the next worker reads them."""
    now = throttle.now + timedelta(seconds=seconds)
    return Throttle(throttle.pace, now, levels_from(throttle.to_json()))


def test_without_limits_everything_may_leave() -> None:
    throttle = Throttle(Pace(), NOON)

    assert throttle.room(100) == 100
    assert throttle.admit(["a.example"] * 100) == [True] * 100
    assert throttle.to_json() == {}


def test_a_bucket_holds_ten_seconds_worth() -> None:
    throttle = Throttle(Pace(per_minute=60), NOON)

    assert throttle.room(100) == 10
    throttle.admit(["a.example"] * 10)
    assert later(throttle, 0.5).room(100) == 0
    assert later(throttle, 3).room(100) == 3
    assert later(throttle, 3_600).room(100) == 10


def test_a_slow_campaign_still_sends_one_at_a_time() -> None:
    throttle = Throttle(Pace(per_minute=1), NOON)

    assert throttle.room(5) == 1
    throttle.admit(["a.example"])
    assert later(throttle, 59).room(5) == 0
    assert later(throttle, 60).room(5) == 1


def test_each_domain_has_its_own_bucket() -> None:
    throttle = Throttle(Pace(domain_per_minute=12), NOON)

    assert throttle.admit(["a.example"] * 3 + ["b.example"]) == [True, True, False, True]
    assert throttle.exhausted() == {"a.example"}
    assert later(throttle, 5).exhausted() == frozenset()


def test_a_clock_set_back_gives_nothing_away() -> None:
    throttle = Throttle(Pace(per_minute=60), NOON)
    throttle.admit(["a.example"] * 10)

    assert later(throttle, -3_600).room(5) == 0


@given(
    rate=st.integers(1, 6_000),
    steps=st.lists(st.tuples(st.floats(0, 120), st.integers(0, 300)), max_size=20),
)
def test_over_any_time_no_more_leave_than_the_rate_and_one_burst(
    rate: int, steps: list[tuple[float, int]]
) -> None:
    throttle, sent, passed = Throttle(Pace(per_minute=rate, domain_per_minute=rate), NOON), 0, 0.0
    for seconds, wanted in steps:
        throttle, passed = later(throttle, seconds), passed + seconds
        sent += sum(throttle.admit(["a.example"] * throttle.room(wanted)))

    assert sent <= rate * passed / 60 + max(1, rate / 6) + 1e-6
    assert all(level >= 0 for level, _at in throttle.levels.values())


def test_full_buckets_are_forgotten() -> None:
    throttle = Throttle(Pace(domain_per_minute=60, per_minute=600), NOON)
    throttle.admit([f"d{at}.example" for at in range(50)])

    assert len(throttle.to_json()) == 51
    assert set(later(throttle, 1).to_json()) == {ALL}


@pytest.mark.parametrize(
    ("pace", "field"),
    [
        (Pace(per_minute=-1), "per_minute"),
        (Pace(canary=10**9), "canary"),
        (Pace(wave_minutes=0), "wave_minutes"),
    ],
)
def test_what_is_no_pace_is_refused_beside_its_field(pace: Pace, field: str) -> None:
    with pytest.raises(RuleError) as caught:
        check_pace(pace)

    assert caught.value.field == field


def test_rests_grow_up_to_ten_minutes() -> None:
    assert [rest_after(one).total_seconds() for one in (1, 2, 3)] == [10, 20, 40]
    assert rest_after(1_000) == LONGEST_REST
