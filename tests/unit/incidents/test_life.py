import pytest

from breachdesk.incidents.domain import REQUIRES, CaseView, Step, displayed_state, refusals


def view(*reached: Step, **over: object) -> CaseView:
    values = {"is_assessed": True, "authority_settled": True, "people_settled": True} | over
    return CaseView(reached=frozenset(reached), **values)  # type: ignore[arg-type]


def sentences(step: Step, case: CaseView, reason: str = "") -> list[str]:
    return [str(error) for error in refusals(step, case, reason)]


@pytest.mark.parametrize("step", [s for s in Step if s is not Step.DISMISSED])
def test_a_step_is_open_once_what_it_needs_is_reached(step: Step) -> None:
    assert sentences(step, view(*REQUIRES[step])) == []


@pytest.mark.parametrize("step", list(Step))
def test_a_step_names_every_step_it_still_needs(step: Step) -> None:
    found = sentences(step, view(), reason="because")

    assert len(found) == len(REQUIRES[step])


@pytest.mark.parametrize("step", list(Step))
def test_a_step_is_not_reached_twice(step: Step) -> None:
    assert sentences(step, view(*Step)) == ["This step is already reached."]


@pytest.mark.parametrize("step", [s for s in Step if s not in {Step.CLOSED, Step.DISMISSED}])
def test_nothing_moves_in_a_closed_case(step: Step) -> None:
    reached = {Step.REPORTED, *REQUIRES[step], Step.CLOSED} - {step}

    assert "The case is closed or dismissed; open it again first." in sentences(
        step, view(*reached)
    )


def test_the_authority_may_be_told_before_the_leak_is_closed() -> None:
    assert sentences(Step.NOTIFIED, view(Step.REPORTED, Step.QUALIFIED)) == []


def test_closing_is_refused_while_an_obligation_is_open() -> None:
    case = view(*REQUIRES[Step.CLOSED], open_obligations=("Notify the CNIL", "Register"))

    assert sentences(Step.CLOSED, case) == [
        "Still open: Notify the CNIL.",
        "Still open: Register.",
    ]


@pytest.mark.parametrize(
    ("step", "over", "words"),
    [
        (Step.CONTAINED, {"open_containment": 2}, "Containment actions still open: 2."),
        (Step.ASSESSED, {"is_assessed": False}, "No decision on the risk is recorded."),
        (Step.NOTIFIED, {"authority_settled": False}, "No filing with the CNIL"),
        (Step.COMMUNICATED, {"people_settled": False}, "neither discharged nor waived"),
        (Step.REMEDIATED, {"open_remediation": 1}, "Other actions still open: 1."),
    ],
)
def test_each_refusal_says_what_is_missing(step: Step, over: dict[str, object], words: str) -> None:
    [found] = sentences(step, view(*REQUIRES[step], **over))

    assert words in found


def test_dismissing_wants_a_reason() -> None:
    assert sentences(Step.DISMISSED, view(Step.REPORTED)) == [
        "Say why this is not a personal-data breach."
    ]
    assert sentences(Step.DISMISSED, view(Step.REPORTED), reason="A drill.") == []


@pytest.mark.parametrize("told", [Step.NOTIFIED, Step.COMMUNICATED])
def test_a_breach_somebody_was_told_of_is_not_dismissed(told: Step) -> None:
    found = sentences(Step.DISMISSED, view(Step.REPORTED, told), reason="x")

    assert found == ["Somebody was already told of a breach: close the case instead."]


@pytest.mark.parametrize(
    ("reached", "shown"),
    [
        ({Step.REPORTED}, Step.REPORTED),
        ({Step.REPORTED, Step.QUALIFIED, Step.NOTIFIED}, Step.NOTIFIED),
        # Notified before contained: the furthest in the usual order is what people are told.
        ({Step.REPORTED, Step.QUALIFIED, Step.NOTIFIED, Step.CONTAINED}, Step.NOTIFIED),
        ({Step.REPORTED, Step.DISMISSED}, Step.DISMISSED),
    ],
)
def test_the_furthest_step_is_shown(reached: set[Step], shown: Step) -> None:
    assert displayed_state(reached) is shown
