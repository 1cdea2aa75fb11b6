"""Queueing work, doing it under a lease, and telling people how far it is."""

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import BreachDeskError, NotFoundError, TransientError
from breachdesk.kernel.text import Text, _
from breachdesk.tasks import store
from breachdesk.tasks.domain import (
    LEASE,
    LIFECYCLE,
    MAX_ATTEMPTS,
    NewTask,
    TaskCancelled,
    TaskEnded,
    TaskQueued,
    TaskState,
    TaskView,
)
from breachdesk.tasks.models import Task

log = logging.getLogger(__name__)

Begin: TypeAlias = Callable[[], UnitOfWork]
Handler: TypeAlias = Callable[["Job"], Mapping[str, Any]]


class StoppedError(Exception):
    """The work was cancelled, or another worker has taken it over: leave it at once."""


@dataclass(frozen=True)
class Job:
    """A piece of work in a worker's hands."""

    task: TaskView
    begin: Begin
    holder: str

    def report(self, done: int, total: int) -> None:
        """Say how far it is and renew the lease; StoppedError when it is no longer ours."""
        with self.begin() as uow:
            self.report_in(uow, done, total)

    def report_in(self, uow: UnitOfWork, done: int, total: int) -> None:
        """The same within the transaction of the step itself: step and report stand or fall."""
        until = uow.clock.now() + LEASE
        if not store.hold(
            uow.session, self.task.id, self.holder, done=done, total=total, lease_until=until
        ):
            raise StoppedError


def queue(uow: UnitOfWork, new: NewTask) -> str:
    """The caller has checked what the actor may do in the case."""
    if store.find(uow.session, new.id):
        return new.id
    uow.create(
        Task(
            id=new.id,
            kind=new.kind,
            incident_id=new.incident_id,
            params=dict(new.params),
            state=TaskState.QUEUED,
            created_at=uow.clock.now(),
            created_by=uow.actor.user_id,
            result={},
        )
    )
    uow.record(TaskQueued(new.id, new.incident_id, new.kind))
    return new.id


def run_next(begin: Begin, handlers: Mapping[str, Handler], holder: str) -> bool:
    """Do one piece of work of the kinds that `handlers` names; False when none is waiting."""
    with begin() as uow:
        row = store.claim(uow.session, handlers, holder, uow.clock.now())
        if row is None:
            return False
        task, attempts = _view(row), row.attempts
    job = Job(task, begin, holder)
    if attempts > MAX_ATTEMPTS:
        _end(job, TaskState.FAILED, _("This work broke off several times and was given up."))
        return True
    try:
        result = handlers[task.kind](job)
    except StoppedError:
        log.info("work stopped", extra={"task_id": task.id})
    except TransientError as error:
        _end(job, TaskState.FAILED if attempts >= MAX_ATTEMPTS else TaskState.QUEUED, error.text)
    except BreachDeskError as error:
        _end(job, TaskState.FAILED, error.text)
    else:
        _end(job, TaskState.DONE, None, result)
    return True


def cancel(uow: UnitOfWork, incident_id: str, task_id: str) -> None:
    """A piece under way stops at its next report; what it has done so far stays."""
    row = _row(uow, incident_id, task_id, Permission.INCIDENT_EDIT)
    LIFECYCLE.check(row.state, TaskState.CANCELLED)
    row.state, row.ended_at = TaskState.CANCELLED, uow.clock.now()
    uow.record(TaskCancelled(row.id, row.incident_id, row.kind))


def get(uow: UnitOfWork, incident_id: str, task_id: str) -> TaskView:
    return _view(_row(uow, incident_id, task_id, Permission.INCIDENT_READ))


def of_case(uow: UnitOfWork, incident_id: str, kinds: Collection[str]) -> tuple[TaskView, ...]:
    """The newest first."""
    incidents.case(uow, incident_id)
    return tuple(_view(row) for row in store.of_case(uow.session, incident_id, kinds))


def _end(
    job: Job, state: TaskState, problem: Text | None, result: Mapping[str, Any] | None = None
) -> None:
    with job.begin() as uow:
        is_ours = store.hold(
            uow.session,
            job.task.id,
            job.holder,
            state=state,
            problem=_stored(problem),
            result=dict(result or {}),
            ended_at=uow.clock.now() if state is not TaskState.QUEUED else None,
        )
        if is_ours:
            uow.record(TaskEnded(job.task.id, job.task.incident_id, job.task.kind, state))
    log.info("work ended", extra={"task_id": job.task.id, "state": state.value})


def _row(uow: UnitOfWork, incident_id: str, task_id: str, permission: Permission) -> Task:
    incidents.case(uow, incident_id, permission)
    row = store.get(uow.session, task_id)
    if row.incident_id != incident_id:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def _stored(problem: Text | None) -> dict[str, Any] | None:
    """Kept as a sentence to translate: whoever looks later may read another language."""
    if problem is None:
        return None
    params = {
        name: value if isinstance(value, str | int) else str(value)
        for name, value in problem.params.items()
    }
    return {"msgid": problem.msgid, "params": params}


def _view(row: Task) -> TaskView:
    return TaskView(
        id=row.id,
        kind=row.kind,
        incident_id=row.incident_id,
        params=row.params,
        state=row.state,
        created_at=row.created_at,
        created_by=row.created_by,
        done=row.done,
        total=row.total,
        result=row.result,
        problem=Text(**row.problem) if row.problem else None,
    )
