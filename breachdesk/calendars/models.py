"""Private feed addresses; only the hash of the token is kept."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base


class CalendarFeed(Base):
    __tablename__ = "calendar_feed"

    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
