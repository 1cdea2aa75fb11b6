"""Persons: identities, columns, when two rows are one person, what may be shown or let out."""

from breachdesk.people.domain.audience import AudienceFilter, PeopleCount
from breachdesk.people.domain.hotline import Answer, Question, Sent
from breachdesk.people.domain.identity import Identity, Masked
from breachdesk.people.domain.matching import DOUBT_LABELS, Doubt
from breachdesk.people.domain.release import REASON_LABELS, Destruction, ExportView, Reason

__all__ = [
    "DOUBT_LABELS",
    "REASON_LABELS",
    "Answer",
    "AudienceFilter",
    "Destruction",
    "Doubt",
    "ExportView",
    "Identity",
    "Masked",
    "PeopleCount",
    "Question",
    "Reason",
    "Sent",
]
