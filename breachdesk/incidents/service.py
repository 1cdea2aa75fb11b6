"""What people do to cases: one function per verb."""

from collections.abc import Collection, Sequence
from datetime import datetime

from breachdesk.incidents import store
from breachdesk.incidents.domain import (
    AwarenessChange,
    AwarenessCorrected,
    Case,
    CaseFilter,
    EditIncident,
    IncidentArchived,
    IncidentEdited,
    IncidentOpened,
    IncidentRestored,
    NewIncident,
    ReachedStep,
    Step,
    StepReached,
    StepWithdrawn,
    check_correction,
    check_edit,
    check_new,
    displayed_state,
)
from breachdesk.incidents.models import AwarenessCorrection, Incident, IncidentStep
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import NotFoundError, RuleError, StaleError
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import _
from breachdesk.kernel.zones import zone

NOTHING_HERE = _("There is nothing at this address.")
READING = frozenset({Permission.INCIDENT_READ, Permission.AUDIT_READ, Permission.REGISTER_EXPORT})


def open_incident(uow: UnitOfWork, new: NewIncident) -> str:
    """Open the case and start its clocks at once (subscriptions.py). Returns its id."""
    uow.actor.require(Permission.INCIDENT_OPEN, new.organisation_id)
    if store.find(uow.session, new.id):
        return case(uow, new.id).id
    now = uow.clock.now()
    check_new(new, now)
    zone(new.zone)
    uow.create(
        Incident(
            id=new.id,
            reference=store.next_reference(uow.session, now),
            organisation_id=new.organisation_id,
            title=new.title.strip(),
            role=new.role,
            certainty=new.certainty,
            incident_type=new.incident_type,
            channel=new.channel,
            channel_other=new.channel_other.strip(),
            discovered_at=new.discovered_at,
            aware_at=new.aware_at,
            zone=new.zone,
            is_exercise=new.is_exercise,
            is_demo=new.is_demo,
            opened_at=now,
            opened_by=uow.actor.user_id,
        )
    )
    _reach(uow, new.id, Step.REPORTED, "")
    uow.record(
        IncidentOpened(
            new.id, new.id, new.organisation_id, new.role, new.incident_type, new.aware_at
        )
    )
    return new.id


def case(
    uow: UnitOfWork, incident_id: str, permission: Permission = Permission.INCIDENT_READ
) -> Case:
    """The case, if the actor has `permission` on it: the check every feature makes first.

    Raises NotFoundError outside the actor's organisations, ForbiddenError without the
    permission, RuleError when a settled case would be changed.
    """
    found = _case(uow, _row(uow, incident_id, permission))
    if found.is_settled and permission not in READING:
        raise RuleError(_("This case is closed, dismissed or archived; open it again first."))
    return found


def alone(uow: UnitOfWork, incident_id: str) -> None:
    """Let others who want the same of this case wait until the transaction ends.

    For what counts what is there: two that take the next number would take the same one.
    """
    store.lock(uow.session, incident_id)


def by_reference(uow: UnitOfWork, reference: str) -> Case:
    row = store.find_by_reference(uow.session, reference)
    if row is None:
        raise NotFoundError(_("No incident has the reference %(reference)s.", reference=reference))
    return case(uow, row.id)


def cases(
    uow: UnitOfWork, wanted: CaseFilter, offset: int = 0, limit: int = 50
) -> tuple[tuple[Case, ...], int]:
    """(cases of the actor's organisations, how many there are in all)."""
    rows, total = store.page(uow.session, uow.actor.scope(), wanted, offset, limit)
    return _views(uow, rows), total


def readable(uow: UnitOfWork, incident_ids: Collection[str]) -> dict[str, Case]:
    """Those of the cases that the actor may read and that are not archived, by id."""
    scope = uow.actor.scope()
    rows = [
        row
        for row in store.by_ids(uow.session, incident_ids)
        if scope is None or row.organisation_id in scope
    ]
    return {view.id: view for view in _views(uow, rows)}


def edit(uow: UnitOfWork, change: EditIncident) -> None:
    now = uow.clock.now()
    row = _row(uow, change.id, Permission.INCIDENT_EDIT)
    case(uow, change.id, Permission.INCIDENT_EDIT)
    if row.version != change.version:
        raise StaleError
    check_edit(change, row.aware_at, now)
    wanted = {
        "title": change.title.strip(),
        "role": change.role,
        "certainty": change.certainty,
        "channel": change.channel,
        "channel_other": change.channel_other.strip(),
        "discovered_at": change.discovered_at,
    }
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(row, name, wanted[name])
    uow.record(IncidentEdited(row.id, row.id, ",".join(changed)))


def correct_awareness(
    uow: UnitOfWork, incident_id: str, version: int, corrected: datetime, reason: str
) -> None:
    """Replace the retained awareness; the former value, author and reason stay on record."""
    found = case(uow, incident_id, Permission.INCIDENT_DECIDE)
    row = _row(uow, incident_id, Permission.INCIDENT_DECIDE)
    if row.version != version:
        raise StaleError
    check_correction(corrected, reason, found.discovered_at, uow.clock.now())
    if corrected == row.aware_at:
        raise RuleError(_("This is the awareness already retained."), field="aware_at")
    uow.add(
        AwarenessCorrection(
            id=new_id(),
            incident_id=row.id,
            former=row.aware_at,
            corrected=corrected,
            reason=reason.strip(),
            corrected_at=uow.clock.now(),
            corrected_by=uow.actor.name,
        )
    )
    former, row.aware_at = row.aware_at, corrected
    uow.record(AwarenessCorrected(row.id, row.id, former, corrected))


def record_step(uow: UnitOfWork, incident_id: str, step: Step, reason: str) -> None:
    """Note that the case reached the step; progress/ has checked that it may."""
    case(uow, incident_id, Permission.INCIDENT_EDIT)
    _reach(uow, incident_id, step, reason)
    uow.record(StepReached(incident_id, incident_id, step))


def withdraw_step(uow: UnitOfWork, incident_id: str, step: Step, reason: str) -> None:
    """Take a step back, as when a closed case is opened again; its row stays with the reason."""
    row = _row(uow, incident_id, Permission.INCIDENT_DECIDE)
    if not reason.strip():
        raise RuleError(_("Say why."), field="reason")
    reached = store.active_step(uow.session, incident_id, step)
    if reached is None or step is Step.REPORTED:
        raise RuleError(_("This step is not reached."))
    reached.withdrawn_at = uow.clock.now()
    reached.withdrawn_reason = reason.strip()
    uow.record(StepWithdrawn(row.id, row.id, step))


def archive(uow: UnitOfWork, incident_id: str) -> None:
    """Take the case off the lists; nothing is deleted."""
    row = _row(uow, incident_id, Permission.INCIDENT_ARCHIVE)
    if _case(uow, row).state not in {Step.CLOSED, Step.DISMISSED}:
        raise RuleError(_("Only a closed or dismissed case can be archived."))
    row.archived_at = uow.clock.now()
    uow.record(IncidentArchived(row.id, row.id))


def restore(uow: UnitOfWork, incident_id: str) -> None:
    row = _row(uow, incident_id, Permission.INCIDENT_ARCHIVE)
    row.archived_at = None
    uow.record(IncidentRestored(row.id, row.id))


def _row(uow: UnitOfWork, incident_id: str, permission: Permission) -> Incident:
    row = store.find(uow.session, incident_id)
    if row is None:
        raise NotFoundError(NOTHING_HERE)
    uow.actor.require(permission, row.organisation_id)
    return row


def _reach(uow: UnitOfWork, incident_id: str, step: Step, reason: str) -> None:
    uow.add(
        IncidentStep(
            id=new_id(),
            incident_id=incident_id,
            step=step,
            reached_at=uow.clock.now(),
            reached_by=uow.actor.name,
            reason=reason.strip(),
        )
    )


def _case(uow: UnitOfWork, row: Incident) -> Case:
    return _views(uow, [row])[0]


def _views(uow: UnitOfWork, rows: Sequence[Incident]) -> tuple[Case, ...]:
    """Values of the rows, with two more queries for all of them together."""
    ids = [row.id for row in rows]
    steps = store.steps(uow.session, ids)
    corrections = store.corrections(uow.session, ids)
    return tuple(_view(row, steps[row.id], corrections[row.id]) for row in rows)


def _view(
    row: Incident, steps: Sequence[IncidentStep], corrections: Sequence[AwarenessCorrection]
) -> Case:
    return Case(
        id=row.id,
        reference=row.reference,
        organisation_id=row.organisation_id,
        title=row.title,
        role=row.role,
        certainty=row.certainty,
        incident_type=row.incident_type,
        channel=row.channel,
        channel_other=row.channel_other,
        discovered_at=row.discovered_at,
        aware_at=row.aware_at,
        zone=row.zone,
        is_exercise=row.is_exercise,
        is_demo=row.is_demo,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        archived_at=row.archived_at,
        version=row.version,
        state=displayed_state({s.step for s in steps}),
        steps=tuple(ReachedStep(s.step, s.reached_at, s.reached_by, s.reason) for s in steps),
        corrections=tuple(
            AwarenessChange(c.former, c.corrected, c.reason, c.corrected_at, c.corrected_by)
            for c in corrections
        ),
    )
