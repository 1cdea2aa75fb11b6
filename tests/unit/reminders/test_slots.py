"""When reminders leave: the rule has a space, so properties stand beside examples."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.kernel.actor import Role
from breachdesk.kernel.errors import ManyRulesError
from breachdesk.reminders.domain import (
    DEFAULTS,
    OVERDUE_END,
    Rules,
    Slot,
    check_rules,
    current_slot,
    next_slot,
    slots,
)

HOUR = timedelta(hours=1)
DUE = datetime(2026, 6, 12, 10, tzinfo=UTC)
START = DUE - 72 * HOUR
rules = st.builds(
    Rules,
    st.lists(st.integers(0, 80), max_size=8).map(tuple),
    st.integers(0, 12),
    st.integers(0, 24),
)
moments = st.timedeltas(min_value=-100 * HOUR, max_value=20 * 24 * HOUR)


def test_the_defaults_are_those_of_the_product() -> None:
    hours = [slot.minutes / 60 for slot in slots(DUE, DEFAULTS)][:10]

    assert hours == [-48, -24, -12, -6, -3, -1, 0, 4, 8, 12]


@given(rules)
def test_slots_come_in_order_and_once(own: Rules) -> None:
    found = [slot.minutes for slot in slots(DUE, own)]

    assert found == sorted(set(found))


@given(rules, moments)
def test_only_the_latest_slot_that_has_come_is_sent(own: Rules, after: timedelta) -> None:
    now = DUE + after
    slot = current_slot(DUE, START, now, own)
    come = [one for one in slots(DUE, own) if START < one.at <= now]

    assert slot == (come[-1] if come else None)


@given(rules, st.lists(moments, min_size=1, max_size=12))
def test_looking_often_never_proposes_an_earlier_slot_later(
    own: Rules, looks: list[timedelta]
) -> None:
    found = [current_slot(DUE, START, DUE + look, own) for look in sorted(looks)]
    minutes = [slot.minutes for slot in found if slot]

    assert minutes == sorted(minutes)


@given(rules, moments)
def test_the_next_slot_lies_ahead_and_none_between(own: Rules, after: timedelta) -> None:
    now = DUE + after
    coming = next_slot(DUE, now, own)
    ahead = [slot for slot in slots(DUE, own) if slot.at > now]

    assert coming == (ahead[0] if ahead else None)


def test_a_clock_that_starts_late_owes_no_old_reminders() -> None:
    assert current_slot(DUE, DUE - 5 * HOUR, DUE - 4 * HOUR, DEFAULTS) is None


def test_reminders_end_some_day() -> None:
    last = list(slots(DUE, DEFAULTS))[-1]

    assert last.at <= DUE + OVERDUE_END


def test_switched_off_nothing_is_due() -> None:
    assert current_slot(DUE, START, DUE, Rules(is_on=False)) is None


@pytest.mark.parametrize(
    ("role", "hours", "concerned"),
    [
        (Role.DPO, -48, True),
        (Role.DEPUTY, -48, True),
        (Role.MANAGEMENT, -12, False),
        (Role.MANAGEMENT, -6, True),
        (Role.MANAGEMENT, 4, True),
        (Role.RESPONDER, 4, False),
        (Role.AUDITOR, 4, False),
    ],
)
def test_who_is_told(role: Role, hours: int, *, concerned: bool) -> None:
    slot = Slot(60 * hours, DUE + hours * HOUR)

    assert slot.concerns(role, DEFAULTS) is concerned


@given(rules)
def test_rules_survive_being_stored(own: Rules) -> None:
    assert Rules.from_json(own.to_json()) == own


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        (Rules(hours_before=(-1,)), {"hours_before"}),
        (Rules(hours_before=(721,)), {"hours_before"}),
        (Rules(hours_before=tuple(range(21))), {"hours_before"}),
        (Rules(repeat_hours=-1, management_from=721), {"repeat_hours", "management_from"}),
    ],
)
def test_figures_no_one_can_have_meant_are_refused(wrong: Rules, fields: set[str]) -> None:
    with pytest.raises(ManyRulesError) as caught:
        check_rules(wrong)

    assert {broken.field for broken in caught.value.broken} == fields
