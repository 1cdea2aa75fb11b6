"""The pictures of the management's page: what they show is reckoned, not drawn by hand."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.documents.kinds.management_page import GROUPS, Clock, excerpt, hours, pieces
from breachdesk.outreach.domain.coverage import Account, Coverage, Standing
from tests.conftest import NOON

HOUR = timedelta(hours=1)
DUE = NOON + 72 * HOUR
N = "\u202f"
TALLIES = st.dictionaries(st.sampled_from([(one, "") for one in Standing]), st.integers(0, 700_000))


def account(tally: dict[tuple[Standing, str], int]) -> Account:
    return Account(0, Coverage(None, tally), (), (), {}, None)


@pytest.mark.parametrize(
    ("filed", "now", "used", "left"),
    [
        (None, 0, 0, 72),
        (None, 30, 30, 42),
        (None, 72, 72, 0),
        (None, 80, 80, -8),
        (20, 80, 20, 52),
        (75, 80, 75, -3),
    ],
)
def test_the_clock_stops_with_the_filing(filed: int | None, now: int, used: int, left: int) -> None:
    clock = Clock(NOON, DUE, None if filed is None else NOON + filed * HOUR)

    assert clock.used(NOON + now * HOUR) == used * HOUR
    assert clock.left(NOON + now * HOUR) == left * HOUR


def test_the_picture_ends_at_the_deadline_or_at_what_came_after_it() -> None:
    clock = Clock(NOON, DUE, None)

    assert clock.share(DUE, NOON + HOUR) == 1
    assert clock.share(DUE, NOON + 144 * HOUR) == 0.5
    assert clock.share(NOON + 144 * HOUR, NOON + 144 * HOUR) == 1


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(), f"0{N}h"),
        (72 * HOUR, f"72{N}h"),
        (31.5 * HOUR, f"31{N}h 30{N}min"),
        (-HOUR / 60, f"0{N}h 01{N}min"),
        (HOUR - timedelta(seconds=1), f"0{N}h 59{N}min"),
    ],
)
def test_hours_go_on_past_a_day(span: timedelta, said: str) -> None:
    assert hours(span) == said


@given(TALLIES)
def test_the_bar_is_whole_and_every_person_is_in_it(
    tally: dict[tuple[Standing, str], int],
) -> None:
    found = pieces(account(tally))

    assert sum(one.number for one in found) == sum(tally.values())
    assert all(one.number for one in found)
    if found:
        assert found[0].begin == 0
        assert found[-1].begin + found[-1].share == pytest.approx(1)
    assert all(b.begin == pytest.approx(a.begin + a.share) for a, b in pairwise(found))


def test_every_standing_has_its_place_in_the_bar() -> None:
    grouped = [one for _label, _fill, standings in GROUPS for one in standings]

    assert sorted(grouped) == sorted(Standing)


@given(st.text(), st.integers(1, 500))
def test_an_excerpt_is_one_line_no_longer_than_it_may(text: str, most: int) -> None:
    found = excerpt(text, most)

    assert len(found) <= most + 2
    assert found.splitlines() == [found] * bool(found)


def test_an_excerpt_ends_between_words() -> None:
    assert excerpt("Une boîte ouverte, puis lue.", 20) == "Une boîte ouverte\u00a0…"
    assert excerpt("Une boîte.", 20) == "Une boîte."
    assert excerpt("A" * 30, 20) == "A" * 20 + "\u00a0…"
