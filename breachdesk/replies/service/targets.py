"""The days in which an organisation wants to answer questions and complaints."""

from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import StaleError
from breachdesk.replies import store
from breachdesk.replies.domain import Targets
from breachdesk.replies.domain.clock import check_targets
from breachdesk.replies.domain.events import TargetsChanged
from breachdesk.replies.models import ReplyTarget

DEFAULTS = Targets()


def targets(uow: UnitOfWork, organisation_id: str) -> Targets:
    row = store.targets_of(uow.session, organisation_id)
    return Targets(row.question_days, row.complaint_days) if row else DEFAULTS


def targets_version(uow: UnitOfWork, organisation_id: str) -> int:
    """The version a form is made from; 0 while they are the defaults."""
    row = store.targets_of(uow.session, organisation_id)
    return row.version if row else 0


def change_targets(uow: UnitOfWork, organisation_id: str, seen: int, wanted: Targets) -> None:
    """For what is received from now on; clocks that run keep their end."""
    uow.actor.require(Permission.ORGANISATION_EDIT, organisation_id)
    if targets_version(uow, organisation_id) != seen:
        raise StaleError
    check_targets(wanted)
    row = store.targets_of(uow.session, organisation_id)
    if row is None:
        row = ReplyTarget(organisation_id=organisation_id)
        uow.add(row)
    row.question_days, row.complaint_days = wanted.question_days, wanted.complaint_days
    uow.record(TargetsChanged(organisation_id, "", wanted.question_days, wanted.complaint_days))
