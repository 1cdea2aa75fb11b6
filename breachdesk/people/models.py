"""Persons as rows: one sealed blob each, blind indexes, and flags to choose an audience by."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base
from breachdesk.people.domain.matching import Doubt
from breachdesk.people.domain.release import Reason


class Person(Base):
    """`sealed` opens with the incident's key for the place person|`key` only.

    `home_index` covers name, birth date and postcode (domain/matching.py); `records` counts the
    rows about the person. The mail domain is in clear: sending is throttled by it.
    """

    __tablename__ = "person"
    __table_args__ = (
        Index("ix_person_incident", "incident_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"))
    key: Mapped[str]
    sealed: Mapped[bytes]
    nir_index: Mapped[bytes | None] = mapped_column(index=True)
    name_index: Mapped[bytes] = mapped_column(index=True)
    home_index: Mapped[bytes | None]
    has_email: Mapped[bool]
    has_phone: Mapped[bool]
    has_address: Mapped[bool]
    is_minor: Mapped[bool]
    is_protected: Mapped[bool]
    is_deceased: Mapped[bool]
    language: Mapped[str]
    mail_domain: Mapped[str]
    records: Mapped[int]


class PersonController(Base):
    """Whose records a person is in; `records` counts the rows from that controller."""

    __tablename__ = "person_controller"
    __table_args__ = (Index("ix_person_controller_controller", "controller_id", "person_id"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    controller_id: Mapped[str] = mapped_column(
        ForeignKey("affected_controller.id"), primary_key=True
    )
    records: Mapped[int]


class PersonDoubt(Base):
    """Two persons who may be one; a human decides."""

    __tablename__ = "person_doubt"
    __table_args__ = (UniqueConstraint("person_id", "other_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[Doubt]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str] = mapped_column(default="")


class PeopleImport(Base):
    """How far a file has been taken in: `row` is set in the transaction that took it."""

    __tablename__ = "people_import"

    roster_id: Mapped[str] = mapped_column(ForeignKey("roster.id"), primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), index=True)
    row: Mapped[int]
    accepted: Mapped[int]
    duplicate: Mapped[int]
    rejected: Mapped[int]
    parts: Mapped[list[Any]]
    refused: Mapped[list[Any]]


class PeopleStock(Base):
    """One row a case: kept from other writers while a chunk is taken, and who destroys it all."""

    __tablename__ = "people_stock"

    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    purge_proposed_at: Mapped[datetime | None]
    purge_proposed_by: Mapped[str] = mapped_column(default="")
    purge_proposed_by_id: Mapped[str] = mapped_column(default="")
    purged_at: Mapped[datetime | None]
    purged_by: Mapped[str] = mapped_column(default="")
    persons: Mapped[int] = mapped_column(default=0)
    records: Mapped[int] = mapped_column(default=0)
    files: Mapped[int] = mapped_column(default=0)


class PeopleExport(Base):
    """An export that was asked for; its content is made when it is fetched and never kept."""

    __tablename__ = "people_export"

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), index=True)
    reason: Mapped[Reason]
    persons: Mapped[int]
    asked_at: Mapped[datetime]
    asked_by: Mapped[str]
    asked_by_id: Mapped[str]
    approved_by: Mapped[str] = mapped_column(default="")
    ready_until: Mapped[datetime | None]
