"""Reading the trail in order."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select, text
from sqlalchemy.orm import Session, aliased

from breachdesk.audit.domain import GENESIS, Entry
from breachdesk.audit.models import AuditEntry

LOCK = 7_232_022
BATCH = 2_000


def lock_head(session: Session) -> tuple[int, str]:
    """(last sequence number, last digest), held against other writers until commit.

    SQLite needs no lock of its own: a writing transaction is alone from its start.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    last = session.execute(
        select(AuditEntry.seq, AuditEntry.digest).order_by(AuditEntry.seq.desc()).limit(1)
    ).one_or_none()
    return (last.seq, last.digest) if last else (0, GENESIS)


def stream(session: Session) -> Iterator[tuple[Entry, str]]:
    """(entry, mac) from the first to the last, in constant memory."""
    query = select(
        AuditEntry.seq,
        AuditEntry.at,
        AuditEntry.actor_id,
        AuditEntry.tag,
        AuditEntry.subject_id,
        AuditEntry.incident_id,
        AuditEntry.body,
        AuditEntry.digest,
        AuditEntry.mac,
    ).order_by(AuditEntry.seq)
    for seq, at, *others, mac in session.execute(query.execution_options(yield_per=BATCH)):
        yield Entry(seq, at.isoformat(), *others), mac


def chained(session: Session, incident_id: str) -> Iterator[tuple[Entry, str]]:
    """(entry, digest of the entry before it in the whole trail) of one case, in order."""
    before = aliased(AuditEntry)
    query = (
        select(AuditEntry, before.digest)
        .outerjoin(before, before.seq == AuditEntry.seq - 1)
        .where(AuditEntry.incident_id == incident_id)
        .order_by(AuditEntry.seq)
    )
    for row, previous in session.execute(query.execution_options(yield_per=BATCH)):
        values = {name: getattr(row, name) for name in Entry.__slots__}
        yield Entry(**{**values, "at": row.at.isoformat()}), previous or GENESIS


def of_subject(
    session: Session, incident_id: str, subject_id: str, limit: int
) -> Sequence[AuditEntry]:
    """The newest entries about one object of a case, newest first."""
    return session.scalars(
        select(AuditEntry)
        .where(AuditEntry.incident_id == incident_id, AuditEntry.subject_id == subject_id)
        .order_by(AuditEntry.seq.desc())
        .limit(limit)
    ).all()


def of_incident(session: Session, incident_id: str, limit: int) -> Sequence[AuditEntry]:
    """The newest entries of one case, newest first."""
    return session.scalars(
        select(AuditEntry)
        .where(AuditEntry.incident_id == incident_id)
        .order_by(AuditEntry.seq.desc())
        .limit(limit)
    ).all()
