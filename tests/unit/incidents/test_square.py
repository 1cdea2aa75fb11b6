"""Every step tried from every state of a case in which nothing else is missing."""

from itertools import product

import pytest

from breachdesk.incidents.domain import (
    REQUIRES,
    STEP_LABELS,
    CaseView,
    Step,
    displayed_state,
    refusals,
)

USUAL = [step for step in Step if step is not Step.DISMISSED]
STATES = {step: frozenset(USUAL[: USUAL.index(step) + 1]) for step in USUAL} | {
    Step.DISMISSED: frozenset({Step.REPORTED, Step.DISMISSED})
}
ALLOWED = {
    Step.REPORTED: {Step.QUALIFIED, Step.DISMISSED},
    Step.QUALIFIED: {
        Step.DISMISSED,
        Step.CONTAINED,
        Step.ASSESSED,
        Step.NOTIFIED,
        Step.COMMUNICATED,
    },
    Step.DISMISSED: set(),
    Step.CONTAINED: {
        Step.DISMISSED,
        Step.ASSESSED,
        Step.NOTIFIED,
        Step.COMMUNICATED,
        Step.REMEDIATED,
    },
    Step.ASSESSED: {Step.DISMISSED, Step.NOTIFIED, Step.COMMUNICATED, Step.REMEDIATED},
    # Once somebody was told of a breach it is closed, not dismissed.
    Step.NOTIFIED: {Step.COMMUNICATED, Step.REMEDIATED},
    Step.COMMUNICATED: {Step.REMEDIATED},
    Step.REMEDIATED: {Step.CLOSED},
    Step.CLOSED: set(),
}
SQUARE = list(product(Step, Step))


def sentences(step: Step, state: Step) -> list[str]:
    case = CaseView(STATES[state], is_assessed=True, authority_settled=True, people_settled=True)
    return [str(error) for error in refusals(step, case, "because")]


@pytest.mark.parametrize(("state", "step"), SQUARE)
def test_a_step_is_allowed_from_these_states_alone(state: Step, step: Step) -> None:
    assert (sentences(step, state) == []) is (step in ALLOWED[state])


@pytest.mark.parametrize(("state", "step"), SQUARE)
def test_a_refusal_names_every_step_that_is_missing(state: Step, step: Step) -> None:
    if step in STATES[state]:
        return
    found = " ".join(sentences(step, state))

    assert all(f"“{STEP_LABELS[one]}”" in found for one in REQUIRES[step] - STATES[state])


@pytest.mark.parametrize("state", list(Step))
def test_a_case_shows_the_state_it_is_in(state: Step) -> None:
    assert displayed_state(STATES[state]) is state


def test_a_case_dismissed_after_it_was_contained_shows_as_dismissed() -> None:
    reached = {Step.REPORTED, Step.QUALIFIED, Step.CONTAINED, Step.ASSESSED, Step.DISMISSED}

    assert displayed_state(reached) is Step.DISMISSED


def test_a_case_opened_again_shows_the_furthest_step_left() -> None:
    assert displayed_state(STATES[Step.CLOSED] - {Step.CLOSED}) is Step.REMEDIATED


def test_the_missing_reason_of_a_dismissal_belongs_to_its_field() -> None:
    [error] = refusals(Step.DISMISSED, CaseView(frozenset({Step.REPORTED})), "  ")

    assert error.field == "reason"


def test_the_missing_step_of_a_case_belongs_to_no_field() -> None:
    [error] = refusals(Step.CONTAINED, CaseView(frozenset({Step.REPORTED})))

    assert error.field is None
