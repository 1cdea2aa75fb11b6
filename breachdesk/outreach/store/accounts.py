"""What became of the mails: the uncertain ones, failures by domain, and what a code stands for."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from breachdesk.outreach.domain.delivery import DeliveryState, Failing
from breachdesk.outreach.models import Campaign, CampaignText, CoverageKept, Delivery

D = DeliveryState
FAILED = (D.REFUSED, D.BOUNCED, D.QUEUED, D.EXCLUDED)
CHECKABLE = (D.DOT, D.ACCEPTED, D.UNCERTAIN, D.BOUNCED)
"""States in which the person may hold the mail."""


def uncertain(
    session: Session, campaign_id: str, offset: int, limit: int
) -> tuple[Sequence[Delivery], int]:
    """(mails, how many in all), the oldest first."""
    these = (Delivery.campaign_id == campaign_id, Delivery.state == D.UNCERTAIN)
    total = session.scalar(select(func.count()).select_from(Delivery).where(*these)) or 0
    rows = session.scalars(
        select(Delivery).where(*these).order_by(Delivery.id).offset(offset).limit(limit)
    ).all()
    return rows, total


def locked_uncertain(
    session: Session, campaign_id: str, ids: Collection[int]
) -> Sequence[Delivery]:
    """Those of the mails that are uncertain, kept from other writers."""
    return session.scalars(
        select(Delivery)
        .where(
            Delivery.campaign_id == campaign_id,
            Delivery.state == D.UNCERTAIN,
            Delivery.id.in_(ids),
        )
        .order_by(Delivery.id)
        .with_for_update()
    ).all()


def uncertain_ids(session: Session, campaign_id: str) -> Sequence[int]:
    return session.scalars(
        select(Delivery.id)
        .where(Delivery.campaign_id == campaign_id, Delivery.state == D.UNCERTAIN)
        .order_by(Delivery.id)
    ).all()


def decide(session: Session, ids: Collection[int], values: Mapping[str, object]) -> None:
    """What a person wants done with uncertain mails. Their holder loses its say."""
    session.execute(
        update(Delivery)
        .where(Delivery.id.in_(ids), Delivery.state == D.UNCERTAIN)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def failing(session: Session, campaign_id: str, limit: int) -> list[Failing]:
    """What was kept back, by recipient domain and kind of answer; the most frequent first."""
    number = func.count()
    rows = session.execute(
        select(Delivery.domain, Delivery.state, Delivery.reply_class, number)
        .where(
            Delivery.campaign_id == campaign_id,
            Delivery.state.in_(FAILED),
            Delivery.reply_class != "",
        )
        .group_by(Delivery.domain, Delivery.state, Delivery.reply_class)
        .order_by(number.desc(), Delivery.domain)
        .limit(limit)
    ).all()
    return [Failing(*row) for row in rows]


def of_code(session: Session, code: str) -> tuple[Campaign, CampaignText, datetime] | None:
    """Campaign, text and hour of the mail that carries the code, if it may have arrived."""
    found = session.execute(
        select(Campaign, CampaignText, func.coalesce(Delivery.settled_at, Delivery.lease_until))
        .join(Delivery, Delivery.campaign_id == Campaign.id)
        .join(
            CampaignText,
            (CampaignText.campaign_id == Campaign.id)
            & (CampaignText.number == Campaign.text_number),
        )
        .where(Delivery.code == code, Delivery.state.in_(CHECKABLE))
        .limit(1)
    ).one_or_none()
    return (found[0], found[1], found[2]) if found else None


def bearer(session: Session, campaign_id: str, code: str) -> int | None:
    """The person whose mail of the campaign carries the code."""
    return session.scalar(
        select(Delivery.person_id).where(
            Delivery.campaign_id == campaign_id,
            Delivery.code == code,
            Delivery.state.in_(CHECKABLE),
        )
    )


def code_of(session: Session, campaign_id: str, person_id: int) -> str:
    """The code of the person's mail, if it may have arrived; else empty."""
    found = session.scalar(
        select(Delivery.code).where(
            Delivery.campaign_id == campaign_id,
            Delivery.person_id == person_id,
            Delivery.state.in_(CHECKABLE),
        )
    )
    return found or ""


def kept(session: Session, incident_id: str) -> CoverageKept | None:
    return session.get(CoverageKept, incident_id)
