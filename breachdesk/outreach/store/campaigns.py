"""Campaigns, their texts and where they stand."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Select, delete, func, insert, literal, select
from sqlalchemy.orm import Session

from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.outreach.domain.campaign import CampaignState
from breachdesk.outreach.domain.delivery import DeliveryState
from breachdesk.outreach.models import (
    Campaign,
    CampaignPace,
    CampaignText,
    Delivery,
    Suppression,
)

REACHED = (DeliveryState.ACCEPTED, DeliveryState.UNCERTAIN)


def find(session: Session, campaign_id: str) -> Campaign | None:
    return session.get(Campaign, campaign_id)


def get(session: Session, incident_id: str, campaign_id: str, *, lock: bool = False) -> Campaign:
    """The campaign, only through its own case; with `lock` kept from other writers."""
    row = session.get(
        Campaign, campaign_id, populate_existing=lock, with_for_update=True if lock else None
    )
    if row is None or row.incident_id != incident_id:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def of_case(session: Session, incident_id: str) -> Sequence[Campaign]:
    return session.scalars(
        select(Campaign).where(Campaign.incident_id == incident_id).order_by(Campaign.number)
    ).all()


def last_number(session: Session, incident_id: str) -> int:
    return (
        session.scalar(select(func.max(Campaign.number)).where(Campaign.incident_id == incident_id))
        or 0
    )


def in_state(session: Session, states: Collection[CampaignState]) -> Sequence[Campaign]:
    return session.scalars(
        select(Campaign).where(Campaign.state.in_(states)).order_by(Campaign.started_at)
    ).all()


def due(session: Session, now: datetime) -> Sequence[Campaign]:
    """Approved campaigns whose hour has come."""
    return session.scalars(
        select(Campaign)
        .where(Campaign.state == CampaignState.APPROVED, Campaign.launch_at <= now)
        .order_by(Campaign.launch_at)
    ).all()


def texts(session: Session, rows: Sequence[Campaign]) -> dict[str, CampaignText]:
    """The text in force of each campaign."""
    found = session.scalars(
        select(CampaignText)
        .join(Campaign, Campaign.id == CampaignText.campaign_id)
        .where(
            Campaign.id.in_([row.id for row in rows]), CampaignText.number == Campaign.text_number
        )
    ).all()
    return {one.campaign_id: one for one in found}


def pace(session: Session, campaign_id: str) -> CampaignPace:
    """Kept from other workers until the transaction ends: they share its buckets."""
    return session.get_one(CampaignPace, campaign_id, populate_existing=True, with_for_update=True)


def wanted(people: Select[int], incident_id: str, *, not_yet_informed: bool) -> Select[int]:
    """The audience without those an earlier campaign of the case has reached or may have."""
    if not not_yet_informed:
        return people
    told = (
        select(Delivery.person_id)
        .join(Campaign, Campaign.id == Delivery.campaign_id)
        .where(Campaign.incident_id == incident_id, Delivery.state.in_(REACHED))
    )
    return people.where(people.selected_columns[0].not_in(told))


def size(session: Session, people: Select[int]) -> int:
    return session.scalar(select(func.count()).select_from(people.subquery())) or 0


def some(session: Session, people: Select[int], offset: int) -> int | None:
    """One person of the audience, to show what they would get."""
    return session.scalar(people.order_by(people.selected_columns[0]).offset(offset).limit(1))


def freeze(
    session: Session,
    campaign_id: str,
    people: Select[int],
    traits: Select[int, str, bool, bool],
    now: datetime,
) -> None:
    """One row for each person of the audience, in one statement."""
    chosen, known = people.subquery(), traits.subquery()
    values = {
        "campaign_id": literal(campaign_id),
        "person_id": chosen.c[0],
        "domain": known.c[1],
        "state": literal(DeliveryState.QUEUED, Delivery.state.type),
        "not_before": literal(now, Delivery.not_before.type),
        "attempts": literal(0),
        **{name: literal("") for name in ("code", "message_id", "holder", "reply_class")},
        **{name: literal("") for name in ("wanted_by", "wanted_by_id", "why")},
    }
    rows = select(*values.values()).join(known, known.c[0] == chosen.c[0]).order_by(chosen.c[0])
    session.execute(insert(Delivery).from_select(list(values), rows, include_defaults=False))


def thaw(session: Session, campaign_id: str) -> None:
    """Forget the frozen audience of a campaign of which nothing was sent."""
    session.execute(delete(Delivery).where(Delivery.campaign_id == campaign_id))


def frozen_ids(campaign_id: str) -> Select[int]:
    return (
        select(Delivery.person_id)
        .where(Delivery.campaign_id == campaign_id)
        .order_by(Delivery.person_id)
        .execution_options(yield_per=10_000)
    )


def suppressed(session: Session, incident_id: str, indexes: Collection[bytes]) -> frozenset[bytes]:
    return frozenset(
        session.scalars(
            select(Suppression.email_index).where(
                Suppression.incident_id == incident_id, Suppression.email_index.in_(indexes)
            )
        )
    )
