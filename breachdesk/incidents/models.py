"""The case as rows: the incident, its steps, and corrections of the awareness instant."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.incidents.domain import (
    Certainty,
    DiscoveryChannel,
    IncidentType,
    OrganisationRole,
    Step,
)
from breachdesk.infra.db import Base


class Incident(Base):
    __tablename__ = "incident"

    id: Mapped[str] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    title: Mapped[str]
    role: Mapped[OrganisationRole]
    certainty: Mapped[Certainty]
    incident_type: Mapped[IncidentType]
    channel: Mapped[DiscoveryChannel]
    channel_other: Mapped[str] = mapped_column(default="")
    discovered_at: Mapped[datetime | None]
    aware_at: Mapped[datetime] = mapped_column(index=True)
    """The awareness retained; corrections keep the former value in awareness_correction."""
    zone: Mapped[str]
    is_exercise: Mapped[bool] = mapped_column(default=False)
    is_demo: Mapped[bool] = mapped_column(default=False)
    opened_at: Mapped[datetime]
    opened_by: Mapped[str]
    archived_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own convention


class IncidentStep(Base):
    """A step the case has reached; the row of a withdrawn step stays, with its reason."""

    __tablename__ = "incident_step"

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), index=True)
    step: Mapped[Step]
    reached_at: Mapped[datetime]
    reached_by: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str] = mapped_column(default="")


class AwarenessCorrection(Base):
    __tablename__ = "awareness_correction"

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), index=True)
    former: Mapped[datetime]
    corrected: Mapped[datetime]
    reason: Mapped[str]
    corrected_at: Mapped[datetime]
    corrected_by: Mapped[str]


class ReferenceCounter(Base):
    """The last number given to a case in each year; a number is never given twice."""

    __tablename__ = "reference_counter"
    audited = False

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
