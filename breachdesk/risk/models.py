"""Assessments as rows: every one is a version, none is changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base
from breachdesk.risk.domain import AdviceSource, Exemption, RiskLevel


class Assessment(Base):
    __tablename__ = "assessment"
    __table_args__ = (UniqueConstraint("incident_id", "version"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), index=True)
    version: Mapped[int]
    level: Mapped[RiskLevel]
    reasons: Mapped[str]
    decided_at: Mapped[datetime]
    decided_by: Mapped[str]
    proposed: Mapped[RiskLevel | None]
    """What the methods proposed then; none where nobody had asked them."""
    severity: Mapped[float | None]
    """ENISA's score then, 0.25 to 6."""
    exemption: Mapped[Exemption] = mapped_column(default=Exemption.NONE)
    inputs_sha256: Mapped[str] = mapped_column(default="")
    """Of what the methods were given then: another value now means that facts have changed."""
    decided_by_id: Mapped[str] = mapped_column(default="")
    needs_second: Mapped[bool] = mapped_column(default=False)
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[str] = mapped_column(default="")


class Circumstances(Base):
    """What the methods ask beyond the CNIL's form, in the vocabulary of case files."""

    __tablename__ = "risk_circumstances"

    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    values: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own convention


class Advice(Base):
    """What an authority, counsel, a union or an insurer said; never changed, never deleted."""

    __tablename__ = "risk_advice"

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), index=True)
    source: Mapped[AdviceSource]
    who: Mapped[str]
    given_at: Mapped[datetime]
    text: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
