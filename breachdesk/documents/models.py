"""Issued documents as rows; the PDF lies in the file store."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base


class Document(Base):
    """`facts_digest` is the fingerprint of what the document was made from: it tells staleness."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("incident_id", "kind", "about_id", "language", "version"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), index=True)
    kind: Mapped[str]
    about_id: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    version: Mapped[int]
    sha256: Mapped[str]
    size: Mapped[int]
    facts_digest: Mapped[str]
    issued_at: Mapped[datetime]
    issued_by: Mapped[str]
