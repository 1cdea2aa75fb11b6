"""What is known of a piece of work, and how that may change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from breachdesk.kernel.events import Event
from breachdesk.kernel.states import Lifecycle
from breachdesk.kernel.text import Text, _

LEASE = timedelta(minutes=2)
"""Renewed with every report of progress; work whose worker died goes on elsewhere after it."""

MAX_ATTEMPTS = 5


class TaskState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


LIFECYCLE = Lifecycle(
    {
        TaskState.QUEUED: frozenset({TaskState.RUNNING, TaskState.CANCELLED}),
        TaskState.RUNNING: frozenset(
            {TaskState.DONE, TaskState.FAILED, TaskState.CANCELLED, TaskState.QUEUED}
        ),
        TaskState.DONE: frozenset(),
        TaskState.FAILED: frozenset({TaskState.QUEUED}),
        TaskState.CANCELLED: frozenset(),
    }
)

STATE_LABELS: Mapping[TaskState, Text] = {
    TaskState.QUEUED: _("Waiting"),
    TaskState.RUNNING: _("In progress"),
    TaskState.DONE: _("Done"),
    TaskState.FAILED: _("Failed"),
    TaskState.CANCELLED: _("Cancelled"),
}


@dataclass(frozen=True, slots=True)
class NewTask:
    """`params` are ids and plain values: they are read back by the handler of this `kind`."""

    id: str
    kind: str
    incident_id: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TaskView:
    """`done` of `total` steps; `result` is what the handler said at the end."""

    id: str
    kind: str
    incident_id: str
    params: Mapping[str, Any]
    state: TaskState
    created_at: datetime
    created_by: str
    done: int
    total: int
    result: Mapping[str, Any]
    problem: Text | None

    @property
    def is_over(self) -> bool:
        return self.state not in {TaskState.QUEUED, TaskState.RUNNING}

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0


@dataclass(frozen=True, slots=True)
class TaskQueued(Event):
    tag: ClassVar[str] = "task:queued"
    kind: str


@dataclass(frozen=True, slots=True)
class TaskEnded(Event):
    tag: ClassVar[str] = "task:ended"
    kind: str
    state: TaskState


@dataclass(frozen=True, slots=True)
class TaskCancelled(Event):
    tag: ClassVar[str] = "task:cancelled"
    kind: str
