"""Duties of a case as rows; what is overdue is computed when read, never stored."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base


class Obligation(Base):
    __tablename__ = "obligation"

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), index=True)
    duty: Mapped[str]
    started_at: Mapped[datetime]
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    literal_at: Mapped[datetime | None]
    outer_at: Mapped[datetime | None]
    outer_extended: Mapped[bool] = mapped_column(default=False)
    discharged_at: Mapped[datetime | None]
    discharged_by: Mapped[str] = mapped_column(default="")
    proof: Mapped[str] = mapped_column(default="")
    evidence_id: Mapped[str | None]
    delay_reason: Mapped[str] = mapped_column(default="")
    waived_at: Mapped[datetime | None]
    waived_by: Mapped[str] = mapped_column(default="")
    waive_reason: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own convention
