"""Queries on bundles."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from breachdesk.bundles.models import EvidenceBundle
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _

NOTHING_HERE = _("There is nothing at this address.")


def found(session: Session, bundle_id: str) -> EvidenceBundle | None:
    return session.get(EvidenceBundle, bundle_id)


def get(session: Session, incident_id: str, bundle_id: str) -> EvidenceBundle:
    """The bundle, only through its own case."""
    row = found(session, bundle_id)
    if row is None or row.incident_id != incident_id:
        raise NotFoundError(NOTHING_HERE)
    return row


def of_case(session: Session, incident_id: str) -> Sequence[EvidenceBundle]:
    """The newest first."""
    return session.scalars(
        select(EvidenceBundle)
        .where(EvidenceBundle.incident_id == incident_id)
        .order_by(EvidenceBundle.asked_at.desc(), EvidenceBundle.id)
    ).all()
