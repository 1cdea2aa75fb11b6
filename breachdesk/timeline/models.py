"""The timeline as rows: when it happened and when it was recorded differ."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base
from breachdesk.timeline.domain import EntryKind


class TimelineEntry(Base):
    """A manual entry has `text`; an automatic one has a msgid with parameters instead."""

    __tablename__ = "timeline_entry"

    id: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[str] = mapped_column(ForeignKey("incident.id"), index=True)
    occurred_at: Mapped[datetime] = mapped_column(index=True)
    recorded_at: Mapped[datetime]
    author_id: Mapped[str]
    author_name: Mapped[str]
    kind: Mapped[EntryKind]
    is_automatic: Mapped[bool]
    text: Mapped[str] = mapped_column(default="")
    msgid: Mapped[str] = mapped_column(default="")
    params: Mapped[dict[str, Any] | None]
    source: Mapped[str] = mapped_column(default="")
