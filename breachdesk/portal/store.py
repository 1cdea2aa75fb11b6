"""Counting wrong links and codes by address."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from breachdesk.portal.models import PortalTry


def tries(session: Session, address: str, since: datetime) -> int:
    query = select(func.count()).where(PortalTry.address == address, PortalTry.tried_at > since)
    return session.scalar(query) or 0


def forget(session: Session, before: datetime) -> None:
    session.execute(delete(PortalTry).where(PortalTry.tried_at <= before))
