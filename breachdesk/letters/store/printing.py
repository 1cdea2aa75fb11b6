"""Batches in a printer's hands: claimed under a lease, and settled only by who still holds them."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Update, exists, func, or_, select, update
from sqlalchemy.orm import Session

from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.letters.domain.states import BatchState, LetterState
from breachdesk.letters.models import Letter, LetterBatch, LetterReprint

LEASE = timedelta(minutes=1)
SLICE = 500
B, L = BatchState, LetterState


class Numbered(NamedTuple):
    """A letter in its batch."""

    person_id: int
    sequence: int
    code: str


def claim(session: Session, campaign_id: str, holder: str, now: datetime) -> str | None:
    """The id of the first planned batch that nobody holds, ours from now on."""
    free = (
        select(LetterBatch.id)
        .where(
            LetterBatch.campaign_id == campaign_id,
            LetterBatch.state == B.PLANNED,
            or_(LetterBatch.lease_until.is_(None), LetterBatch.lease_until < now),
        )
        .order_by(LetterBatch.number)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return session.scalar(
        update(LetterBatch)
        .where(LetterBatch.id == free.scalar_subquery(), LetterBatch.state == B.PLANNED)
        .values(holder=holder, lease_until=now + LEASE)
        .returning(LetterBatch.id)
        .execution_options(synchronize_session=False)
    )


def renew(session: Session, batch_id: str, holder: str, now: datetime) -> None:
    session.execute(_held(batch_id, holder).values(lease_until=now + LEASE))


def release(session: Session, batch_id: str, holder: str) -> None:
    session.execute(_held(batch_id, holder).values(holder="", lease_until=None))


def _held(batch_id: str, holder: str) -> Update:
    return (
        update(LetterBatch)
        .where(
            LetterBatch.id == batch_id,
            LetterBatch.holder == holder,
            LetterBatch.state == B.PLANNED,
        )
        .execution_options(synchronize_session=False)
    )


def held(session: Session, batch_id: str, holder: str) -> LetterBatch | None:
    """The batch, kept from others, while it is ours and not printed."""
    return session.scalar(
        select(LetterBatch)
        .where(
            LetterBatch.id == batch_id,
            LetterBatch.holder == holder,
            LetterBatch.state == B.PLANNED,
        )
        .with_for_update()
    )


def is_any_planned(session: Session, campaign_id: str) -> bool:
    planned = exists().where(LetterBatch.campaign_id == campaign_id, LetterBatch.state == B.PLANNED)
    return bool(session.scalar(select(planned)))


def get(session: Session, incident_id: str, batch_id: str, *, lock: bool = False) -> LetterBatch:
    """The batch, only through its own case; with `lock` kept from other writers."""
    row = session.get(
        LetterBatch, batch_id, populate_existing=lock, with_for_update=True if lock else None
    )
    if row is None or row.incident_id != incident_id:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def find(session: Session, batch_id: str) -> LetterBatch | None:
    return session.get(LetterBatch, batch_id)


def letters(
    session: Session, batch_id: str, first: int = 0, last: int | None = None
) -> Iterator[list[Numbered]]:
    """The letters of a batch in slices, by number."""
    while True:
        query = select(Letter.person_id, Letter.sequence, Letter.code).where(
            Letter.batch_id == batch_id, Letter.sequence >= first
        )
        if last is not None:
            query = query.where(Letter.sequence <= last)
        rows = session.execute(query.order_by(Letter.sequence).limit(SLICE))
        some = [Numbered(*row) for row in rows]
        if not some:
            return
        yield some
        first = some[-1].sequence + 1


def printed(session: Session, batch_id: str, now: datetime) -> None:
    session.execute(
        update(Letter)
        .where(Letter.batch_id == batch_id, Letter.state == L.BATCHED)
        .values(state=L.PRINTED, printed_at=now)
        .execution_options(synchronize_session=False)
    )


def handed_over(session: Session, batch_id: str, at: datetime) -> None:
    session.execute(
        update(Letter)
        .where(Letter.batch_id == batch_id, Letter.state == L.PRINTED)
        .values(state=L.HANDED_OVER, handed_at=at)
        .execution_options(synchronize_session=False)
    )


def count(session: Session, batch_id: str, first: int, last: int) -> int:
    """How many letters of the batch have a number from `first` to `last`."""
    these = (Letter.batch_id == batch_id, Letter.sequence.between(first, last))
    return session.scalar(select(func.count()).select_from(Letter).where(*these)) or 0


def reprints(session: Session, batch_id: str) -> Sequence[LetterReprint]:
    mine = LetterReprint.batch_id == batch_id
    return session.scalars(select(LetterReprint).where(mine).order_by(LetterReprint.id)).all()
