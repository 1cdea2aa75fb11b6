"""Mails that came back, and addresses that take none."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from breachdesk.outreach.models import Bounce, Campaign, Delivery, Suppression


def was_read(session: Session, sha256: str) -> bool:
    return bool(session.scalar(select(exists().where(Bounce.report_sha256 == sha256))))


def find(session: Session, message_ids: Collection[str]) -> tuple[Delivery, Campaign] | None:
    """The mail that one of the ids belongs to, kept from other writers."""
    found = session.execute(
        select(Delivery, Campaign)
        .join(Campaign, Campaign.id == Delivery.campaign_id)
        .where(Delivery.message_id.in_(message_ids))
        .limit(1)
        .with_for_update(of=Delivery)
    ).one_or_none()
    return (found[0], found[1]) if found else None


def suppress(
    session: Session, incident_id: str, email_index: bytes, reason: str, now: datetime
) -> None:
    known = session.scalar(
        select(
            exists().where(
                Suppression.incident_id == incident_id, Suppression.email_index == email_index
            )
        )
    )
    if not known:
        session.add(
            Suppression(
                incident_id=incident_id, email_index=email_index, reason=reason, added_at=now
            )
        )
