"""When a silent controller is reminded, and how far all have come."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.controllers.domain import FIGURE_LABELS, Figures
from breachdesk.controllers.domain.delivery import CALL_AFTER, REMINDER_HOURS, reminder_slot

SENT = datetime(2026, 3, 27, 17, tzinfo=UTC)  # summer time begins two days later


@pytest.mark.parametrize(
    ("minutes", "slot"),
    [
        (0, None),
        (12 * 60 - 1, None),
        (12 * 60, 12),
        (24 * 60 - 1, 12),
        (24 * 60, 24),
        (48 * 60 - 1, 24),
        (48 * 60, 48),
        (1_000 * 60, 48),  # after an outage only the latest
        (-60, None),  # a clock that was set back
    ],
)
def test_reminders_come_after_12_24_and_48_elapsed_hours(minutes: int, slot: int | None) -> None:
    assert reminder_slot(SENT, SENT + timedelta(minutes=minutes), REMINDER_HOURS) == slot


@given(minutes=st.integers(0, 10_000), hours=st.lists(st.integers(0, 100), max_size=6))
def test_a_reminder_is_never_early_and_always_the_latest_that_has_come(
    minutes: int, hours: list[int]
) -> None:
    found = reminder_slot(SENT, SENT + timedelta(minutes=minutes), tuple(hours))
    come = [hour for hour in hours if hour * 60 <= minutes]

    assert found == (max(come) if come else None)


def test_the_telephone_comes_after_the_last_reminder() -> None:
    assert timedelta(hours=max(REMINDER_HOURS)) == CALL_AFTER


class TestFigures:
    def test_shares_are_of_all(self) -> None:
        assert Figures(total=8, acknowledged=6).share("acknowledged") == 0.75

    def test_of_nobody_the_share_is_nothing(self) -> None:
        assert Figures().share("acknowledged") == 0

    def test_every_bar_is_a_figure(self) -> None:
        assert all(Figures(total=1, **{name: 1}).share(name) == 1 for name in FIGURE_LABELS)
