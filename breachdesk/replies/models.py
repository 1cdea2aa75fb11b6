"""Replies as rows: what people wrote and were answered is sealed under the incident's key."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base
from breachdesk.replies.domain.clock import ReplyKind
from breachdesk.replies.domain.reply import NoteKind, ReplyChannel, ReplyState


class Reply(Base):
    """One matter and its answer. `first_due_at` stays what it was when `due_at` is extended.

    No foreign key to the person: the account of what was asked outlives their erasure.
    """

    __tablename__ = "reply"
    __table_args__ = (
        UniqueConstraint("incident_id", "number"),
        Index("ix_reply_due", "incident_id", "due_at", "number"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"))
    number: Mapped[int]
    kind: Mapped[ReplyKind]
    channel: Mapped[ReplyChannel]
    state: Mapped[ReplyState] = mapped_column(index=True)
    language: Mapped[str]
    received_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    sealed: Mapped[bytes]
    person_id: Mapped[int | None]
    controller_id: Mapped[str | None] = mapped_column(ForeignKey("affected_controller.id"))
    owner_id: Mapped[str | None]
    first_due_at: Mapped[datetime]
    due_at: Mapped[datetime]
    extended_at: Mapped[datetime | None]
    handed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str] = mapped_column(default="")
    answer_channel: Mapped[ReplyChannel | None]
    answer_sealed: Mapped[bytes | None]
    answer_id: Mapped[str] = mapped_column(default="", index=True)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own convention


class ReplyNote(Base):
    """What somebody noted about it, sealed for the place reply_note|`id`."""

    __tablename__ = "reply_note"

    id: Mapped[str] = mapped_column(primary_key=True)
    reply_id: Mapped[str] = mapped_column(ForeignKey("reply.id"), index=True)
    kind: Mapped[NoteKind]
    channel: Mapped[ReplyChannel | None]
    told_at: Mapped[datetime | None]
    noted_at: Mapped[datetime]
    noted_by: Mapped[str]
    sealed: Mapped[bytes]


class ReplyTarget(Base):
    """What an organisation changed of the default targets; absent means the defaults."""

    __tablename__ = "reply_target"

    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    question_days: Mapped[int]
    complaint_days: Mapped[int]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own convention
