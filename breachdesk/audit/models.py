"""The trail as a table; triggers in the database refuse to change or delete a row."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base


class AuditEntry(Base):
    __tablename__ = "audit_entry"
    audited = False

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[str]
    tag: Mapped[str] = mapped_column(index=True)
    subject_id: Mapped[str] = mapped_column(index=True)
    incident_id: Mapped[str] = mapped_column(index=True)
    body: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)
    mac: Mapped[str]
