"""Uploaded table files as rows; the bytes lie sealed under the incident's key."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base
from breachdesk.rosters.domain import RosterState


class Roster(Base):
    __tablename__ = "roster"

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), index=True)
    purpose: Mapped[str]
    name: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    state: Mapped[RosterState]
    uploaded_at: Mapped[datetime] = mapped_column(index=True)
    uploaded_by: Mapped[str]
    layout: Mapped[dict[str, Any]]
    headings: Mapped[list[Any]]
    tally: Mapped[dict[str, Any]] = mapped_column(default=dict)
    has_report: Mapped[bool] = mapped_column(default=False)


class RosterColumns(Base):
    """A mapping of columns kept under a name, for an organisation's next file of the kind."""

    __tablename__ = "roster_columns"
    __table_args__ = (UniqueConstraint("organisation_id", "purpose", "name"),)
    # A convenience of the form: nothing that happened to a case.
    audited = False

    id: Mapped[str] = mapped_column(primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    purpose: Mapped[str]
    name: Mapped[str]
    headings: Mapped[dict[str, Any]]
