"""How the obligation of each duty stands, and what may settle it."""

from datetime import UTC, datetime, timedelta

import pytest

from breachdesk.deadlines.domain import SOON, Standing, standing
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.obligations.domain import (
    MAX_REASON,
    Discharge,
    check_discharge,
    check_reason,
    check_start,
)
from breachdesk.obligations.registry import DUTIES

START = datetime(2026, 10, 23, 15, tzinfo=UTC)
DUE = START + timedelta(hours=72)
LATER = DUE + timedelta(days=9)
MOMENT = timedelta(microseconds=1)
LIMITS = {code: due for code, one in DUTIES.items() if (due := one.clock.due(START))}
UNTIMED = sorted(set(DUTIES) - set(LIMITS))


def broken(how: Discharge, due: datetime | None = DUE, now: datetime = LATER) -> set[str | None]:
    with pytest.raises(ManyRulesError) as caught:
        check_discharge(how, START, due, now)
    return {one.field for one in caught.value.broken}


@pytest.mark.parametrize(("code", "due"), LIMITS.items())
def test_it_stands_by_the_clock_it_is_read_at(code: str, due: datetime) -> None:
    clock = FrozenClock(due)
    told = []
    for at in (due - SOON - MOMENT, due - MOMENT, due, due + MOMENT):
        clock.at = at
        told.append(standing(due, clock.now()))

    assert told == [Standing.PENDING, Standing.SOON, Standing.SOON, Standing.OVERDUE], code


@pytest.mark.parametrize(("code", "due"), LIMITS.items())
def test_once_settled_the_clock_no_longer_matters(code: str, due: datetime) -> None:
    for now in (due, LATER, LATER + timedelta(days=999)):
        assert standing(due, now, discharged_at=due) is Standing.DISCHARGED, code
        assert standing(due, now, discharged_at=due + MOMENT) is Standing.DISCHARGED_LATE, code
        assert standing(due, now, waived_at=due) is Standing.WAIVED, code


@pytest.mark.parametrize("code", UNTIMED)
def test_without_a_figure_it_is_never_overdue_nor_late(code: str) -> None:
    due = DUTIES[code].clock.due(START)

    assert standing(due, LATER) is Standing.NO_TIME
    assert standing(due, LATER, discharged_at=LATER) is Standing.DISCHARGED
    assert standing(due, LATER, waived_at=LATER) is Standing.WAIVED


def test_met_at_the_due_instant_wants_no_reasons() -> None:
    check_discharge(Discharge(DUE, "Filing receipt"), START, DUE, LATER)


def test_met_as_it_starts_is_in_time() -> None:
    check_discharge(Discharge(START, "Filing receipt"), START, DUE, START)


def test_met_late_wants_the_reasons_for_the_delay() -> None:
    late = DUE + MOMENT

    assert broken(Discharge(late, "Filing receipt")) == {"delay_reason"}
    assert broken(Discharge(late, "Filing receipt", delay_reason=" \n")) == {"delay_reason"}
    check_discharge(
        Discharge(late, "Filing receipt", delay_reason="Two sites cut off"), START, DUE, LATER
    )


def test_without_a_figure_nothing_is_late() -> None:
    check_discharge(Discharge(LATER, "Letter"), START, None, LATER)


@pytest.mark.parametrize("at", [START - MOMENT, LATER + MOMENT], ids=["before", "future"])
def test_it_is_met_neither_before_it_began_nor_in_the_future(at: datetime) -> None:
    assert "at" in broken(Discharge(at, "Letter", delay_reason="Two sites cut off"))


def test_all_that_is_missing_is_told_at_once() -> None:
    assert broken(Discharge(LATER + MOMENT, " ")) == {"at", "proof", "delay_reason"}


@pytest.mark.parametrize("text", ["a\0b", "x" * (MAX_REASON + 1)], ids=["control", "long"])
def test_words_nobody_types_are_refused_by_name(text: str) -> None:
    assert broken(Discharge(DUE, text)) == {"proof"}
    assert broken(Discharge(DUE, "Letter", delay_reason=text)) == {"delay_reason"}


@pytest.mark.parametrize("reason", ["", " \n\t", "a\0b", "x" * (MAX_REASON + 1)], ids=range(4))
def test_a_waiver_without_a_fit_reason_is_refused(reason: str) -> None:
    with pytest.raises(RuleError) as caught:
        check_reason(reason)
    assert caught.value.field == "reason"


def test_a_waiver_with_a_reason_is_accepted() -> None:
    check_reason("Assessed: no risk to the people.")


def test_a_clock_starts_now_or_earlier() -> None:
    check_start(START, START)
    with pytest.raises(RuleError) as caught:
        check_start(START + MOMENT, START)
    assert caught.value.field == "started_at"
