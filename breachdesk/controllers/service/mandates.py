"""What controllers decide: acknowledgement, mandates, their own filing."""

from datetime import datetime

from breachdesk.controllers.domain.events import ControllerAcknowledged
from breachdesk.controllers.domain.mandate import (
    MandateGiven,
    MandateKind,
    MandateView,
    NewMandate,
    check_new,
    fingerprint,
    statement,
)
from breachdesk.controllers.models import AffectedController, Mandate
from breachdesk.controllers.service import clocks, files
from breachdesk.controllers.store import files as file_store
from breachdesk.controllers.store import notices as notice_store
from breachdesk.controllers.store import portal as store
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.errors import NotFoundError, RuleError
from breachdesk.kernel.text import _
from breachdesk.organisations import service as organisations


def acknowledge(uow: UnitOfWork, controller_id: str, name: str) -> bool:
    """Note that the controller has received the notice; False when it had done so before."""
    row = _deciding(uow, controller_id)
    if row.acknowledged_at is not None:
        return False
    if not name.strip():
        raise RuleError(_("Give your name."), field="name")
    row.acknowledged_at, row.acknowledged_by = uow.clock.now(), name.strip()
    uow.record(ControllerAcknowledged(row.id, row.incident_id))
    clocks.reset(uow, row)
    return True


def give(uow: UnitOfWork, controller_id: str, new: NewMandate) -> str:
    """Freeze the declaration; the latest of its kind is in force. Returns its id."""
    row = _deciding(uow, controller_id)
    if store.mandate(uow.session, new.id):
        return new.id
    check_new(new)
    now = uow.clock.now()
    declared = statement(new, _parties(uow, row), now)
    digest = fingerprint(declared)
    uow.create(
        Mandate(
            id=new.id,
            controller_id=row.id,
            kind=new.kind,
            answer=new.answer,
            given_at=now,
            statement=declared,
            sha256=digest,
        )
    )
    if new.kind is MandateKind.FILE:
        row.mandate_file = new.answer
    else:
        row.mandate_inform = new.answer
    uow.record(MandateGiven(row.id, row.incident_id, new.id, new.kind, new.answer, digest))
    return new.id


def filed_itself(uow: UnitOfWork, controller_id: str, filed_at: datetime, number: str) -> None:
    """The controller tells that it has notified the CNIL."""
    files.note_filing(uow, _deciding(uow, controller_id), filed_at, number)


def mandates_of(uow: UnitOfWork, incident_id: str, controller_id: str) -> tuple[MandateView, ...]:
    """Every declaration of the controller, the latest first."""
    incidents.case(uow, incident_id)
    row = file_store.get(uow.session, incident_id, controller_id)
    return tuple(_view(one) for one in store.mandates_of(uow.session, row.id))


def of_case(uow: UnitOfWork, incident_id: str) -> tuple[MandateView, ...]:
    """Every declaration of every controller, in the order they were given."""
    incidents.case(uow, incident_id)
    return tuple(_view(one) for one in store.mandates_of_case(uow.session, incident_id))


def mandate(uow: UnitOfWork, incident_id: str, mandate_id: str) -> MandateView:
    """One declaration, only through its own case."""
    incidents.case(uow, incident_id)
    row = store.mandate(uow.session, mandate_id)
    if row is None:
        raise NotFoundError(_("There is nothing at this address."))
    file_store.get(uow.session, incident_id, row.controller_id)
    return _view(row)


def _deciding(uow: UnitOfWork, controller_id: str) -> AffectedController:
    """The row for a decision of the controller itself, as long as there is something to decide."""
    row = file_store.locked(uow.session, controller_id)
    case = incidents.case(uow, row.incident_id)
    if row.withdrawn_at is not None:
        raise RuleError(_("You are no longer concerned by this case: nothing is asked of you."))
    if not notice_store.sent(uow.session, row.incident_id):
        raise RuleError(_("The notice was withdrawn: nothing is asked of you at present."))
    if case.is_settled:
        raise RuleError(_("This case is closed; write to the contact below."))
    return row


def _parties(uow: UnitOfWork, row: AffectedController) -> dict[str, str]:
    case = incidents.case(uow, row.incident_id)
    return {
        "reference": case.reference,
        "processor": organisations.names(uow)[case.organisation_id],
        "controller": row.name,
        "controller_id": row.id,
        "siret": row.siret,
        "finess": row.finess,
    }


def _view(row: Mandate) -> MandateView:
    declared = row.statement
    return MandateView(
        id=row.id,
        controller_id=row.controller_id,
        kind=row.kind,
        answer=row.answer,
        declared_name=declared["declared_name"],
        declared_function=declared["declared_function"],
        wording=declared["wording"],
        language=declared["language"],
        given_at=row.given_at,
        statement=declared,
        sha256=row.sha256,
    )
