"""Campaigns, their texts, and one row for each mail: the row is the queue."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base
from breachdesk.outreach.domain.campaign import CampaignState
from breachdesk.outreach.domain.cascade import First
from breachdesk.outreach.domain.delivery import DeliveryState


class Campaign(Base):
    """`digest` is what the approval is bound to; empty without one."""

    __tablename__ = "campaign"
    __table_args__ = (UniqueConstraint("incident_id", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"))
    number: Mapped[int]
    name: Mapped[str]
    state: Mapped[CampaignState] = mapped_column(index=True)
    audience: Mapped[dict[str, Any]]
    pace: Mapped[dict[str, Any]]
    text_number: Mapped[int]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    author_ids: Mapped[list[Any]]
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[str] = mapped_column(default="")
    approved_by_id: Mapped[str] = mapped_column(default="")
    audience_count: Mapped[int] = mapped_column(default=0)
    audience_sha256: Mapped[str] = mapped_column(default="")
    digest: Mapped[str] = mapped_column(default="")
    launch_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    note: Mapped[dict[str, Any] | None]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own convention


class CascadeRules(Base):
    """The order of channels of a case; without a row the defaults of the domain hold."""

    __tablename__ = "cascade_rules"

    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    first: Mapped[First]
    falls: Mapped[list[Any]]
    notice: Mapped[bool]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own convention


class CampaignText(Base):
    """Every version that was saved; the campaign names the one in force."""

    __tablename__ = "campaign_text"
    __table_args__ = (UniqueConstraint("campaign_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    campaign_id: Mapped[str] = mapped_column(ForeignKey("campaign.id"))
    number: Mapped[int]
    wordings: Mapped[dict[str, Any]]
    sha256: Mapped[str]
    saved_at: Mapped[datetime]
    saved_by: Mapped[str]


class CampaignPace(Base):
    """Where a campaign that was launched stands: mails up to `released_to` may leave."""

    __tablename__ = "campaign_pace"
    # Counters; the service records what the trail must know.
    audited = False

    campaign_id: Mapped[str] = mapped_column(ForeignKey("campaign.id"), primary_key=True)
    released_to: Mapped[int] = mapped_column(default=0)
    is_canary: Mapped[bool] = mapped_column(default=False)
    next_wave_at: Mapped[datetime | None]
    levels: Mapped[dict[str, Any]] = mapped_column(default=dict)
    rest_until: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)


class Delivery(Base):
    """One mail to one person. No foreign key to them: the account outlives their erasure."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("campaign_id", "person_id"),
        Index("ix_delivery_queue", "campaign_id", "state", "id"),
    )
    # Claims, leases and 700,000 outcomes; the service records what the trail must know.
    audited = False

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    campaign_id: Mapped[str] = mapped_column(ForeignKey("campaign.id"))
    person_id: Mapped[int] = mapped_column(index=True)
    domain: Mapped[str]
    state: Mapped[DeliveryState]
    code: Mapped[str] = mapped_column(default="", index=True)
    message_id: Mapped[str] = mapped_column(default="", index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime]
    holder: Mapped[str] = mapped_column(default="")
    lease_until: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    reply_class: Mapped[str] = mapped_column(default="")
    wanted_by: Mapped[str] = mapped_column(default="")
    wanted_by_id: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")


class SmsExport(Base):
    """A text and numbers that were asked for; the numbers are read when they are fetched."""

    __tablename__ = "sms_export"

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"))
    campaign_id: Mapped[str] = mapped_column(ForeignKey("campaign.id"), index=True)
    text: Mapped[str]
    persons: Mapped[int]
    asked_at: Mapped[datetime]
    asked_by: Mapped[str]
    asked_by_id: Mapped[str]
    approved_by: Mapped[str] = mapped_column(default="")
    ready_until: Mapped[datetime | None]


class Suppression(Base):
    """An address of the case that takes no mail, as a blind index."""

    __tablename__ = "suppression"
    __table_args__ = (UniqueConstraint("incident_id", "email_index"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"))
    email_index: Mapped[bytes]
    reason: Mapped[str]
    added_at: Mapped[datetime]


class Bounce(Base):
    """A report of a mail that came back; `status` is its number (RFC 3463), never its words."""

    __tablename__ = "bounce"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("delivery.id"), index=True)
    report_sha256: Mapped[str] = mapped_column(unique=True)
    is_final: Mapped[bool]
    status: Mapped[str]
    read_at: Mapped[datetime]


class CoverageKept(Base):
    """Who was informed when the persons were destroyed: numbers by controller and class.

    `figures` holds rows of (controller or "" for all, standing, why left out, persons).
    """

    __tablename__ = "coverage_kept"

    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    kept_at: Mapped[datetime]
    records: Mapped[int]
    figures: Mapped[list[Any]]
