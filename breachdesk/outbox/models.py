"""Mails as rows: the row is the queue, the state says what is known."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base
from breachdesk.outbox.domain import MailState


class OutboxMail(Base):
    """`sealed` holds address and texts in place of their columns, which are then empty."""

    __tablename__ = "outbox_mail"
    # Claims and leases are technical; service.py records what the trail must know.
    audited = False

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(index=True, default="")
    purpose: Mapped[str]
    recipient_id: Mapped[str] = mapped_column(index=True)
    to_address: Mapped[str]
    language: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str]
    secret_id: Mapped[str] = mapped_column(default="", server_default="")
    sealed: Mapped[bytes | None]
    message_id: Mapped[str] = mapped_column(unique=True)
    state: Mapped[MailState] = mapped_column(index=True)
    queued_at: Mapped[datetime]
    not_before: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    holder: Mapped[str] = mapped_column(default="")
    lease_until: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    reply: Mapped[str] = mapped_column(default="")
