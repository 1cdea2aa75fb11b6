"""Batches of letters."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from breachdesk.letters.models import LetterBatch


def of_campaign(session: Session, incident_id: str, campaign_id: str) -> Sequence[LetterBatch]:
    return session.scalars(
        select(LetterBatch)
        .where(LetterBatch.incident_id == incident_id, LetterBatch.campaign_id == campaign_id)
        .order_by(LetterBatch.number)
    ).all()
