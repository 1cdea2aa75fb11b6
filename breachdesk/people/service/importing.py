"""Saying which column is which, and having a worker import the file."""

from collections.abc import Mapping
from itertools import islice

from breachdesk.controllers import service as controllers
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import OrganisationRole
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import _
from breachdesk.people.domain.columns import check_not_refused, guessed, targets
from breachdesk.people.domain.progress import TASK
from breachdesk.people.domain.refusing import SAMPLE, Refusal, refused
from breachdesk.rosters import service as rosters
from breachdesk.rosters.domain import Columns, RosterState, RosterView, check_columns
from breachdesk.tasks import service as tasks
from breachdesk.tasks.domain import NewTask, TaskView


def dropped(uow: UnitOfWork, view: RosterView) -> dict[int, Refusal]:
    """Columns of the file that are refused by their name or for what they hold."""
    with rosters.reading(uow, view) as rows:
        return refused(view.headings, [row.cells for row in islice(rows, SAMPLE) if not row.fault])


def guess(
    uow: UnitOfWork, view: RosterView, saved: Mapping[str, str] | None = None
) -> dict[str, int]:
    """The columns by their headings; an organisation's own persons have no other controller."""
    found = guessed(view.headings, dropped(uow, view), saved)
    case = incidents.case(uow, view.incident_id)
    is_own = case.role is not OrganisationRole.PROCESSOR
    if is_own and not controllers.of_case(uow, view.incident_id):
        found.pop("controller", None)
    return found


def check(uow: UnitOfWork, view: RosterView, columns: Columns) -> None:
    """Raise RuleError for columns that cannot be imported so."""
    incidents.case(uow, view.incident_id, Permission.PEOPLE_IMPORT)
    if view.state is not RosterState.UPLOADED:
        raise RuleError(_("This file was already imported or discarded."))
    check_columns(columns, len(view.headings), targets(uow.clock.now().date()))
    check_not_refused(columns, dropped(uow, view))
    has_controllers = bool(controllers.of_case(uow, view.incident_id))
    if has_controllers and "controller" not in columns:
        raise RuleError(
            _("Choose the column that says which controller it is."), field="controller"
        )
    if "controller" in columns and not has_controllers:
        raise RuleError(
            _("This case has no controllers yet: import them first."), field="controller"
        )


def queue(uow: UnitOfWork, view: RosterView, columns: Columns, language: str) -> str:
    """Have a worker import the file; the same file is never queued twice at a time."""
    check(uow, view, columns)
    for task in imports(uow, view.incident_id):
        if task.params["roster_id"] == view.id and not task.is_over:
            return task.id
    params = {"roster_id": view.id, "columns": dict(columns), "language": language}
    return tasks.queue(uow, NewTask(new_id(), TASK, view.incident_id, params))


def imports(uow: UnitOfWork, incident_id: str) -> tuple[TaskView, ...]:
    return tasks.of_case(uow, incident_id, (TASK,))
