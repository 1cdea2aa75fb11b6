"""The life of a case as data: what each step needs, and what is missing when it is refused."""

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from breachdesk.incidents.domain.vocabulary import STEP_LABELS, Step
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import Text, _

REQUIRES: Mapping[Step, frozenset[Step]] = {
    Step.REPORTED: frozenset(),
    Step.QUALIFIED: frozenset({Step.REPORTED}),
    Step.DISMISSED: frozenset({Step.REPORTED}),
    Step.CONTAINED: frozenset({Step.QUALIFIED}),
    Step.ASSESSED: frozenset({Step.QUALIFIED}),
    # The authority and the people may be told before the leak is closed or the risk settled.
    Step.NOTIFIED: frozenset({Step.QUALIFIED}),
    Step.COMMUNICATED: frozenset({Step.QUALIFIED}),
    Step.REMEDIATED: frozenset({Step.CONTAINED}),
    Step.CLOSED: frozenset(
        {
            Step.QUALIFIED,
            Step.CONTAINED,
            Step.ASSESSED,
            Step.NOTIFIED,
            Step.COMMUNICATED,
            Step.REMEDIATED,
        }
    ),
}

NO_REASON = _("Say why this is not a personal-data breach.")


@dataclass(frozen=True, slots=True)
class CaseView:
    """What the steps depend on, gathered from every feature that knows a part of it."""

    reached: AbstractSet[Step]
    open_obligations: tuple[str, ...] = ()
    open_containment: int = 0
    open_remediation: int = 0
    is_assessed: bool = False
    authority_settled: bool = False
    """The duty towards the authority is discharged, waived, or not this organisation's."""
    people_settled: bool = False


def displayed_state(reached: AbstractSet[Step]) -> Step:
    """The furthest step in the order of the list; dismissal ends a case wherever it was."""
    if Step.DISMISSED in reached:
        return Step.DISMISSED
    return next(step for step in reversed(list(Step)) if step in reached)


def refusals(step: Step, case: CaseView, reason: str = "") -> tuple[RuleError, ...]:
    """Everything that keeps the case from the step; empty when it may take it."""
    if step in case.reached:
        return (RuleError(_("This step is already reached.")),)
    return tuple(
        RuleError(text, field="reason" if text is NO_REASON else None)
        for text in _missing(step, case, reason)
    )


def _missing(step: Step, case: CaseView, reason: str) -> Iterator[Text]:
    settled = case.reached & {Step.CLOSED, Step.DISMISSED}
    if settled:
        yield _("The case is closed or dismissed; open it again first.")
    for needed in Step:
        if needed in REQUIRES[step] - case.reached:
            yield _("The step “%(step)s” is missing.", step=STEP_LABELS[needed])
    yield from CHECKS.get(step, _nothing)(case)
    if step is Step.DISMISSED and not reason.strip():
        yield NO_REASON


def _nothing(_case: CaseView) -> Iterator[Text]:
    return iter(())


def _dismissal(case: CaseView) -> Iterator[Text]:
    if case.reached & {Step.NOTIFIED, Step.COMMUNICATED}:
        yield _("Somebody was already told of a breach: close the case instead.")


def _containment(case: CaseView) -> Iterator[Text]:
    if case.open_containment:
        yield _("Containment actions still open: %(count)s.", count=case.open_containment)


def _assessment(case: CaseView) -> Iterator[Text]:
    if not case.is_assessed:
        yield _("No decision on the risk is recorded.")


def _authority(case: CaseView) -> Iterator[Text]:
    if not case.authority_settled:
        yield _("No filing with the CNIL is recorded, and the duty is not waived.")


def _people(case: CaseView) -> Iterator[Text]:
    if not case.people_settled:
        yield _("The duty to inform the people is neither discharged nor waived.")


def _remediation(case: CaseView) -> Iterator[Text]:
    if case.open_remediation:
        yield _("Other actions still open: %(count)s.", count=case.open_remediation)


def _closing(case: CaseView) -> Iterator[Text]:
    for title in case.open_obligations:
        yield _("Still open: %(obligation)s.", obligation=title)


CHECKS: Mapping[Step, Callable[[CaseView], Iterator[Text]]] = {
    Step.DISMISSED: _dismissal,
    Step.CONTAINED: _containment,
    Step.ASSESSED: _assessment,
    Step.NOTIFIED: _authority,
    Step.COMMUNICATED: _people,
    Step.REMEDIATED: _remediation,
    Step.CLOSED: _closing,
}
