"""Queries on calendar feeds."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from breachdesk.calendars.models import CalendarFeed


def of_person(session: Session, user_id: str) -> CalendarFeed | None:
    return session.get(CalendarFeed, user_id)


def by_hash(session: Session, token_hash: str) -> CalendarFeed | None:
    return session.scalars(
        select(CalendarFeed).where(CalendarFeed.token_hash == token_hash)
    ).one_or_none()
