"""Queries on the actions of cases."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.measures.domain import MeasureKind, MeasureStatus
from breachdesk.measures.models import Measure


def find(session: Session, measure_id: str) -> Measure | None:
    return session.get(Measure, measure_id)


def get(session: Session, incident_id: str, measure_id: str) -> Measure:
    """The action, only through its own case."""
    row = session.get(Measure, measure_id)
    if row is None or row.incident_id != incident_id:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def of_case(session: Session, incident_id: str) -> Sequence[Measure]:
    return session.scalars(
        select(Measure)
        .where(Measure.incident_id == incident_id)
        .order_by(Measure.position, Measure.id)
    ).all()


def open_count(session: Session, incident_id: str, *, containment: bool | None) -> int:
    """Open actions: of containment, of all other kinds, or of any kind (None)."""
    query = select(func.count(Measure.id)).where(
        Measure.incident_id == incident_id, Measure.status == MeasureStatus.OPEN
    )
    if containment is True:
        query = query.where(Measure.kind == MeasureKind.CONTAINMENT)
    if containment is False:
        query = query.where(Measure.kind != MeasureKind.CONTAINMENT)
    return session.scalar(query) or 0


def owned(session: Session, owner_id: str) -> Sequence[Measure]:
    """Open actions of one person, the soonest due first."""
    return session.scalars(
        select(Measure)
        .where(Measure.owner_id == owner_id, Measure.status == MeasureStatus.OPEN)
        .order_by(Measure.due_at.is_(None), Measure.due_at, Measure.position, Measure.id)
    ).all()


def last_position(session: Session, incident_id: str) -> int:
    query = select(func.max(Measure.position)).where(Measure.incident_id == incident_id)
    return session.scalar(query) or 0
