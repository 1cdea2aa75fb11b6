"""Pieces of work as rows: the row is the queue."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base
from breachdesk.tasks.domain import TaskState


class Task(Base):
    __tablename__ = "task"
    # Claims, leases and progress are technical; service.py records what the trail must know.
    audited = False

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    incident_id: Mapped[str] = mapped_column(index=True)
    params: Mapped[dict[str, Any]]
    state: Mapped[TaskState] = mapped_column(index=True)
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    holder: Mapped[str] = mapped_column(default="")
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)
    problem: Mapped[dict[str, Any] | None]
    ended_at: Mapped[datetime | None]
