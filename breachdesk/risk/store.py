"""Queries on assessments."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from breachdesk.risk.models import Advice, Assessment, Circumstances


def of_case(session: Session, incident_id: str) -> Sequence[Assessment]:
    """Every version, the newest first."""
    return session.scalars(
        select(Assessment)
        .where(Assessment.incident_id == incident_id)
        .order_by(Assessment.version.desc())
    ).all()


def of_cases(session: Session, incident_ids: Collection[str]) -> Sequence[Assessment]:
    """Every version of many cases, the oldest first."""
    return session.scalars(
        select(Assessment)
        .where(Assessment.incident_id.in_(incident_ids))
        .order_by(Assessment.version, Assessment.id)
    ).all()


def get(session: Session, assessment_id: str) -> Assessment | None:
    return session.get(Assessment, assessment_id)


def circumstances(session: Session, incident_id: str) -> Circumstances | None:
    return session.get(Circumstances, incident_id)


def advice(session: Session, incident_id: str) -> Sequence[Advice]:
    """The newest first."""
    return session.scalars(
        select(Advice)
        .where(Advice.incident_id == incident_id)
        .order_by(Advice.given_at.desc(), Advice.id)
    ).all()


def find_advice(session: Session, advice_id: str) -> Advice | None:
    return session.get(Advice, advice_id)
