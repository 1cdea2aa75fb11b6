"""Applying playbooks, and recording what was done about a case."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import Case, IncidentOpened
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission, Role
from breachdesk.kernel.errors import RuleError, StaleError
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import Bilingual, _
from breachdesk.measures import store
from breachdesk.measures.domain import (
    LIFECYCLE,
    MeasureAdded,
    MeasureAssigned,
    MeasureDone,
    MeasureReopened,
    MeasureSettled,
    MeasureStatus,
    MeasureView,
    NewMeasure,
    PlaybookApplied,
    check_new,
    check_settled,
    first_steps,
    is_overdue,
)
from breachdesk.measures.models import Measure
from breachdesk.measures.registry import PLAYBOOKS
from breachdesk.organisations import service as organisations


def on_incident_opened(uow: UnitOfWork, event: IncidentOpened) -> None:
    """The playbook of the type of incident becomes the first checklist of the case."""
    if event.incident_type in PLAYBOOKS:
        apply_playbook(uow, event.incident_id, event.incident_type)


def apply_playbook(uow: UnitOfWork, incident_id: str, key: str) -> None:
    """Add the playbook's actions that the case does not have yet."""
    case = incidents.case(uow, incident_id)
    present = {(row.playbook, row.key) for row in store.of_case(uow.session, case.id)}
    position = store.last_position(uow.session, case.id)
    sole = _sole_members(uow, case.organisation_id)
    added = 0
    for entry, due in first_steps(PLAYBOOKS[key], case.aware_at, case.role):
        if (key, entry.key) in present:
            continue
        added += 1
        uow.add(
            Measure(
                id=new_id(),
                incident_id=case.id,
                playbook=key,
                key=entry.key,
                position=position + added,
                phase=entry.phase,
                kind=entry.kind,
                title_fr=entry.title.fr,
                title_en=entry.title.en,
                detail_fr=entry.detail.fr,
                detail_en=entry.detail.en,
                source=entry.source,
                wants_evidence=entry.wants_evidence,
                owner_id=sole.get(entry.owner),
                due_at=due,
                status=MeasureStatus.OPEN,
            )
        )
    uow.record(PlaybookApplied(incident_id, incident_id, key, added))


def add_playbook(uow: UnitOfWork, incident_id: str, key: str) -> None:
    """Apply one more playbook by hand, as when the type of incident was not what it seemed."""
    incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    if key not in PLAYBOOKS:
        raise RuleError(_("Choose one of the list."), field="playbook")
    apply_playbook(uow, incident_id, key)


def add(uow: UnitOfWork, new: NewMeasure) -> str:
    case = incidents.case(uow, new.incident_id, Permission.INCIDENT_EDIT)
    if store.find(uow.session, new.id):
        return new.id
    check_new(new)
    _check_owner(uow, case, new.owner_id)
    uow.create(
        Measure(
            id=new.id,
            incident_id=case.id,
            position=store.last_position(uow.session, case.id) + 1,
            phase=new.phase,
            kind=new.kind,
            title_fr=new.title.strip(),
            title_en=new.title.strip(),
            detail_fr=new.detail.strip(),
            detail_en=new.detail.strip(),
            owner_id=new.owner_id or None,
            due_at=new.due_at,
            status=MeasureStatus.OPEN,
        )
    )
    uow.record(MeasureAdded(new.id, case.id, new.kind))
    return new.id


def assign(uow: UnitOfWork, incident_id: str, measure_id: str, version: int, owner_id: str) -> None:
    case = incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    row = _row(uow, incident_id, measure_id, version)
    _check_owner(uow, case, owner_id)
    row.owner_id = owner_id or None
    uow.record(MeasureAssigned(row.id, incident_id, owner_id))


def finish(uow: UnitOfWork, incident_id: str, done: MeasureDone) -> None:
    row = _row(uow, incident_id, done.measure_id, done.version)
    _settle(uow, row, MeasureStatus.DONE, done.at, done.note)


def skip(uow: UnitOfWork, incident_id: str, measure_id: str, version: int, note: str) -> None:
    """The action does not apply here; the note says why."""
    row = _row(uow, incident_id, measure_id, version)
    _settle(uow, row, MeasureStatus.NOT_APPLICABLE, None, note)


def reopen(uow: UnitOfWork, incident_id: str, measure_id: str, version: int) -> None:
    row = _row(uow, incident_id, measure_id, version)
    LIFECYCLE.check(row.status, MeasureStatus.OPEN)
    row.status, row.done_at, row.done_by = MeasureStatus.OPEN, None, ""
    uow.record(MeasureReopened(row.id, incident_id))


def of_case(uow: UnitOfWork, incident_id: str) -> tuple[MeasureView, ...]:
    case = incidents.case(uow, incident_id)
    names = owners(uow, case.organisation_id)
    now = uow.clock.now()
    return tuple(_view(row, names, now) for row in store.of_case(uow.session, incident_id))


def get(uow: UnitOfWork, incident_id: str, measure_id: str) -> MeasureView:
    case = incidents.case(uow, incident_id)
    row = store.get(uow.session, incident_id, measure_id)
    return _view(row, owners(uow, case.organisation_id), uow.clock.now())


def mine(uow: UnitOfWork) -> tuple[tuple[MeasureView, Case], ...]:
    """The actor's own open actions with their cases, the soonest due first."""
    rows = store.owned(uow.session, uow.actor.user_id)
    cases = incidents.readable(uow, {row.incident_id for row in rows})
    names, now = {uow.actor.user_id: uow.actor.name}, uow.clock.now()
    return tuple(
        (_view(row, names, now), cases[row.incident_id]) for row in rows if row.incident_id in cases
    )


def open_count(uow: UnitOfWork, incident_id: str, *, containment: bool | None) -> int:
    """How many actions are open: containment, all others, or all (None)."""
    return store.open_count(uow.session, incident_id, containment=containment)


def owners(uow: UnitOfWork, organisation_id: str) -> dict[str, str]:
    """Ids and names of those who may own an action."""
    return {one.user_id: one.name for one in organisations.members(uow, organisation_id)}


def _sole_members(uow: UnitOfWork, organisation_id: str) -> dict[Role, str]:
    """Roles that one person alone holds: an action proposed for the role is theirs."""
    members = organisations.members(uow, organisation_id)
    counts = Counter(one.role for one in members)
    return {one.role: one.user_id for one in members if counts[one.role] == 1}


def _row(uow: UnitOfWork, incident_id: str, measure_id: str, version: int) -> Measure:
    incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    row = store.get(uow.session, incident_id, measure_id)
    if row.version != version:
        raise StaleError
    return row


def _settle(
    uow: UnitOfWork, row: Measure, status: MeasureStatus, at: datetime | None, note: str
) -> None:
    LIFECYCLE.check(row.status, status)
    discovered_at = incidents.case(uow, row.incident_id).discovered_at
    check_settled(status, at, note, uow.clock.now(), discovered_at)
    row.status, row.done_at, row.done_by = status, at, uow.actor.name
    row.note = note.strip()
    uow.record(MeasureSettled(row.id, row.incident_id, status, row.kind))


def _check_owner(uow: UnitOfWork, case: Case, owner_id: str) -> None:
    if owner_id and owner_id not in owners(uow, case.organisation_id):
        raise RuleError(_("This person is not a member of the organisation."), field="owner_id")


def _view(row: Measure, names: Mapping[str, str], now: datetime) -> MeasureView:
    return MeasureView(
        id=row.id,
        incident_id=row.incident_id,
        phase=row.phase,
        kind=row.kind,
        title=Bilingual(row.title_fr, row.title_en),
        detail=Bilingual(row.detail_fr, row.detail_en),
        source=row.source,
        wants_evidence=row.wants_evidence,
        owner_id=row.owner_id,
        owner=names.get(row.owner_id or "", ""),
        due_at=row.due_at,
        status=row.status,
        done_at=row.done_at,
        done_by=row.done_by,
        note=row.note,
        is_overdue=is_overdue(row.status, row.due_at, now),
        version=row.version,
    )
