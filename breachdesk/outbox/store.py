"""The queue: every move is one conditional UPDATE, so that no two workers hold one mail."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.outbox.domain import LEASE, UNDER_WAY, MailState
from breachdesk.outbox.models import OutboxMail


def find(session: Session, mail_id: str) -> OutboxMail | None:
    return session.get(OutboxMail, mail_id)


def get(session: Session, mail_id: str) -> OutboxMail:
    row = session.get(OutboxMail, mail_id)
    if row is None:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def claim(session: Session, holder: str, now: datetime) -> OutboxMail | None:
    """Take the oldest mail that may be sent now; None when there is none or another was faster."""
    found = session.scalars(
        select(OutboxMail.id)
        .where(OutboxMail.state == MailState.QUEUED, OutboxMail.not_before <= now)
        .order_by(OutboxMail.not_before, OutboxMail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()
    if found is None:
        return None
    taken = session.execute(
        update(OutboxMail)
        .where(OutboxMail.id == found, OutboxMail.state == MailState.QUEUED)
        .values(
            state=MailState.SENDING,
            holder=holder,
            lease_until=now + LEASE,
            attempts=OutboxMail.attempts + 1,
        )
    )
    return get(session, found) if taken.rowcount == 1 else None  # type: ignore[attr-defined]


def move(  # every condition of the move
    session: Session, mail_id: str, holder: str, now: MailState, wanted: MailState, **values: object
) -> bool:
    """Change the state if the mail is still in `now` and still ours; False otherwise."""
    moved = session.execute(
        update(OutboxMail)
        .where(OutboxMail.id == mail_id, OutboxMail.state == now, OutboxMail.holder == holder)
        .values(state=wanted, **values)
    )
    return bool(moved.rowcount == 1)  # type: ignore[attr-defined]


def abandoned(session: Session, now: datetime) -> Sequence[OutboxMail]:
    """Mails whose holder's lease has run out."""
    return session.scalars(
        select(OutboxMail)
        .where(OutboxMail.state.in_(UNDER_WAY), OutboxMail.lease_until < now)
        .order_by(OutboxMail.id)
    ).all()


def page(session: Session, offset: int, limit: int) -> tuple[Sequence[OutboxMail], int]:
    """(mails, how many in all), the newest first."""
    total = session.scalar(select(func.count(OutboxMail.id))) or 0
    rows = session.scalars(
        select(OutboxMail)
        .order_by(OutboxMail.queued_at.desc(), OutboxMail.id)
        .offset(offset)
        .limit(limit)
    ).all()
    return rows, total


def counts(session: Session) -> dict[MailState, int]:
    found = session.execute(
        select(OutboxMail.state, func.count(OutboxMail.id)).group_by(OutboxMail.state)
    ).all()
    return dict(found)
