"""The report after a case: its hours in figures, what held, what did not, what is still to do."""

from collections.abc import Iterator
from datetime import datetime

from breachdesk.documents.domain import CaseFacts, DocumentKind, Subject, Words
from breachdesk.incidents.domain import Step
from breachdesk.kernel.text import Bilingual, Text, _
from breachdesk.kernel.typography import elapsed
from breachdesk.measures.domain import MeasureView
from breachdesk.obligations.domain import ObligationView

CAUSES = (
    "breach.origin",
    "breach.cause",
    "discovery.circumstances",
    "breach.description",
    "security.prior_measures",
)


def words(facts: CaseFacts) -> Words:
    case = facts.case
    measures = facts.answered.measures
    return {
        "begun": facts.told("dates.begin"),
        "hours": [
            (label, at, elapsed(case.aware_at, at) if at else "") for label, at in _hours(facts)
        ],
        "kept": [one for one in facts.duties if one.discharged_at and not is_late(one)],
        "late": [one for one in facts.duties if is_late(one)],
        "in_time": [one for one in measures if one.done_at and not is_slow(one)],
        "slow": [one for one in measures if is_slow(one)],
        "causes": facts.told(*CAUSES),
        "to_do": facts.answered.open,
    }


def is_late(duty: ObligationView) -> bool:
    """Of what was done: what is still open is told by the page of deadlines, by the hour."""
    return bool(duty.discharged_at and duty.due_at and duty.discharged_at > duty.due_at)


def is_slow(one: MeasureView) -> bool:
    return bool(one.done_at and one.due_at and one.done_at > one.due_at)


def _hours(facts: CaseFacts) -> Iterator[tuple[Text, datetime | None]]:
    """What counts in a case, in its usual order, each with its instant where it is known."""
    case = facts.case
    filed = [one.filed_at for one in facts.filings if one.filed_at]
    yield _("Detected"), case.discovered_at
    yield _("Aware"), case.aware_at
    yield _("Contained"), case.reached(Step.CONTAINED)
    yield _("Authority notified"), min(filed, default=None)
    yield _("Persons told"), case.reached(Step.COMMUNICATED)
    yield _("Closed"), case.reached(Step.CLOSED)


KIND = DocumentKind(
    slug="lessons-learned",
    title=Bilingual("Retour d’expérience", "Lessons learned"),
    template="documents/lessons_learned.html",
    words=words,
    subject=Subject.RESPONSE,
)
