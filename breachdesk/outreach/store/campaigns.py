"""Campaigns, their texts and where they stand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    case,
    delete,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.orm import Session, aliased

from breachdesk.infra.db import learn
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.outreach.domain.campaign import CampaignState
from breachdesk.outreach.domain.delivery import PENDING, DeliveryState, Exclusion
from breachdesk.outreach.models import (
    Campaign,
    CampaignPace,
    CampaignText,
    Delivery,
    Suppression,
)
from breachdesk.people.service import Traits

MAY_REACH = frozenset({DeliveryState.ACCEPTED, DeliveryState.UNCERTAIN}) | PENDING
"""Who has such a mail was told, or may be: no other first notice is written to them."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """What an audience is frozen with."""

    traits: Traits
    by_letter: bool
    at: datetime


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


def mailed(
    person: SQLColumnExpression[int], states: Collection[DeliveryState], but: str = ""
) -> ColumnElement[bool]:
    """Whether a mail to the person is in one of the states, of any campaign but the named one.

    An index finds it; OFFSET keeps PostgreSQL from guessing at a join instead.
    """
    mail = aliased(Delivery)
    found = select(mail.id).where(
        mail.person_id == person, mail.state.in_(states), mail.campaign_id != but
    )
    return found.offset(0).correlate_except(mail).exists()


def size(session: Session, people: Select[int], traits: Traits) -> tuple[int, int]:
    """(how many persons, how many of them with an e-mail address)."""
    chosen, known = people.subquery(), traits.subquery()
    has_email = func.sum(case((known.c.has_email, 1), else_=0))
    persons, with_email = session.execute(
        select(func.count(), func.coalesce(has_email, 0)).select_from(
            chosen.join(known, known.c[0] == chosen.c[0])
        )
    ).one()
    return persons, int(with_email)


def some(session: Session, people: Select[int], offset: int) -> int | None:
    """One person of the audience, to show what they would get."""
    return session.scalar(people.order_by(people.selected_columns[0]).offset(offset).limit(1))


def freeze(session: Session, campaign_id: str, people: Select[int], frozen: Frozen) -> None:
    """One row for each person of the audience, in one statement.

    No mail is foreseen for those without an address, nor for anybody where letters come first.
    """
    chosen, known = people.subquery(), frozen.traits.subquery()
    why: ColumnElement[str] = literal(Exclusion.BY_LETTER.value)
    if not frozen.by_letter:
        why = case((known.c.has_email, ""), else_=Exclusion.NO_ADDRESS.value)
    is_queued = why == ""
    queued, excluded = (
        literal(state, Delivery.state.type)
        for state in (DeliveryState.QUEUED, DeliveryState.EXCLUDED)
    )
    moment = literal(frozen.at, Delivery.not_before.type)
    values = {
        "campaign_id": literal(campaign_id),
        "person_id": chosen.c[0],
        "domain": known.c.mail_domain,
        "state": case((is_queued, queued), else_=excluded),
        "not_before": moment,
        "settled_at": case((is_queued, None), else_=moment),
        "attempts": literal(0),
        "reply_class": why,
        **{name: literal("") for name in ("code", "message_id", "holder")},
        **{name: literal("") for name in ("wanted_by", "wanted_by_id", "why")},
    }
    rows = select(*values.values()).join(known, known.c[0] == chosen.c[0]).order_by(chosen.c[0])
    session.execute(insert(Delivery).from_select(list(values), rows, include_defaults=False))
    learn(session, Delivery)


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


def started_mails(session: Session, person_id: int) -> Sequence[Delivery]:
    """To a person, of campaigns that were started, kept from other writers.

    The audience of the others is bound to its approval.
    """
    return session.scalars(
        select(Delivery)
        .join(Campaign, Campaign.id == Delivery.campaign_id)
        .where(Delivery.person_id == person_id, Campaign.started_at.is_not(None))
        .order_by(Delivery.id)
        .with_for_update(of=Delivery)
    ).all()
