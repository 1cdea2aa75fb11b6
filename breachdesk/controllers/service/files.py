"""The file of each controller: adding, editing, what it knew when, its filing, withdrawing it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from breachdesk.audit import service as audit
from breachdesk.audit.domain import LogLine
from breachdesk.controllers.domain.clock import check_knowledge
from breachdesk.controllers.domain.controller import (
    IDENTITY,
    Contact,
    ControllerFilter,
    ControllerView,
    EditController,
    Learnt,
    NewController,
    Place,
    check_filing,
    check_new,
    check_why,
)
from breachdesk.controllers.domain.events import (
    ControllerAdded,
    ControllerEdited,
    ControllerFiled,
    ControllerRestored,
    ControllerWithdrawn,
)
from breachdesk.controllers.domain.export import ControllersExported
from breachdesk.controllers.models import AffectedController
from breachdesk.controllers.service import clocks
from breachdesk.controllers.store import files as store
from breachdesk.deadlines.domain import standing
from breachdesk.identities.domain.postcodes import department
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import NotFoundError, RuleError, StaleError
from breachdesk.kernel.text import _

HISTORY = 100


def add(uow: UnitOfWork, incident_id: str, new: NewController) -> str:
    case = incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    incidents.alone(uow, case.id)
    if store.find(uow.session, new.id):
        return new.id
    check_new(new)
    number = store.last_number(uow.session, case.id) + 1
    uow.create(fresh(new, case.id, number, uow.clock.now()))
    uow.record(ControllerAdded(new.id, case.id))
    return new.id


def fresh(
    new: NewController, incident_id: str, number: int, added_at: datetime
) -> AffectedController:
    """A new row; nothing is checked."""
    row = AffectedController(
        id=new.id,
        incident_id=incident_id,
        number=number,
        contact=Contact.MISSING,
        added_at=added_at,
    )
    fill(row, new)
    return row


def fill(row: AffectedController, new: NewController) -> list[str]:
    """Put the values into the row; returns the names of the columns that changed."""
    wanted: dict[str, object] = {key: new.identity.get(key, "").strip() for key in IDENTITY}
    wanted |= {
        "contract_hours": new.contract_hours,
        "persons_declared": new.persons_declared,
        "records_declared": new.records_declared,
        "language": new.language,
        "department": department(new.identity.get("postcode", "")),
    }
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, wanted[name])
    if "email" in changed:
        row.contact = Contact.FINE if row.email else Contact.MISSING
        row.contact_problem = ""
    return changed


def edit(uow: UnitOfWork, incident_id: str, change: EditController) -> None:
    """Save what a person corrected; StaleError when somebody else saved meanwhile."""
    row = changing(uow, incident_id, change.id, change.version)
    check_new(change.new)
    changed = fill(row, change.new)
    if changed:
        uow.record(ControllerEdited(row.id, row.incident_id, ",".join(changed)))


def learnt(
    uow: UnitOfWork, incident_id: str, controller_id: str, version: int, told: Learnt
) -> None:
    """Record knowledge from elsewhere (the press), or the awareness a person retains."""
    row = changing(uow, incident_id, controller_id, version, Permission.INCIDENT_DECIDE)
    now = uow.clock.now()
    check_knowledge(told.other_at, told.other_why, now, "other")
    check_knowledge(told.retained_at, told.retained_why, now, "retained")
    row.other_at, row.other_why = told.other_at, told.other_why.strip()
    row.retained_at, row.retained_why = told.retained_at, told.retained_why.strip()
    uow.record(ControllerEdited(row.id, row.incident_id, "awareness"))
    clocks.reset(uow, row)


def heard_elsewhere(
    uow: UnitOfWork, incident_id: str, controller_ids: Sequence[str], at: datetime, why: str
) -> int:
    """The same knowledge for many at once, as when the press writes; returns for how many.

    A controller that knew earlier keeps its earlier instant.
    """
    incidents.case(uow, incident_id, Permission.INCIDENT_DECIDE)
    check_knowledge(at, why, uow.clock.now(), "other")
    rows = store.by_ids(uow.session, incident_id, controller_ids)
    found = [row for row in rows if row.other_at is None or row.other_at > at]
    for row in found:
        row.other_at, row.other_why = at, why.strip()
        uow.record(ControllerEdited(row.id, incident_id, "awareness"))
        clocks.reset(uow, row)
    return len(found)


def judge_risk(
    uow: UnitOfWork, incident_id: str, controller_id: str, version: int, view: str
) -> None:
    """The controller's own view of the risk, as it told it."""
    row = changing(uow, incident_id, controller_id, version)
    row.risk_view = view
    uow.record(ControllerEdited(row.id, incident_id, "risk_view"))


def record_filing(
    uow: UnitOfWork, incident_id: str, controller_id: str, filed_at: datetime, number: str
) -> None:
    """Note the controller's notification to the CNIL, by itself or by mandate."""
    incidents.case(uow, incident_id, Permission.NOTIFICATION_FILE)
    note_filing(uow, store.get(uow.session, incident_id, controller_id), filed_at, number)


def record_filing_seen(
    uow: UnitOfWork, incident_id: str, seen: tuple[str, int], filed_at: datetime, number: str
) -> None:
    """The same from a page; StaleError when the controller (id, version) changed meanwhile."""
    controller_id, version = seen
    row = changing(uow, incident_id, controller_id, version, Permission.NOTIFICATION_FILE)
    note_filing(uow, row, filed_at, number)


def note_filing(uow: UnitOfWork, row: AffectedController, filed_at: datetime, number: str) -> None:
    """The same without asking who acts: for the portal, where the controller itself does."""
    check_filing(filed_at, number, row.aware_at, uow.clock.now())
    row.filed_at, row.cnil_number = filed_at, number.strip()
    uow.record(ControllerFiled(row.id, row.incident_id, filed_at))


def withdraw(uow: UnitOfWork, incident_id: str, controller_id: str, version: int, why: str) -> None:
    """The controller turns out not to be concerned: it stays on record, with the reason."""
    row = changing(uow, incident_id, controller_id, version, Permission.INCIDENT_DECIDE)
    check_why(why)
    if row.withdrawn_at:
        raise RuleError(_("This is no longer possible in the present state."))
    row.withdrawn_at, row.withdrawn_why = uow.clock.now(), why.strip()
    uow.record(ControllerWithdrawn(row.id, incident_id))


def restore(uow: UnitOfWork, incident_id: str, controller_id: str, version: int) -> None:
    row = changing(uow, incident_id, controller_id, version, Permission.INCIDENT_DECIDE)
    row.withdrawn_at, row.withdrawn_why = None, ""
    uow.record(ControllerRestored(row.id, incident_id))


def get(uow: UnitOfWork, incident_id: str, controller_id: str) -> ControllerView:
    incidents.case(uow, incident_id)
    return view(uow, store.get(uow.session, incident_id, controller_id))


def names(uow: UnitOfWork, incident_id: str, controller_ids: Collection[str]) -> dict[str, str]:
    """What these controllers are called, by id."""
    return {row.id: row.name for row in store.by_ids(uow.session, incident_id, controller_ids)}


def places(uow: UnitOfWork, incident_id: str, controller_ids: Collection[str]) -> dict[str, Place]:
    """The same with the town: several may share a name. By name, then town."""
    rows = store.by_ids(uow.session, incident_id, controller_ids)
    found = {row.id: Place(row.name, row.city) for row in rows}
    return dict(sorted(found.items(), key=lambda one: (one[1].sorting, one[0])))


def found(uow: UnitOfWork, controller_id: str) -> ControllerView:
    """A controller by its id alone, within the actor's cases."""
    row = store.find(uow.session, controller_id)
    if row is None:
        raise NotFoundError(_("There is nothing at this address."))
    return get(uow, row.incident_id, controller_id)


def history(uow: UnitOfWork, incident_id: str, controller_id: str) -> tuple[LogLine, ...]:
    """What happened to the file, the latest first; empty for those who may not read the trail."""
    case = incidents.case(uow, incident_id)
    row = store.get(uow.session, incident_id, controller_id)
    if not uow.actor.may(Permission.AUDIT_READ, case.organisation_id):
        return ()
    return audit.of_subject(uow, incident_id, row.id, HISTORY)


def page(
    uow: UnitOfWork, incident_id: str, wanted: ControllerFilter, offset: int = 0, limit: int = 50
) -> tuple[tuple[ControllerView, ...], int]:
    """(controllers, how many in all), the one whose time runs out first at the top."""
    incidents.case(uow, incident_id)
    rows, total = store.page(uow.session, incident_id, wanted, uow.clock.now(), offset, limit)
    return tuple(view(uow, row) for row in rows), total


def of_case(uow: UnitOfWork, incident_id: str) -> tuple[ControllerView, ...]:
    """Every controller of the case by number, the withdrawn ones too."""
    incidents.case(uow, incident_id)
    return tuple(view(uow, row) for row in store.every(uow.session, incident_id))


def informable(uow: UnitOfWork, incident_id: str) -> tuple[str, ...]:
    """Ids of those whose patients may be written to: by mandate, or by a confirmed override."""
    incidents.case(uow, incident_id)
    return tuple(store.informable(uow.session, incident_id))


def export(uow: UnitOfWork, incident_id: str) -> tuple[ControllerView, ...]:
    """The same to take along; who did is recorded."""
    incidents.case(uow, incident_id, Permission.REGISTER_EXPORT)
    found = of_case(uow, incident_id)
    uow.record(ControllersExported(incident_id, incident_id, len(found)))
    return found


def changing(
    uow: UnitOfWork,
    incident_id: str,
    controller_id: str,
    version: int,
    permission: Permission = Permission.INCIDENT_EDIT,
) -> AffectedController:
    """The row in the version the person saw."""
    incidents.case(uow, incident_id, permission)
    row = store.get(uow.session, incident_id, controller_id)
    if row.version != version:
        raise StaleError
    return row


def view(uow: UnitOfWork, row: AffectedController) -> ControllerView:
    return ControllerView(
        id=row.id,
        incident_id=row.incident_id,
        number=row.number,
        identity={key: getattr(row, key) for key in IDENTITY},
        contract_hours=row.contract_hours,
        persons_declared=row.persons_declared,
        persons_counted=row.persons_counted,
        records_declared=row.records_declared,
        language=row.language,
        department=row.department,
        contact=row.contact,
        contact_problem=row.contact_problem,
        notice_sent_at=row.notice_sent_at,
        delivered_at=row.delivered_at,
        acknowledged_at=row.acknowledged_at,
        acknowledged_by=row.acknowledged_by,
        other_at=row.other_at,
        other_why=row.other_why,
        retained_at=row.retained_at,
        retained_why=row.retained_why,
        aware_at=row.aware_at,
        aware_basis=row.aware_basis,
        due_at=row.due_at,
        standing=standing(row.due_at, uow.clock.now(), row.filed_at, row.withdrawn_at),
        risk_view=row.risk_view,
        mandate_file=row.mandate_file,
        mandate_inform=row.mandate_inform,
        filed_at=row.filed_at,
        cnil_number=row.cnil_number,
        override_why=row.override_why,
        override_by=row.override_by,
        override_confirmed_by=row.override_confirmed_by,
        withdrawn_at=row.withdrawn_at,
        withdrawn_why=row.withdrawn_why,
        version=row.version,
    )
