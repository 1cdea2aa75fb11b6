"""Short messages that were asked for, and whom they are for."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.outreach.models import Delivery, SmsExport


def get(session: Session, campaign_id: str, export_id: str) -> SmsExport:
    row = session.get(SmsExport, export_id, populate_existing=True, with_for_update=True)
    if row is None or row.campaign_id != campaign_id:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def of_campaign(session: Session, campaign_id: str) -> Sequence[SmsExport]:
    """The newest first."""
    return session.scalars(
        select(SmsExport)
        .where(SmsExport.campaign_id == campaign_id)
        .order_by(SmsExport.asked_at.desc(), SmsExport.id)
    ).all()


def audience(campaign_id: str, with_phone: Select[int]) -> Select[int]:
    """Whom the campaign is for, of those who have a telephone number."""
    phoned = with_phone.subquery()
    return (
        select(Delivery.person_id)
        .join(phoned, phoned.c[0] == Delivery.person_id)
        .where(Delivery.campaign_id == campaign_id)
    )


def count(session: Session, people: Select[int]) -> int:
    return session.scalar(select(func.count()).select_from(people.subquery())) or 0


def page(session: Session, people: Select[int], after: int, limit: int) -> Sequence[int]:
    person = people.selected_columns[0]
    return session.scalars(people.where(person > after).order_by(person).limit(limit)).all()
