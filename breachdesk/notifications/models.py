"""Article 33 filings as rows; what was filed is frozen in `snapshot`."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base
from breachdesk.notifications.domain import FilingState, NotificationKind


class Notification(Base):
    __tablename__ = "notification"
    __table_args__ = (UniqueConstraint("incident_id", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), index=True)
    number: Mapped[int]
    kind: Mapped[NotificationKind]
    state: Mapped[FilingState]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    filed_at: Mapped[datetime | None]
    filed_by: Mapped[str] = mapped_column(default="")
    cnil_number: Mapped[str] = mapped_column(default="")
    receipt_id: Mapped[str | None]
    snapshot: Mapped[dict[str, Any] | None]
    snapshot_sha256: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own convention
