"""Mails of two entries that are one person."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from breachdesk.outreach.models import Campaign, Delivery


def of_person(session: Session, person_id: int) -> Sequence[Delivery]:
    """Of campaigns that were started: the audience of the others is bound to its approval."""
    return session.scalars(
        select(Delivery)
        .join(Campaign, Campaign.id == Delivery.campaign_id)
        .where(Delivery.person_id == person_id, Campaign.started_at.is_not(None))
        .order_by(Delivery.id)
        .with_for_update(of=Delivery)
    ).all()


def give(session: Session, mail: Delivery, person_id: int, instead_of: Delivery | None) -> None:
    """The mail to another person, whose own of the same campaign goes the other way."""
    other_id = mail.person_id
    if instead_of:
        # No two mails of a campaign may be one person's, not even for a moment.
        mail.person_id = -other_id
        session.flush()
        instead_of.person_id = other_id
        session.flush()
    mail.person_id = person_id
    session.flush()
