"""Writing to the patients of a controller that gave no mandate: one proposes, another confirms."""

from breachdesk.controllers.domain.controller import check_why
from breachdesk.controllers.domain.events import (
    OverrideConfirmed,
    OverrideProposed,
    OverrideWithdrawn,
)
from breachdesk.controllers.service.files import changing
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import ForbiddenError, RuleError
from breachdesk.kernel.text import _


def propose_override(
    uow: UnitOfWork, incident_id: str, controller_id: str, version: int, why: str
) -> None:
    """Want to write to the patients of a controller that gave no mandate; another must agree."""
    row = changing(uow, incident_id, controller_id, version, Permission.INCIDENT_DECIDE)
    check_why(why)
    row.override_why, row.override_by = why.strip(), uow.actor.name
    row.override_by_id, row.override_confirmed_by = uow.actor.user_id, ""
    uow.record(OverrideProposed(row.id, incident_id))


def confirm_override(uow: UnitOfWork, incident_id: str, controller_id: str, version: int) -> None:
    row = changing(uow, incident_id, controller_id, version, Permission.INCIDENT_DECIDE)
    if not row.override_why:
        raise RuleError(_("This is no longer possible in the present state."))
    if row.override_by_id == uow.actor.user_id:
        raise ForbiddenError(_("A second person must confirm this."))
    row.override_confirmed_by = uow.actor.name
    uow.record(OverrideConfirmed(row.id, incident_id))


def drop_override(uow: UnitOfWork, incident_id: str, controller_id: str, version: int) -> None:
    row = changing(uow, incident_id, controller_id, version, Permission.INCIDENT_DECIDE)
    row.override_why = row.override_by = row.override_by_id = row.override_confirmed_by = ""
    uow.record(OverrideWithdrawn(row.id, incident_id))
