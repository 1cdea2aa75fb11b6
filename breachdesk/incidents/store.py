"""Queries on cases. Lists always have a total order."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, text
from sqlalchemy.orm import Session

from breachdesk.incidents.domain import CaseFilter, Step
from breachdesk.incidents.models import (
    AwarenessCorrection,
    Incident,
    IncidentStep,
    ReferenceCounter,
)
from breachdesk.kernel.zones import midnight

NEW_YEAR = text(
    "INSERT INTO reference_counter (year, last) VALUES (:year, 0) ON CONFLICT (year) DO NOTHING"
)


def find(session: Session, incident_id: str) -> Incident | None:
    return session.get(Incident, incident_id)


def lock(session: Session, incident_id: str) -> None:
    """Rows that refer to the incident may still be added meanwhile."""
    session.execute(
        select(Incident.id).where(Incident.id == incident_id).with_for_update(key_share=True)
    )


def find_by_reference(session: Session, reference: str) -> Incident | None:
    return session.scalars(select(Incident).where(Incident.reference == reference)).one_or_none()


def by_ids(session: Session, incident_ids: Collection[str]) -> Sequence[Incident]:
    """Those that exist and are not archived."""
    return session.scalars(
        select(Incident)
        .where(Incident.id.in_(incident_ids), Incident.archived_at.is_(None))
        .order_by(Incident.aware_at, Incident.id)
    ).all()


def page(
    session: Session, scope: frozenset[str] | None, wanted: CaseFilter, offset: int, limit: int
) -> tuple[Sequence[Incident], int]:
    """(cases, how many there are in all), the latest awareness first."""
    query = _narrowed(scope, wanted)
    if wanted.year is not None:
        query = query.where(_in_year(session, wanted.year))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = session.scalars(
        query.order_by(Incident.aware_at.desc(), Incident.id).offset(offset).limit(limit)
    ).all()
    return rows, total


def _narrowed(scope: frozenset[str] | None, wanted: CaseFilter) -> Select[Incident]:
    query = select(Incident)
    if scope is not None:
        query = query.where(Incident.organisation_id.in_(scope))
    if wanted.organisation_id:
        query = query.where(Incident.organisation_id == wanted.organisation_id)
    if wanted.exercises is not None:
        query = query.where(Incident.is_exercise.is_(wanted.exercises))
    query = query.where(
        Incident.archived_at.is_not(None) if wanted.archived else Incident.archived_at.is_(None)
    )
    if wanted.text:
        like = wanted.text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
        query = query.where(
            or_(
                Incident.title.ilike(f"%{like}%", escape="\\"),
                Incident.reference.ilike(f"%{like}%", escape="\\"),
            )
        )
    return query


def _in_year(session: Session, year: int) -> ColumnElement[bool]:
    """Awareness in that year on the clocks of the case's own zone: a year begins with each zone."""
    zones = session.scalars(select(Incident.zone).distinct().order_by(Incident.zone))
    within = (
        and_(
            Incident.zone == zone_name,
            Incident.aware_at >= midnight(date(year, 1, 1), zone_name),
            Incident.aware_at < midnight(date(year + 1, 1, 1), zone_name),
        )
        for zone_name in zones
    )
    return or_(false(), *within)


def steps(session: Session, incident_ids: Sequence[str]) -> dict[str, list[IncidentStep]]:
    """The steps in force of each case, in the order they were reached."""
    found: dict[str, list[IncidentStep]] = {incident_id: [] for incident_id in incident_ids}
    rows = session.scalars(
        select(IncidentStep)
        .where(IncidentStep.incident_id.in_(incident_ids), IncidentStep.withdrawn_at.is_(None))
        .order_by(IncidentStep.reached_at, IncidentStep.id)
    )
    for row in rows:
        found[row.incident_id].append(row)
    return found


def corrections(
    session: Session, incident_ids: Sequence[str]
) -> dict[str, list[AwarenessCorrection]]:
    found: dict[str, list[AwarenessCorrection]] = {incident_id: [] for incident_id in incident_ids}
    rows = session.scalars(
        select(AwarenessCorrection)
        .where(AwarenessCorrection.incident_id.in_(incident_ids))
        .order_by(AwarenessCorrection.corrected_at, AwarenessCorrection.id)
    )
    for row in rows:
        found[row.incident_id].append(row)
    return found


def active_step(session: Session, incident_id: str, step: Step) -> IncidentStep | None:
    return session.scalars(
        select(IncidentStep).where(
            IncidentStep.incident_id == incident_id,
            IncidentStep.step == step,
            IncidentStep.withdrawn_at.is_(None),
        )
    ).one_or_none()


def next_reference(session: Session, now: datetime) -> str:
    """The next number of the year, as INC-2026-0001. Two writers never get the same.

    SQLite writers are alone; PostgreSQL locks the counter's row until commit. The first two of
    a year may arrive together, so the row is made in a way that lets one of them lose.
    """
    year = now.astimezone(UTC).year
    session.execute(NEW_YEAR, {"year": year})
    counter = session.get_one(ReferenceCounter, year, with_for_update=True)
    counter.last += 1
    session.flush()
    return f"INC-{year}-{counter.last:04d}"
