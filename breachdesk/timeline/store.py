"""Queries on timelines."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from breachdesk.timeline.models import TimelineEntry


def find(session: Session, entry_id: str) -> TimelineEntry | None:
    return session.get(TimelineEntry, entry_id)


def of_case(session: Session, incident_id: str) -> Sequence[TimelineEntry]:
    """The latest first; entries of the same instant in the order they were recorded."""
    return session.scalars(
        select(TimelineEntry)
        .where(TimelineEntry.incident_id == incident_id)
        .order_by(
            TimelineEntry.occurred_at.desc(),
            TimelineEntry.recorded_at.desc(),
            TimelineEntry.id,
        )
    ).all()
