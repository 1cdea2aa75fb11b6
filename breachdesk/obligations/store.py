"""Queries on obligations."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.obligations.models import Obligation


def find(session: Session, obligation_id: str) -> Obligation | None:
    return session.get(Obligation, obligation_id)


def get(session: Session, obligation_id: str) -> Obligation:
    row = session.get(Obligation, obligation_id)
    if row is None:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def of_case(session: Session, incident_id: str) -> Sequence[Obligation]:
    """Those with a due time first, the soonest first."""
    return session.scalars(
        select(Obligation)
        .where(Obligation.incident_id == incident_id)
        .order_by(Obligation.due_at.is_(None), Obligation.due_at, Obligation.duty, Obligation.id)
    ).all()


def of_cases(session: Session, incident_ids: Collection[str]) -> Sequence[Obligation]:
    return session.scalars(
        select(Obligation)
        .where(Obligation.incident_id.in_(incident_ids))
        .order_by(Obligation.started_at, Obligation.id)
    ).all()


def of_duty(session: Session, incident_id: str, duty: str) -> Obligation | None:
    """The first obligation of that duty in the case; a duty may run twice, as 33(4) does."""
    return session.scalars(
        select(Obligation)
        .where(Obligation.incident_id == incident_id, Obligation.duty == duty)
        .order_by(Obligation.started_at, Obligation.id)
    ).first()


def open_ones(session: Session, incident_ids: Sequence[str] | None = None) -> Sequence[Obligation]:
    """Neither discharged nor waived, the soonest due first, those without a time last."""
    query = select(Obligation).where(
        Obligation.discharged_at.is_(None), Obligation.waived_at.is_(None)
    )
    if incident_ids is not None:
        query = query.where(Obligation.incident_id.in_(incident_ids))
    return session.scalars(
        query.order_by(Obligation.due_at.is_(None), Obligation.due_at, Obligation.id)
    ).all()
