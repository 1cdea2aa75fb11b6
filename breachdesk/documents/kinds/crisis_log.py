"""The log of the crisis: what happened and when, who recorded it, and what was corrected."""

from dataclasses import dataclass
from datetime import datetime

from breachdesk.documents.domain import CaseFacts, DocumentKind, Words
from breachdesk.incidents.domain import ROLE_LABELS, TYPE_LABELS, AwarenessChange, Case
from breachdesk.kernel.text import Bilingual, Translate
from breachdesk.kernel.typography import elapsed
from breachdesk.timeline.domain import KIND_LABELS, EntryKind, EntryView, as_record


@dataclass(frozen=True, slots=True)
class Line:
    """`since` is the time from awareness as crisis logs write it.

    `corrected` is the later value where this entry tells an awareness that proved wrong.
    """

    number: int
    entry: EntryView
    since: str
    corrected: datetime | None


def words(facts: CaseFacts) -> Words:
    case = facts.case
    return {
        "role": ROLE_LABELS[case.role],
        "type": TYPE_LABELS[case.incident_type],
        "corrections": case.corrections,
        "lines": lines(case, facts.timeline),
        "kinds": KIND_LABELS,
    }


def lines(case: Case, timeline: tuple[EntryView, ...]) -> tuple[Line, ...]:
    """The oldest first, as a log is read; of the same instant, what was recorded first."""
    ordered = sorted(timeline, key=lambda one: (one.occurred_at, one.recorded_at, one.id))
    return tuple(
        Line(
            number,
            one,
            elapsed(case.aware_at, one.occurred_at),
            _corrected(one, case.corrections),
        )
        for number, one in enumerate(ordered, start=1)
    )


def data(facts: CaseFacts, say: Translate) -> Words:
    zone = facts.case.zone
    return {
        "format": 1,
        "reference": facts.case.reference,
        "zone": zone,
        "corrections": [_told(one) for one in facts.case.corrections],
        "entries": [as_record(one.entry, zone, say) for one in lines(facts.case, facts.timeline)],
    }


def _corrected(entry: EntryView, corrections: tuple[AwarenessChange, ...]) -> datetime | None:
    if not (entry.is_automatic and entry.kind is EntryKind.ALERT):
        return None
    return next((one.corrected for one in corrections if one.former == entry.occurred_at), None)


def _told(change: AwarenessChange) -> Words:
    return {
        "former": change.former.isoformat(),
        "corrected": change.corrected.isoformat(),
        "reason": change.reason,
        "corrected_at": change.corrected_at.isoformat(),
        "corrected_by": change.corrected_by,
    }


KIND = DocumentKind(
    slug="crisis-log",
    title=Bilingual("Main courante de crise", "Crisis log"),
    template="documents/crisis_log.html",
    words=words,
    attaches="timeline.json",
    data=data,
)
