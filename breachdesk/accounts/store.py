"""Queries on accounts and links."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from breachdesk.accounts.models import InvitationLink, UserAccount


def get(session: Session, user_id: str) -> UserAccount | None:
    return session.get(UserAccount, user_id)


def lock(session: Session, user_id: str) -> UserAccount | None:
    """The row, held against other writers until commit, so that no failure goes uncounted."""
    return session.scalars(
        select(UserAccount).where(UserAccount.id == user_id).with_for_update()
    ).one_or_none()


def by_email(session: Session, email: str) -> UserAccount | None:
    return session.scalars(select(UserAccount).where(UserAccount.email == email)).one_or_none()


def by_session_key(session: Session, key: str) -> UserAccount | None:
    return session.scalars(
        select(UserAccount).where(UserAccount.fs_uniquifier == key)
    ).one_or_none()


def all_accounts(session: Session) -> Sequence[UserAccount]:
    return session.scalars(select(UserAccount).order_by(UserAccount.name, UserAccount.id)).all()


def some_accounts(session: Session, ids: Collection[str]) -> Sequence[UserAccount]:
    return session.scalars(
        select(UserAccount)
        .where(UserAccount.id.in_(ids))
        .order_by(UserAccount.name, UserAccount.id)
    ).all()


def count(session: Session) -> int:
    return session.scalars(select(func.count()).select_from(UserAccount)).one()


def active_administrators(session: Session) -> int:
    return session.scalars(
        select(func.count())
        .select_from(UserAccount)
        .where(UserAccount.is_admin.is_(True))
        .where(UserAccount.active.is_(True))
    ).one()


def link(session: Session, token_hash: str) -> InvitationLink | None:
    return session.scalars(
        select(InvitationLink).where(InvitationLink.token_hash == token_hash)
    ).one_or_none()


def lock_link(session: Session, token_hash: str) -> InvitationLink | None:
    """The same, held until commit, so that of two uses at once one finds it spent."""
    return session.scalars(
        select(InvitationLink).where(InvitationLink.token_hash == token_hash).with_for_update()
    ).one_or_none()


def forget_links(session: Session, user_id: str | None) -> None:
    """Make the person's former links useless; None means those of the first run."""
    session.execute(
        delete(InvitationLink)
        .where(InvitationLink.user_id.is_not_distinct_from(user_id))
        .where(InvitationLink.used_at.is_(None))
    )
