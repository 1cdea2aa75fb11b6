"""Starting, discharging and waiving the duties of a case."""

from collections.abc import Collection
from datetime import datetime

from breachdesk.deadlines import service as deadlines
from breachdesk.deadlines.domain import standing
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import AwarenessCorrected, Case, IncidentOpened
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import NotFoundError, RuleError, StaleError
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import _
from breachdesk.obligations import store
from breachdesk.obligations.domain import (
    Discharge,
    Duty,
    ObligationDischarged,
    ObligationMoved,
    ObligationReopened,
    ObligationStarted,
    ObligationView,
    ObligationWaived,
    StartsFrom,
    check_discharge,
    check_reason,
    check_start,
)
from breachdesk.obligations.models import Obligation
from breachdesk.obligations.registry import duty, live_duties
from breachdesk.risk.domain import RiskAssessed, RiskLevel
from breachdesk.timeline import service as timeline
from breachdesk.timeline.domain import EntryKind


def on_incident_opened(uow: UnitOfWork, event: IncidentOpened) -> None:
    """The clocks that run by themselves start the moment the case is opened."""
    for one in live_duties(event.role, StartsFrom.AWARENESS):
        _start(uow, event.incident_id, one, event.aware_at)


def on_risk_assessed(uow: UnitOfWork, event: RiskAssessed) -> None:
    """A high risk starts the duty to tell the people (Article 34(1) GDPR), once."""
    if event.level is not RiskLevel.HIGH:
        return
    case = incidents.case(uow, event.incident_id)
    for one in live_duties(case.role, StartsFrom.HIGH_RISK):
        if store.of_duty(uow.session, case.id, one.code) is None:
            _start(uow, case.id, one, uow.clock.now())


def on_awareness_corrected(uow: UnitOfWork, event: AwarenessCorrected) -> None:
    """Move every clock that runs from awareness; what was discharged keeps its instant."""
    for row in store.of_case(uow.session, event.incident_id):
        if duty(row.duty).starts_from is StartsFrom.AWARENESS:
            _set_clock(row, event.corrected)
            uow.record(ObligationMoved(row.id, row.incident_id, row.duty, row.due_at))


def on_obligation_settled(uow: UnitOfWork, event: ObligationDischarged | ObligationWaived) -> None:
    """Note on the timeline how a duty ended."""
    if isinstance(event, ObligationWaived):
        text = _("Obligation waived, with a reason: %(duty)s.", duty=duty(event.duty).title)
        timeline.note(uow, event.incident_id, EntryKind.DECISION, text)
        return
    text = _("Obligation met: %(duty)s.", duty=duty(event.duty).title)
    timeline.note(uow, event.incident_id, EntryKind.DECISION, text, event.at)


def start_complement(uow: UnitOfWork, incident_id: str, filed_at: datetime) -> None:
    """An initial filing starts the clock for its complement (Article 33(4) GDPR)."""
    case = incidents.case(uow, incident_id)
    for one in live_duties(case.role, StartsFrom.FIRST_FILING):
        _start(uow, case.id, one, filed_at)


def add_optional(
    uow: UnitOfWork, incident_id: str, code: str, started_at: datetime, obligation_id: str
) -> str:
    """Start a clock by hand: of another regime, or one this role does not start by itself."""
    case = incidents.case(uow, incident_id, Permission.INCIDENT_DECIDE)
    if store.find(uow.session, obligation_id):
        return obligation_id
    check_start(started_at, uow.clock.now())
    if store.of_duty(uow.session, case.id, duty(code).code):
        raise RuleError(_("This clock already runs in this case."), field="duty")
    return _start(uow, case.id, duty(code), started_at, obligation_id)


def discharge(uow: UnitOfWork, obligation_id: str, version: int, how: Discharge) -> None:
    row = _changing(uow, obligation_id, version, Permission.INCIDENT_DECIDE)
    _discharge(uow, row, how)


def discharge_duty(uow: UnitOfWork, incident_id: str, code: str, how: Discharge) -> None:
    """Discharge the duty if it runs and is open; a case without it is left as it is."""
    incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    row = store.of_duty(uow.session, incident_id, code)
    if row is not None and row.discharged_at is None and row.waived_at is None:
        _discharge(uow, row, how)


def waive(uow: UnitOfWork, obligation_id: str, version: int, reason: str) -> None:
    row = _changing(uow, obligation_id, version, Permission.OBLIGATION_WAIVE)
    check_reason(reason)
    row.waived_at, row.waived_by = uow.clock.now(), uow.actor.name
    row.waive_reason = reason.strip()
    uow.record(ObligationWaived(row.id, row.incident_id, row.duty))


def reopen(uow: UnitOfWork, obligation_id: str, version: int, reason: str) -> None:
    """Take back a discharge or a waiver; the audit log keeps that there was one."""
    row = store.get(uow.session, obligation_id)
    incidents.case(uow, row.incident_id, Permission.INCIDENT_DECIDE)
    if row.version != version:
        raise StaleError
    if row.discharged_at is None and row.waived_at is None:
        raise RuleError(_("This obligation is still open: there is nothing to take back."))
    check_reason(reason)
    row.discharged_at = row.waived_at = None
    row.proof = row.delay_reason = row.waive_reason = ""
    row.evidence_id = None
    uow.record(ObligationReopened(row.id, row.incident_id, row.duty))


def of_case(uow: UnitOfWork, incident_id: str) -> tuple[ObligationView, ...]:
    incidents.case(uow, incident_id)
    return tuple(_view(uow, row) for row in store.of_case(uow.session, incident_id))


def of_cases(
    uow: UnitOfWork, incident_ids: Collection[str]
) -> dict[str, tuple[ObligationView, ...]]:
    """The obligations of many cases; the caller has checked the cases."""
    found: dict[str, list[ObligationView]] = {incident_id: [] for incident_id in incident_ids}
    for row in store.of_cases(uow.session, incident_ids):
        found[row.incident_id].append(_view(uow, row))
    return {incident_id: tuple(views) for incident_id, views in found.items()}


def get(uow: UnitOfWork, incident_id: str, obligation_id: str) -> ObligationView:
    """One obligation, only through its own case."""
    incidents.case(uow, incident_id)
    row = store.get(uow.session, obligation_id)
    if row.incident_id != incident_id:
        raise NotFoundError(_("There is nothing at this address."))
    return _view(uow, row)


def next_due(uow: UnitOfWork, incident_id: str) -> ObligationView | None:
    """The open obligation that comes first; those without a time come after all others."""
    return next((one for one in of_case(uow, incident_id) if one.is_open), None)


def open_ones(uow: UnitOfWork) -> tuple[tuple[ObligationView, Case], ...]:
    """Every open obligation of the cases the actor may read, the soonest due first."""
    rows = store.open_ones(uow.session)
    cases = incidents.readable(uow, {row.incident_id for row in rows})
    return tuple(
        (_view(uow, row), cases[row.incident_id]) for row in rows if row.incident_id in cases
    )


def _start(
    uow: UnitOfWork, incident_id: str, one: Duty, start: datetime, obligation_id: str | None = None
) -> str:
    row = Obligation(id=obligation_id or new_id(), incident_id=incident_id, duty=one.code)
    _set_clock(row, start)
    uow.create(row)
    uow.record(ObligationStarted(row.id, incident_id, one.code, row.due_at))
    return row.id


def _set_clock(row: Obligation, start: datetime) -> None:
    found = deadlines.reckoning(duty(row.duty).clock, start)
    row.started_at, row.due_at = start, found.due
    row.literal_at, row.outer_at = found.literal, found.outer_limit
    row.outer_extended = found.outer_extended


def _changing(
    uow: UnitOfWork, obligation_id: str, version: int, permission: Permission
) -> Obligation:
    """An open obligation, in the version the person saw."""
    row = store.get(uow.session, obligation_id)
    incidents.case(uow, row.incident_id, permission)
    if row.version != version:
        raise StaleError
    if row.discharged_at is not None or row.waived_at is not None:
        raise RuleError(_("This obligation is already settled."))
    return row


def _discharge(uow: UnitOfWork, row: Obligation, how: Discharge) -> None:
    check_discharge(how, row.started_at, row.due_at, uow.clock.now())
    row.discharged_at, row.discharged_by = how.at, uow.actor.name
    row.proof, row.delay_reason = how.proof.strip(), how.delay_reason.strip()
    row.evidence_id = how.evidence_id
    uow.record(ObligationDischarged(row.id, row.incident_id, row.duty, how.at))


def _view(uow: UnitOfWork, row: Obligation) -> ObligationView:
    return ObligationView(
        id=row.id,
        incident_id=row.incident_id,
        duty=duty(row.duty),
        started_at=row.started_at,
        due_at=row.due_at,
        literal_at=row.literal_at,
        outer_at=row.outer_at,
        outer_extended=row.outer_extended,
        standing=standing(row.due_at, uow.clock.now(), row.discharged_at, row.waived_at),
        discharged_at=row.discharged_at,
        discharged_by=row.discharged_by,
        proof=row.proof,
        evidence_id=row.evidence_id,
        delay_reason=row.delay_reason,
        waived_at=row.waived_at,
        waived_by=row.waived_by,
        waive_reason=row.waive_reason,
        version=row.version,
    )
