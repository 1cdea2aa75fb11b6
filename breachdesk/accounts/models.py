"""People who sign in, and the links that let them choose a password."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from breachdesk.infra.db import Base


class UserAccount(Base):
    __tablename__ = "user_account"
    # Flask-Security keeps counters and secrets here; accounts/service records what matters.
    audited = False

    id: Mapped[str] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    language: Mapped[str]
    zone: Mapped[str]
    is_admin: Mapped[bool]
    password: Mapped[str | None]
    active: Mapped[bool]
    fs_uniquifier: Mapped[str] = mapped_column(unique=True)
    tf_primary_method: Mapped[str | None]
    tf_totp_secret: Mapped[str | None]
    tf_last_counter: Mapped[int | None]
    mf_recovery_codes: Mapped[list[Any] | None]
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]


class InvitationLink(Base):
    """A single-use link to set the first password; only the hash of its token is kept."""

    __tablename__ = "invitation_link"

    id: Mapped[str] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[str | None]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
