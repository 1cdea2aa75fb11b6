"""Queries on filings."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.notifications.domain import FilingState
from breachdesk.notifications.models import Notification


def find(session: Session, notification_id: str) -> Notification | None:
    return session.get(Notification, notification_id)


def get(session: Session, incident_id: str, notification_id: str) -> Notification:
    """The filing, only through its own case."""
    row = session.get(Notification, notification_id)
    if row is None or row.incident_id != incident_id:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def of_case(session: Session, incident_id: str) -> Sequence[Notification]:
    return session.scalars(
        select(Notification)
        .where(Notification.incident_id == incident_id)
        .order_by(Notification.number)
    ).all()


def of_cases(session: Session, incident_ids: Collection[str]) -> Sequence[Notification]:
    return session.scalars(
        select(Notification)
        .where(Notification.incident_id.in_(incident_ids))
        .order_by(Notification.number, Notification.id)
    ).all()


def drafts(session: Session) -> Sequence[Notification]:
    return session.scalars(
        select(Notification)
        .where(Notification.state == FilingState.DRAFT)
        .order_by(Notification.created_at, Notification.id)
    ).all()


def last_filed(session: Session, incident_id: str, before: int) -> Notification | None:
    """The filing a complementary numbered `before` completes."""
    return session.scalars(
        select(Notification)
        .where(
            Notification.incident_id == incident_id,
            Notification.state == FilingState.FILED,
            Notification.number < before,
        )
        .order_by(Notification.number.desc())
        .limit(1)
    ).one_or_none()
