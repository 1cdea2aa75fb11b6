"""Letters that people decide about, one by one."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from breachdesk.letters.domain.states import LetterState
from breachdesk.letters.models import Letter


def by_codes(session: Session, incident_id: str, codes: Collection[str]) -> dict[str, Letter]:
    """Letters of the case by code, kept from other writers."""
    rows = session.scalars(
        select(Letter)
        .where(Letter.incident_id == incident_id, Letter.code.in_(codes))
        .order_by(Letter.id)
        .with_for_update()
    )
    return {row.code: row for row in rows}


def by_ids(session: Session, incident_id: str, ids: Collection[int]) -> Sequence[Letter]:
    """Letters of the case, kept from other writers."""
    return session.scalars(
        select(Letter)
        .where(Letter.incident_id == incident_id, Letter.id.in_(ids))
        .order_by(Letter.id)
        .with_for_update()
    ).all()


def unmailable(
    session: Session, incident_id: str, campaign_id: str, offset: int, limit: int
) -> tuple[Sequence[Letter], int]:
    """(letters, how many in all), the oldest first."""
    these = (
        Letter.incident_id == incident_id,
        Letter.campaign_id == campaign_id,
        Letter.state == LetterState.UNMAILABLE,
    )
    total = session.scalar(select(func.count()).select_from(Letter).where(*these)) or 0
    rows = session.scalars(
        select(Letter).where(*these).order_by(Letter.id).offset(offset).limit(limit)
    ).all()
    return rows, total
