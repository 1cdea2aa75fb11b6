"""Actions of a case: phases, what a playbook proposes, and what may be recorded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar

from breachdesk.incidents.domain import OrganisationRole
from breachdesk.kernel.actor import Role
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.events import Event
from breachdesk.kernel.states import Lifecycle
from breachdesk.kernel.text import Bilingual, Text, _
from breachdesk.kernel.typed import problem_with_line, problem_with_prose

MAX_TITLE = 200
MAX_NOTE = 5_000
EVERYBODY = frozenset(OrganisationRole)


class Phase(StrEnum):
    """When an action belongs, in hours from awareness."""

    FIRST_HOURS = "first-hours"
    FIRST_DAY = "first-day"
    THREE_DAYS = "three-days"
    AFTER = "after"


class MeasureKind(StrEnum):
    CONTAINMENT = "containment"
    EVIDENCE = "evidence"
    NOTIFICATION = "notification"
    COMMUNICATION = "communication"
    REMEDIATION = "remediation"


class MeasureStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


LIFECYCLE = Lifecycle(
    {
        MeasureStatus.OPEN: frozenset({MeasureStatus.DONE, MeasureStatus.NOT_APPLICABLE}),
        MeasureStatus.DONE: frozenset({MeasureStatus.OPEN}),
        MeasureStatus.NOT_APPLICABLE: frozenset({MeasureStatus.OPEN}),
    }
)

PHASE_LABELS: Mapping[Phase, Text] = {
    Phase.FIRST_HOURS: _("0 to 4 hours"),
    Phase.FIRST_DAY: _("4 to 24 hours"),
    Phase.THREE_DAYS: _("24 to 72 hours"),
    Phase.AFTER: _("Afterwards"),
}

PHASE_HOURS: Mapping[Phase, tuple[int, int | None]] = {
    Phase.FIRST_HOURS: (0, 4),
    Phase.FIRST_DAY: (4, 24),
    Phase.THREE_DAYS: (24, 72),
    Phase.AFTER: (72, None),
}
"""What a phase holds is due later than its first hour, and not after its last."""

KIND_LABELS: Mapping[MeasureKind, Text] = {
    MeasureKind.CONTAINMENT: _("Containment"),
    MeasureKind.EVIDENCE: _("Evidence"),
    MeasureKind.NOTIFICATION: _("Notification"),
    MeasureKind.COMMUNICATION: _("Communication"),
    MeasureKind.REMEDIATION: _("Remediation"),
}

STATUS_LABELS: Mapping[MeasureStatus, Text] = {
    MeasureStatus.OPEN: _("To do"),
    MeasureStatus.DONE: _("Done"),
    MeasureStatus.NOT_APPLICABLE: _("Not applicable"),
}


@dataclass(frozen=True, slots=True)
class PlaybookEntry:
    """`due_hours` counts from awareness; None where no time can be set beforehand.

    `owner` is a hint; `roles` are those of organisations the entry concerns.
    """

    key: str
    phase: Phase
    kind: MeasureKind
    title: Bilingual
    detail: Bilingual
    owner: Role
    due_hours: int | None
    wants_evidence: bool
    source: str = ""
    roles: frozenset[OrganisationRole] = EVERYBODY


@dataclass(frozen=True, slots=True)
class Playbook:
    key: str
    title: Bilingual
    description: Bilingual
    entries: tuple[PlaybookEntry, ...]


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """An action a person adds; `owner_id` is empty while nobody has taken it."""

    id: str
    incident_id: str
    phase: Phase
    kind: MeasureKind
    title: str
    detail: str
    owner_id: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class MeasureDone:
    """What a person says of a finished action, from the version they saw."""

    measure_id: str
    version: int
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class MeasureView:
    id: str
    incident_id: str
    phase: Phase
    kind: MeasureKind
    title: Bilingual
    detail: Bilingual
    source: str
    wants_evidence: bool
    owner_id: str | None
    owner: str
    due_at: datetime | None
    status: MeasureStatus
    done_at: datetime | None
    done_by: str
    note: str
    is_overdue: bool
    version: int


@dataclass(frozen=True, slots=True)
class PlaybookApplied(Event):
    tag: ClassVar[str] = "measure:playbook-applied"
    playbook: str
    count: int


@dataclass(frozen=True, slots=True)
class MeasureAdded(Event):
    tag: ClassVar[str] = "measure:added"
    kind: MeasureKind


@dataclass(frozen=True, slots=True)
class MeasureAssigned(Event):
    tag: ClassVar[str] = "measure:assigned"
    owner_id: str


@dataclass(frozen=True, slots=True)
class MeasureSettled(Event):
    """Done or found not applicable."""

    tag: ClassVar[str] = "measure:settled"
    status: MeasureStatus
    kind: MeasureKind


@dataclass(frozen=True, slots=True)
class MeasureReopened(Event):
    tag: ClassVar[str] = "measure:reopened"


def due_at(entry: PlaybookEntry, aware_at: datetime) -> datetime | None:
    """Elapsed hours: awareness is in UTC, so a change of clocks moves nothing."""
    return None if entry.due_hours is None else aware_at + timedelta(hours=entry.due_hours)


def first_steps(
    playbook: Playbook, aware_at: datetime, role: OrganisationRole | None = None
) -> tuple[tuple[PlaybookEntry, datetime | None], ...]:
    """The entries that concern an organisation of that role, each with its due instant.

    Without a role: all of them.
    """
    return tuple(
        (entry, due_at(entry, aware_at))
        for entry in playbook.entries
        if role is None or role in entry.roles
    )


def flaws(playbook: Playbook) -> Iterator[tuple[str, str]]:
    """(key of the entry, what is wrong with it) where a playbook contradicts itself."""
    order, seen = list(Phase), set()
    for entry in playbook.entries:
        if entry.key in seen:
            yield entry.key, "this key comes twice"
        seen.add(entry.key)
        if not _fits(entry):
            yield entry.key, f"due_hours {entry.due_hours} does not belong to its phase"
    for above, entry in pairwise(playbook.entries):
        if order.index(entry.phase) < order.index(above.phase):
            yield entry.key, "its phase comes before the one of the entry above"


def _fits(entry: PlaybookEntry) -> bool:
    """Only what comes after the three days may lack a time."""
    after, until = PHASE_HOURS[entry.phase]
    if entry.due_hours is None:
        return until is None
    return entry.due_hours > after and (until is None or entry.due_hours <= until)


def is_overdue(status: MeasureStatus, due: datetime | None, now: datetime) -> bool:
    return status is MeasureStatus.OPEN and due is not None and now > due


def check_new(new: NewMeasure) -> None:
    broken = []
    if not new.title.strip():
        broken.append(RuleError(_("Say what is to be done."), field="title"))
    elif problem := problem_with_line(new.title, MAX_TITLE):
        broken.append(RuleError(problem, field="title"))
    if problem := problem_with_prose(new.detail, MAX_NOTE):
        broken.append(RuleError(problem, field="detail"))
    if broken:
        raise ManyRulesError(tuple(broken))


def check_settled(
    status: MeasureStatus,
    done_at: datetime | None,
    note: str,
    now: datetime,
    discovered_at: datetime | None = None,
) -> None:
    """Done has its time, between discovery (where known) and now; not applicable its reason."""
    broken = []
    if status is MeasureStatus.DONE and done_at is None:
        broken.append(RuleError(_("Say when it was done."), field="done_at"))
    if done_at is not None and done_at > now:
        broken.append(RuleError(_("This cannot be in the future."), field="done_at"))
    if done_at is not None and discovered_at is not None and done_at < discovered_at:
        sentence = _("This cannot be before the incident was discovered.")
        broken.append(RuleError(sentence, field="done_at"))
    if status is MeasureStatus.NOT_APPLICABLE and not note.strip():
        broken.append(RuleError(_("Say why it does not apply."), field="note"))
    if problem := problem_with_prose(note, MAX_NOTE):
        broken.append(RuleError(problem, field="note"))
    if broken:
        raise ManyRulesError(tuple(broken))
