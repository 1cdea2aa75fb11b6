"""Queries on evidence."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from breachdesk.evidence.models import Evidence
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _


def find(session: Session, evidence_id: str) -> Evidence | None:
    return session.get(Evidence, evidence_id)


def get(session: Session, incident_id: str, evidence_id: str) -> Evidence:
    """The file, only through its own case."""
    row = session.get(Evidence, evidence_id)
    if row is None or row.incident_id != incident_id:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def of_case(session: Session, incident_id: str, about_id: str | None) -> Sequence[Evidence]:
    query = select(Evidence).where(Evidence.incident_id == incident_id)
    if about_id is not None:
        query = query.where(Evidence.about_id == about_id)
    return session.scalars(query.order_by(Evidence.added_at, Evidence.id)).all()
