"""The reasons of a notification after 72 hours (Article 33(1) GDPR), or that there is no delay."""

from breachdesk.documents.domain import CaseFacts, DocumentKind, Words
from breachdesk.documents.kinds.management_page import CNIL, clock, hours
from breachdesk.kernel.text import Bilingual
from breachdesk.kernel.typography import elapsed
from breachdesk.notifications.domain import KIND_LABELS, SheetField
from breachdesk.timeline.domain import KIND_LABELS as ENTRY_LABELS

REASONS = "delay.reasons"
CONTEXT = ("discovery.circumstances", "dates.comment")
"""Answers that tell why it took the time it took."""


def words(facts: CaseFacts) -> Words:
    case = facts.case
    running = clock(facts)
    stopped = running.filed_at if running else None
    return {
        "clock": running,
        "hours": hours,
        "duty": next((one for one in facts.duties if one.duty.code == CNIL), None),
        "corrections": case.corrections,
        "reasons": reasons(facts),
        "context": [one for one in _fields(facts) if one.key in CONTEXT and not one.is_unknown],
        "filings": [
            (one, KIND_LABELS[one.kind], elapsed(case.aware_at, one.filed_at))
            for one in facts.filings
            if one.filed_at
        ],
        "kinds": ENTRY_LABELS,
        "entries": [
            (one, elapsed(case.aware_at, one.occurred_at))
            for one in reversed(facts.timeline)
            if not one.is_automatic
            and one.occurred_at >= case.aware_at
            and (stopped is None or one.occurred_at <= stopped)
        ],
    }


def reasons(facts: CaseFacts) -> tuple[str, ...]:
    """What was told the CNIL, then what was written with the duty where it says something else."""
    told = next(
        (one.text for one in _fields(facts) if one.key == REASONS and not one.is_unknown), ""
    )
    duty = next((one for one in facts.duties if one.duty.code == CNIL), None)
    found = (told, duty.delay_reason if duty else "")
    return tuple(dict.fromkeys(one.strip() for one in found if one.strip()))


def _fields(facts: CaseFacts) -> tuple[SheetField, ...]:
    return tuple(field for section in facts.answers.sections for field in section.fields)


KIND = DocumentKind(
    slug="delay-reasons",
    title=Bilingual(
        "Motifs du retard de notification", "Reasons for the delay of the notification"
    ),
    template="documents/delay_reasons.html",
    words=words,
    attaches="notification.json",
)
