"""Each controller's own 72 hours, set anew whenever what is known of its awareness changes."""

from breachdesk.controllers.domain.clock import Knowledge, awareness
from breachdesk.controllers.domain.events import ControllerAware
from breachdesk.controllers.models import AffectedController
from breachdesk.deadlines import service as deadlines
from breachdesk.infra.uow import UnitOfWork
from breachdesk.obligations.registry import duty

DUTY = "gdpr-33-1"


def reset(uow: UnitOfWork, row: AffectedController) -> None:
    """Set awareness and due time from the instants of the row; a change is recorded."""
    found = awareness(
        Knowledge(row.delivered_at, row.acknowledged_at, row.other_at, row.retained_at)
    )
    at, basis = (found.at, found.basis) if found else (None, None)
    if (at, basis) == (row.aware_at, row.aware_basis):
        return
    row.aware_at, row.aware_basis = at, basis
    row.due_at = deadlines.reckoning(duty(DUTY).clock, at).due if at else None
    uow.record(ControllerAware(row.id, row.incident_id, at, basis or "", row.due_at))
