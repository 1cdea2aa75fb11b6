"""The queue of work: every move is one conditional UPDATE; no two workers hold one piece."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.tasks.domain import LEASE, TaskState
from breachdesk.tasks.models import Task


def find(session: Session, task_id: str) -> Task | None:
    return session.get(Task, task_id)


def get(session: Session, task_id: str) -> Task:
    """The row as it stands now, kept from others until the transaction ends when it may write."""
    row = session.get(Task, task_id, populate_existing=True, with_for_update=True)
    if row is None:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def claim(session: Session, kinds: Collection[str], holder: str, now: datetime) -> Task | None:
    """Take the oldest piece that waits, or whose worker's lease has run out; None without one."""
    waits = Task.state == TaskState.QUEUED
    abandoned = (Task.state == TaskState.RUNNING) & (Task.lease_until < now)
    found = session.scalars(
        select(Task.id)
        .where(or_(waits, abandoned), Task.kind.in_(kinds))
        .order_by(Task.created_at, Task.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()
    if found is None:
        return None
    taken = session.execute(
        update(Task)
        .where(Task.id == found, or_(waits, abandoned))
        .values(
            state=TaskState.RUNNING,
            holder=holder,
            lease_until=now + LEASE,
            attempts=Task.attempts + 1,
        )
    )
    return get(session, found) if taken.rowcount == 1 else None  # type: ignore[attr-defined]


def hold(session: Session, task_id: str, holder: str, **values: object) -> bool:
    """Change the piece if it is still running and still ours; False otherwise."""
    moved = session.execute(
        update(Task)
        .where(Task.id == task_id, Task.state == TaskState.RUNNING, Task.holder == holder)
        .values(**values)
    )
    return bool(moved.rowcount == 1)  # type: ignore[attr-defined]


def of_case(session: Session, incident_id: str, kinds: Collection[str]) -> Sequence[Task]:
    """The newest first."""
    return session.scalars(
        select(Task)
        .where(Task.incident_id == incident_id, Task.kind.in_(kinds))
        .order_by(Task.created_at.desc(), Task.id)
    ).all()
