"""Actions of a case as rows; titles are copied from the playbook, so its edits change no case."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base
from breachdesk.measures.domain import MeasureKind, MeasureStatus, Phase


class Measure(Base):
    __tablename__ = "measure"

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), index=True)
    playbook: Mapped[str] = mapped_column(default="")
    key: Mapped[str] = mapped_column(default="")
    position: Mapped[int]
    phase: Mapped[Phase]
    kind: Mapped[MeasureKind]
    title_fr: Mapped[str]
    title_en: Mapped[str]
    detail_fr: Mapped[str] = mapped_column(default="")
    detail_en: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    wants_evidence: Mapped[bool] = mapped_column(default=False)
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    due_at: Mapped[datetime | None]
    status: Mapped[MeasureStatus]
    done_at: Mapped[datetime | None]
    done_by: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own convention
