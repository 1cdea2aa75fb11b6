"""Queries on reminders; the unique key decides which of two schedulers sends."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from breachdesk.reminders.models import Reminder, ReminderRule


def rules_of(session: Session, organisation_id: str) -> ReminderRule | None:
    return session.get(ReminderRule, organisation_id)


def was_sent(
    session: Session, obligation_id: str, due_at: datetime, minutes: int, recipient_id: str
) -> bool:
    """Whether this slot, or a later one of the same clock, was already sent to the person.

    A later one counts: after the system clock was set back, an old slot is not sent again.
    """
    found = session.scalars(
        select(Reminder.id)
        .where(
            Reminder.obligation_id == obligation_id,
            Reminder.due_at == due_at,
            Reminder.slot_minutes >= minutes,
            Reminder.recipient_id == recipient_id,
        )
        .limit(1)
    ).one_or_none()
    return found is not None


def insert_once(session: Session, **values: Any) -> bool:  # noqa: ANN401  # the row's columns
    """Insert the reminder unless it exists; False when somebody else was first."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    new = dialect.insert(Reminder).values(**values).on_conflict_do_nothing()
    # Counted by what comes back: not every driver tells the rows of an INSERT.
    return session.scalar(new.returning(Reminder.id)) is not None
