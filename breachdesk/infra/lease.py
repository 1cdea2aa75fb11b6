"""A lease in the database: of many processes, one leads, and another takes over when it dies."""

from datetime import datetime, timedelta

from sqlalchemy import insert, or_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from breachdesk.infra.db import Base


class JobLease(Base):
    __tablename__ = "job_lease"
    audited = False

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[datetime]


def hold(session: Session, name: str, holder: str, now: datetime, length: timedelta) -> bool:
    """Take or renew the lease; False while somebody else's has not run out. Commits."""
    renewed = session.execute(
        update(JobLease)
        .where(JobLease.name == name)
        .where(
            or_(JobLease.holder == holder, JobLease.until <= now, JobLease.until > now + 2 * length)
        )
        .values(holder=holder, until=now + length)
    )
    if renewed.rowcount == 0:  # type: ignore[attr-defined]  # a CursorResult for an UPDATE
        try:
            session.execute(insert(JobLease).values(name=name, holder=holder, until=now + length))
        except IntegrityError:
            session.rollback()
            return False
    session.commit()
    return True
