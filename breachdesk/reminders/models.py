"""Reminder rules of an organisation, and the reminders that were due: one row each, ever."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base


class ReminderRule(Base):
    """What an organisation changed of the default rules; absent means the defaults."""

    __tablename__ = "reminder_rule"

    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    rules: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own convention


class Reminder(Base):
    """The unique key is the promise: one mail for each obligation, due time, slot and person."""

    __tablename__ = "reminder"
    audited = False  # an attempt that finds the row there already changes nothing
    __table_args__ = (UniqueConstraint("obligation_id", "due_at", "slot_minutes", "recipient_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    obligation_id: Mapped[str] = mapped_column(ForeignKey("obligation.id"), index=True)
    due_at: Mapped[datetime]
    slot_minutes: Mapped[int]
    recipient_id: Mapped[str]
    mail_id: Mapped[str | None]
    queued_at: Mapped[datetime]
