"""Evidence as rows; the bytes lie in the file store."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base


class Evidence(Base):
    """One file of one case. `about_id` names the measure, entry or filing it belongs to."""

    __tablename__ = "evidence"

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), index=True)
    about_id: Mapped[str] = mapped_column(index=True, default="")
    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    media_type: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    added_at: Mapped[datetime]
    added_by: Mapped[str]
