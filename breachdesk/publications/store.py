"""Queries on public notices and publications elsewhere."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.publications.domain.notice import NoticeState
from breachdesk.publications.models import PublicationElsewhere, PublicNotice


def find(session: Session, notice_id: str) -> PublicNotice | None:
    return session.get(PublicNotice, notice_id)


def get(session: Session, incident_id: str, notice_id: str, *, lock: bool = False) -> PublicNotice:
    """The notice, only through its own case; with `lock` kept from other writers."""
    row = session.get(
        PublicNotice, notice_id, populate_existing=lock, with_for_update=True if lock else None
    )
    if row is None or row.incident_id != incident_id:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def of_case(session: Session, incident_id: str) -> Sequence[PublicNotice]:
    """The newest version first."""
    return session.scalars(
        select(PublicNotice)
        .where(PublicNotice.incident_id == incident_id)
        .order_by(PublicNotice.number.desc())
    ).all()


def in_state(session: Session, state: NoticeState) -> Sequence[PublicNotice]:
    """Of all cases, those shown last first."""
    return session.scalars(
        select(PublicNotice)
        .where(PublicNotice.state == state)
        .order_by(PublicNotice.published_at.desc(), PublicNotice.id)
    ).all()


def find_elsewhere(session: Session, elsewhere_id: str) -> PublicationElsewhere | None:
    return session.get(PublicationElsewhere, elsewhere_id)


def get_elsewhere(session: Session, incident_id: str, elsewhere_id: str) -> PublicationElsewhere:
    row = session.get(PublicationElsewhere, elsewhere_id)
    if row is None or row.incident_id != incident_id:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def elsewhere_of_case(session: Session, incident_id: str) -> Sequence[PublicationElsewhere]:
    return session.scalars(
        select(PublicationElsewhere)
        .where(PublicationElsewhere.incident_id == incident_id)
        .order_by(PublicationElsewhere.since, PublicationElsewhere.id)
    ).all()
