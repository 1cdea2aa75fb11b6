"""One line of the register a breach, and how it reads in a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from breachdesk.incidents.domain import ROLE_LABELS, STEP_LABELS, TYPE_LABELS, Case, Step
from breachdesk.kernel.events import Event
from breachdesk.kernel.text import Spoken, Text, _
from breachdesk.kernel.zones import in_zone
from breachdesk.notifications.domain import KIND_TEXTS, NotificationView
from breachdesk.risk.domain import LEVEL_LABELS, AssessmentView, RiskLevel


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """What Article 33(5) GDPR wants documented, at a glance; the entry tells the rest."""

    case: Case
    organisation: str
    nature: tuple[str, ...]
    nature_keys: frozenset[str]
    people: str
    records: str
    assessment: AssessmentView | None
    filing: NotificationView | None
    is_on_time: bool | None
    people_told_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """Empty fields narrow nothing."""

    year: int | None = None
    organisation_id: str = ""
    state: Step | None = None
    nature: str = ""
    level: RiskLevel | None = None
    text: str = ""
    archived: bool = False

    def admits(self, row: RegisterRow) -> bool:
        return (
            (self.state is None or row.case.state is self.state)
            and (not self.nature or self.nature in row.nature_keys)
            and (
                self.level is None
                or (row.assessment is not None and row.assessment.level is self.level)
            )
        )


@dataclass(frozen=True, slots=True)
class RegisterExported(Event):
    tag: ClassVar[str] = "register:exported"
    form: str
    count: int


COLUMNS: Mapping[str, Text] = {
    "reference": _("Reference"),
    "title": _("Title"),
    "organisation": _("Organisation"),
    "role": _("Role"),
    "type": _("Type of incident"),
    "state": _("State"),
    "discovered_at": _("Discovered at"),
    "aware_at": _("Aware at"),
    "nature": _("Nature of the breach"),
    "people": _("People concerned"),
    "records": _("Records concerned"),
    "risk": _("Risk"),
    "notification": _("Notification to the CNIL"),
    "filed_at": _("Filed at"),
    "cnil_number": _("CNIL number"),
    "on_time": _("On time"),
    "people_told_at": _("People told at"),
    "closed_at": _("Closed at"),
}

YES, NO = _("yes"), _("no")


def as_record(row: RegisterRow, zone_name: str) -> dict[str, Spoken | Text | str]:
    """The row for an export: instants with the offset of the zone, empty where unknown."""

    def iso(at: datetime | None) -> str:
        return in_zone(at, zone_name).isoformat() if at else ""

    case, filing = row.case, row.filing
    return {
        "reference": case.reference,
        "title": case.title,
        "organisation": row.organisation,
        "role": ROLE_LABELS[case.role],
        "type": TYPE_LABELS[case.incident_type],
        "state": STEP_LABELS[case.state],
        "discovered_at": iso(case.discovered_at),
        "aware_at": iso(case.aware_at),
        "nature": ", ".join(row.nature),
        "people": row.people,
        "records": row.records,
        "risk": LEVEL_LABELS[row.assessment.level] if row.assessment else "",
        "notification": KIND_TEXTS[filing.kind] if filing else "",
        "filed_at": iso(filing.filed_at) if filing else "",
        "cnil_number": filing.cnil_number if filing else "",
        "on_time": "" if row.is_on_time is None else (YES if row.is_on_time else NO),
        "people_told_at": iso(row.people_told_at),
        "closed_at": iso(row.closed_at),
    }
