"""Facts as rows: every version of every field is kept."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base


class Fact(Base):
    """One version of one field of one case; `value` is None for "not known yet"."""

    __tablename__ = "fact"
    __table_args__ = (UniqueConstraint("incident_id", "key", "version"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), index=True)
    key: Mapped[str]
    version: Mapped[int]
    value: Mapped[dict[str, Any] | None]
    as_of: Mapped[datetime | None]
    source: Mapped[str] = mapped_column(default="")
    confidence: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
