"""One row for each letter, the batches in which they are printed, and what was printed again."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base
from breachdesk.letters.domain.states import BatchState, LetterState, ReturnCode


class LetterBatch(Base):
    """Letters of one language, in one file; `holder` prints it until `lease_until`."""

    __tablename__ = "letter_batch"
    __table_args__ = (UniqueConstraint("campaign_id", "number"),)
    # Claims and leases; the service records what the trail must know.
    audited = False

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), index=True)
    campaign_id: Mapped[str] = mapped_column(ForeignKey("campaign.id"))
    number: Mapped[int]
    state: Mapped[BatchState]
    language: Mapped[str]
    letters: Mapped[int]
    pages: Mapped[int] = mapped_column(default=0)
    bodies: Mapped[int] = mapped_column(default=0)
    first_zone: Mapped[str]
    last_zone: Mapped[str]
    is_tagged: Mapped[bool] = mapped_column(default=False)
    size: Mapped[int] = mapped_column(default=0)
    pdf_sha256: Mapped[str] = mapped_column(default="")
    archive_sha256: Mapped[str] = mapped_column(default="")
    holder: Mapped[str] = mapped_column(default="")
    lease_until: Mapped[datetime | None]
    made_at: Mapped[datetime]
    printed_at: Mapped[datetime | None]
    printed_by: Mapped[str] = mapped_column(default="")
    handed_at: Mapped[datetime | None]
    handed_by: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy's own convention


class Letter(Base):
    """One letter to one person. No foreign key to them: the account outlives their erasure.

    `why` is what made it a letter, in the words of whoever added it; `fault` why it cannot be
    mailed. `sequence` counts within the campaign.
    """

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("campaign_id", "person_id"),
        Index("ix_letter_state", "campaign_id", "state", "id"),
        Index("ix_letter_batch", "batch_id", "sequence"),
    )
    # 700,000 changes of state; the service records what the trail must know.
    audited = False

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), index=True)
    campaign_id: Mapped[str] = mapped_column(ForeignKey("campaign.id"))
    person_id: Mapped[int] = mapped_column(index=True)
    state: Mapped[LetterState]
    why: Mapped[str]
    fault: Mapped[str] = mapped_column(default="")
    code: Mapped[str] = mapped_column(default="", index=True)
    batch_id: Mapped[str | None] = mapped_column(ForeignKey("letter_batch.id"))
    sequence: Mapped[int] = mapped_column(default=0)
    printed_at: Mapped[datetime | None]
    handed_at: Mapped[datetime | None]
    returned_at: Mapped[datetime | None]
    return_code: Mapped[ReturnCode | None]


class LetterReprint(Base):
    """Letters of a batch that were printed a second time, each marked as a duplicate."""

    __tablename__ = "letter_reprint"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    batch_id: Mapped[str] = mapped_column(ForeignKey("letter_batch.id"), index=True)
    first: Mapped[int]
    last: Mapped[int]
    letters: Mapped[int]
    why: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by: Mapped[str]
    archive_sha256: Mapped[str]
