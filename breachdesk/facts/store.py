"""Queries on facts."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from breachdesk.facts.models import Fact


def current(session: Session, incident_id: str) -> Sequence[Fact]:
    """The newest version of every field ever answered in the case."""
    newest = (
        select(Fact.key, func.max(Fact.version).label("version"))
        .where(Fact.incident_id == incident_id)
        .group_by(Fact.key)
        .subquery()
    )
    return session.scalars(
        select(Fact)
        .join(newest, (Fact.key == newest.c.key) & (Fact.version == newest.c.version))
        .where(Fact.incident_id == incident_id)
        .order_by(Fact.key)
    ).all()


def of_cases(
    session: Session, incident_ids: Collection[str], keys: Collection[str]
) -> Sequence[Fact]:
    """The newest version of some fields in many cases at once."""
    newest = (
        select(Fact.incident_id, Fact.key, func.max(Fact.version).label("version"))
        .where(Fact.incident_id.in_(incident_ids), Fact.key.in_(keys))
        .group_by(Fact.incident_id, Fact.key)
        .subquery()
    )
    return session.scalars(
        select(Fact)
        .join(
            newest,
            (Fact.incident_id == newest.c.incident_id)
            & (Fact.key == newest.c.key)
            & (Fact.version == newest.c.version),
        )
        .order_by(Fact.incident_id, Fact.key)
    ).all()


def history(session: Session, incident_id: str, key: str) -> Sequence[Fact]:
    """Every version of one field, the newest first."""
    return session.scalars(
        select(Fact)
        .where(Fact.incident_id == incident_id, Fact.key == key)
        .order_by(Fact.version.desc())
    ).all()
