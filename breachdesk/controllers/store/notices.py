"""Notices, their deliveries and reminders."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from breachdesk.controllers.domain import DeliveryState, NoticeState
from breachdesk.controllers.models import Notice, NoticeDelivery, NoticeReminder
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _


def find(session: Session, notice_id: str) -> Notice | None:
    return session.get(Notice, notice_id)


def get(session: Session, incident_id: str, notice_id: str) -> Notice:
    """The notice, only through its own case."""
    row = session.get(Notice, notice_id)
    if row is None or row.incident_id != incident_id:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def locked(session: Session, incident_id: str, notice_id: str) -> Notice:
    """The same as it stands now, kept from other writers until the transaction ends."""
    found = get(session, incident_id, notice_id)
    session.refresh(found, with_for_update=True)
    return found


def of_case(session: Session, incident_id: str) -> Sequence[Notice]:
    return session.scalars(
        select(Notice).where(Notice.incident_id == incident_id).order_by(Notice.number)
    ).all()


def sent(session: Session, incident_id: str) -> Sequence[Notice]:
    """Those that controllers may read, the first one first."""
    return session.scalars(
        select(Notice)
        .where(Notice.incident_id == incident_id, Notice.state == NoticeState.SENT)
        .order_by(Notice.number)
    ).all()


def delivery_of_mail(session: Session, mail_id: str) -> NoticeDelivery | None:
    return session.scalars(
        select(NoticeDelivery).where(NoticeDelivery.mail_id == mail_id)
    ).one_or_none()


def delivery(session: Session, notice_id: str, controller_id: str) -> NoticeDelivery | None:
    return session.scalars(
        select(NoticeDelivery).where(
            NoticeDelivery.notice_id == notice_id, NoticeDelivery.controller_id == controller_id
        )
    ).one_or_none()


def told(session: Session, notice_id: str) -> frozenset[str]:
    """Ids of the controllers this notice was already handed to."""
    return frozenset(
        session.scalars(
            select(NoticeDelivery.controller_id).where(NoticeDelivery.notice_id == notice_id)
        )
    )


def deliveries_of(session: Session, controller_id: str) -> Sequence[tuple[NoticeDelivery, int]]:
    """(delivery, number of its notice), the latest first."""
    rows = session.execute(
        select(NoticeDelivery, Notice.number)
        .join(Notice, Notice.id == NoticeDelivery.notice_id)
        .where(NoticeDelivery.controller_id == controller_id)
        .order_by(NoticeDelivery.queued_at.desc(), NoticeDelivery.id)
    ).all()
    return [(row[0], row[1]) for row in rows]


def counts(session: Session, notice_ids: Collection[str]) -> dict[tuple[str, DeliveryState], int]:
    """How many deliveries of each notice are in each state."""
    rows = session.execute(
        select(NoticeDelivery.notice_id, NoticeDelivery.state, func.count())
        .where(NoticeDelivery.notice_id.in_(notice_ids))
        .group_by(NoticeDelivery.notice_id, NoticeDelivery.state)
    ).all()
    return {(row[0], row[1]): row[2] for row in rows}


def left(session: Session, notice_id: str) -> dict[str, datetime]:
    """When the notice arrived, or may have, by controller."""
    rows = session.execute(
        select(NoticeDelivery.controller_id, NoticeDelivery.settled_at).where(
            NoticeDelivery.notice_id == notice_id,
            NoticeDelivery.state.in_((DeliveryState.DELIVERED, DeliveryState.UNCERTAIN)),
        )
    ).all()
    return {controller_id: at for controller_id, at in rows if at is not None}


def reminded_by(session: Session, mail_id: str) -> str | None:
    """The controller that a mail reminds."""
    return session.scalars(
        select(NoticeReminder.controller_id).where(NoticeReminder.mail_id == mail_id)
    ).one_or_none()


def reminded(session: Session, notice_id: str) -> frozenset[tuple[str, int]]:
    """(controller, hours) of the reminders already queued for the notice."""
    rows = session.execute(
        select(NoticeReminder.controller_id, NoticeReminder.hours).where(
            NoticeReminder.notice_id == notice_id
        )
    ).all()
    return frozenset((row[0], row[1]) for row in rows)
