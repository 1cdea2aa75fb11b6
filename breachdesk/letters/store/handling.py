"""Letters that people decide about, one by one."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.letters.domain.faults import Fault
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
        .execution_options(populate_existing=True)
    ).all()


def unmailable(incident_id: str, campaign_id: str, fault: Fault | None = None) -> Select[int]:
    """Ids of letters, the oldest first; with `fault` only of those."""
    query = select(Letter.id).where(
        Letter.incident_id == incident_id,
        Letter.campaign_id == campaign_id,
        Letter.state == LetterState.UNMAILABLE,
    )
    if fault:
        query = query.where(Letter.fault == fault.value)
    return query.order_by(Letter.id)


def page(
    session: Session, ids: Select[int], offset: int, limit: int
) -> tuple[Sequence[Letter], int]:
    """(letters, how many in all)."""
    total = session.scalar(select(func.count()).select_from(ids.subquery())) or 0
    some = ids.offset(offset).limit(limit).subquery()
    query = select(Letter).where(Letter.id.in_(select(some.c.id))).order_by(Letter.id)
    return session.scalars(query).all(), total


def some_ids(session: Session, ids: Select[int], limit: int) -> Sequence[int]:
    return session.scalars(ids.limit(limit)).all()


def get(session: Session, incident_id: str, campaign_id: str, letter_id: int) -> Letter:
    """The letter, only through its own campaign."""
    row = session.get(Letter, letter_id)
    if row is None or (row.incident_id, row.campaign_id) != (incident_id, campaign_id):
        raise NotFoundError(_("There is nothing at this address."))
    return row
