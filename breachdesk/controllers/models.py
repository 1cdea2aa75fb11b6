"""Affected controllers and what passed between them and the processor, as rows."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.controllers.domain.clock import AwarenessBasis
from breachdesk.controllers.domain.controller import Answer, Contact
from breachdesk.controllers.domain.delivery import Channel, DeliveryState
from breachdesk.controllers.domain.mandate import MandateKind
from breachdesk.controllers.domain.notice import NoticeState
from breachdesk.infra.db import Base


class AffectedController(Base):
    """`aware_at` and `due_at` follow from the instants above them (domain/clock.py)."""

    __tablename__ = "affected_controller"
    __table_args__ = (
        UniqueConstraint("incident_id", "number"),
        Index("ix_affected_controller_due", "incident_id", "due_at", "number"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"))
    number: Mapped[int]
    name: Mapped[str]
    finess: Mapped[str] = mapped_column(default="")
    siret: Mapped[str] = mapped_column(default="")
    siren: Mapped[str] = mapped_column(default="")
    own_key: Mapped[str] = mapped_column(default="")
    contact_name: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    department: Mapped[str] = mapped_column(default="")
    dpo_name: Mapped[str] = mapped_column(default="")
    dpo_email: Mapped[str] = mapped_column(default="")
    contract: Mapped[str] = mapped_column(default="")
    contract_hours: Mapped[int | None]
    persons_declared: Mapped[int | None]
    persons_counted: Mapped[int | None]
    records_declared: Mapped[int | None]
    language: Mapped[str] = mapped_column(default="fr")
    contact: Mapped[Contact]
    contact_problem: Mapped[str] = mapped_column(default="")
    notice_sent_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[str] = mapped_column(default="")
    other_at: Mapped[datetime | None]
    other_why: Mapped[str] = mapped_column(default="")
    retained_at: Mapped[datetime | None]
    retained_why: Mapped[str] = mapped_column(default="")
    aware_at: Mapped[datetime | None]
    aware_basis: Mapped[AwarenessBasis | None]
    due_at: Mapped[datetime | None]
    risk_view: Mapped[str] = mapped_column(default="")
    mandate_file: Mapped[Answer] = mapped_column(default=Answer.NONE)
    mandate_inform: Mapped[Answer] = mapped_column(default=Answer.NONE)
    filed_at: Mapped[datetime | None]
    cnil_number: Mapped[str] = mapped_column(default="")
    override_why: Mapped[str] = mapped_column(default="")
    override_by: Mapped[str] = mapped_column(default="")
    override_by_id: Mapped[str] = mapped_column(default="")
    override_confirmed_by: Mapped[str] = mapped_column(default="")
    withdrawn_at: Mapped[datetime | None]
    withdrawn_why: Mapped[str] = mapped_column(default="")
    added_at: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own convention


class Notice(Base):
    """A text for all controllers of the case; frozen with its SHA-256 once approved."""

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("incident_id", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), index=True)
    number: Mapped[int]
    state: Mapped[NoticeState]
    wordings: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]
    withdrawn_why: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own convention


class NoticeDelivery(Base):
    """One notice to one controller, once."""

    __tablename__ = "notice_delivery"
    __table_args__ = (UniqueConstraint("notice_id", "controller_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    notice_id: Mapped[str] = mapped_column(ForeignKey("notice.id"))
    controller_id: Mapped[str] = mapped_column(ForeignKey("affected_controller.id"), index=True)
    channel: Mapped[Channel]
    mail_id: Mapped[str | None] = mapped_column(unique=True)
    state: Mapped[DeliveryState]
    queued_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")


class NoticeReminder(Base):
    """A reminder that was queued; the key says it is never queued twice."""

    __tablename__ = "notice_reminder"
    __table_args__ = (UniqueConstraint("controller_id", "notice_id", "hours"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    controller_id: Mapped[str] = mapped_column(ForeignKey("affected_controller.id"))
    notice_id: Mapped[str] = mapped_column(ForeignKey("notice.id"))
    hours: Mapped[int]
    mail_id: Mapped[str]
    queued_at: Mapped[datetime]


class PortalLink(Base):
    """A personal link; of the token only the SHA-256 is kept."""

    __tablename__ = "portal_link"

    id: Mapped[str] = mapped_column(primary_key=True)
    controller_id: Mapped[str] = mapped_column(ForeignKey("affected_controller.id"), index=True)
    token_sha256: Mapped[str] = mapped_column(unique=True)
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]


class Mandate(Base):
    __tablename__ = "mandate"

    id: Mapped[str] = mapped_column(primary_key=True)
    controller_id: Mapped[str] = mapped_column(ForeignKey("affected_controller.id"), index=True)
    kind: Mapped[MandateKind]
    answer: Mapped[Answer]
    given_at: Mapped[datetime]
    statement: Mapped[dict[str, Any]]
    sha256: Mapped[str]


class ControllerQuestion(Base):
    __tablename__ = "controller_question"

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), index=True)
    controller_id: Mapped[str] = mapped_column(ForeignKey("affected_controller.id"), index=True)
    asked_at: Mapped[datetime]
    text: Mapped[str]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    is_shared: Mapped[bool] = mapped_column(default=False)
