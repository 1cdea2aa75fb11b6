"""Bundles that were asked for, as rows; the ZIP lies in the file store under its digest."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base


class EvidenceBundle(Base):
    """`id` is that of the task that makes it, where a page asked; `made_at` is empty till then."""

    __tablename__ = "evidence_bundle"

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), index=True)
    is_personal: Mapped[bool]
    language: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by: Mapped[str]
    made_at: Mapped[datetime | None]
    sha256: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    files: Mapped[int] = mapped_column(default=0)
