"""Queries on organisations and memberships."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from breachdesk.organisations.models import Membership, Organisation


def get(session: Session, organisation_id: str) -> Organisation | None:
    return session.get(Organisation, organisation_id)


def in_scope(session: Session, scope: frozenset[str] | None) -> Sequence[Organisation]:
    """By name; None means every organisation."""
    query = select(Organisation).order_by(Organisation.name, Organisation.id)
    if scope is not None:
        query = query.where(Organisation.id.in_(scope))
    return session.scalars(query).all()


def named(session: Session, name: str) -> Sequence[Organisation]:
    return session.scalars(select(Organisation).where(Organisation.name == name)).all()


def memberships(session: Session, organisation_id: str) -> Sequence[Membership]:
    return session.scalars(
        select(Membership).where(Membership.organisation_id == organisation_id)
    ).all()


def memberships_of(session: Session, user_id: str) -> Sequence[Membership]:
    return session.scalars(select(Membership).where(Membership.user_id == user_id)).all()


def membership(session: Session, organisation_id: str, user_id: str) -> Membership | None:
    return session.scalars(
        select(Membership)
        .where(Membership.organisation_id == organisation_id)
        .where(Membership.user_id == user_id)
    ).one_or_none()
