"""The queue: every move is one conditional UPDATE, so that no two workers hold one mail.

What is done to many rows goes as one statement over the connection: at 700,000 mails the ORM
would cost more than the mails.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Table, and_, bindparam, case, exists, func, or_, select, update
from sqlalchemy.orm import Session

from breachdesk.outreach.domain.campaign import CampaignState
from breachdesk.outreach.domain.delivery import LEASE, UNDER_WAY, DeliveryState
from breachdesk.outreach.models import Campaign, Delivery

TABLE: Table = Delivery.__table__  # type: ignore[assignment]  # a Table, for mapped classes
D = DeliveryState


class Held(NamedTuple):
    """A mail in a worker's hands."""

    id: int
    person_id: int
    domain: str
    attempts: int
    code: str
    message_id: str


class Outcome(NamedTuple):
    """What became of a mail; `not_before` only matters when it is queued again."""

    id: int
    state: DeliveryState
    reply_class: str
    not_before: datetime


class Wanted(NamedTuple):
    """Which mails may be claimed; `without` are domains that may get nothing now."""

    campaign_id: str
    holder: str
    released_to: int
    limit: int
    without: frozenset[str]


def claim(session: Session, wanted: Wanted, now: datetime) -> list[Held]:
    """Take up to `limit` mails that may leave, in one statement."""
    free = (
        select(Delivery.id)
        .where(
            Delivery.campaign_id == wanted.campaign_id,
            Delivery.state == D.QUEUED,
            Delivery.id <= wanted.released_to,
            Delivery.not_before <= now,
        )
        .order_by(Delivery.id)
        .limit(wanted.limit)
        .with_for_update(skip_locked=True)
    )
    if wanted.without:
        free = free.where(Delivery.domain.not_in(wanted.without))
    taken = session.execute(
        update(Delivery)
        .where(Delivery.id.in_(free.scalar_subquery()), Delivery.state == D.QUEUED)
        .values(
            state=D.SENDING,
            holder=wanted.holder,
            lease_until=now + LEASE,
            attempts=Delivery.attempts + 1,
        )
        .returning(
            Delivery.id,
            Delivery.person_id,
            Delivery.domain,
            Delivery.attempts,
            Delivery.code,
            Delivery.message_id,
        )
        .execution_options(synchronize_session=False)
    )
    return sorted(Held(*row) for row in taken)


def label(session: Session, rows: Sequence[Held]) -> None:
    """Store code and Message-ID: they stay the same at every attempt."""
    if rows:
        session.connection().execute(
            update(TABLE)
            .where(TABLE.c.id == bindparam("b_id"))
            .values(code=bindparam("b_code"), message_id=bindparam("b_message_id")),
            [{"b_id": r.id, "b_code": r.code, "b_message_id": r.message_id} for r in rows],
        )


def to_dot(
    session: Session, campaign_id: str, holder: str, ids: Collection[int], now: datetime
) -> frozenset[int]:
    """Note that the final dots follow. Returns the mails for which they may.

    These are still ours, and their campaign is still running.
    """
    running = exists().where(Campaign.id == campaign_id, Campaign.state == CampaignState.RUNNING)
    moved = session.scalars(
        update(Delivery)
        .where(
            Delivery.id.in_(ids),
            Delivery.state == D.SENDING,
            Delivery.holder == holder,
            running,
        )
        .values(state=D.DOT, lease_until=now + LEASE)
        .returning(Delivery.id)
        .execution_options(synchronize_session=False)
    )
    return frozenset(moved)


def settle(
    session: Session,
    holder: str,
    before: Collection[DeliveryState],
    outcomes: Sequence[Outcome],
    now: datetime,
) -> int:
    """Record outcomes of our own mails that are in one of the states `before`; how many were."""
    if not outcomes:
        return 0
    done = session.connection().execute(
        update(TABLE)
        .where(
            TABLE.c.id == bindparam("b_id"),
            TABLE.c.holder == holder,
            or_(*(TABLE.c.state == one for one in before)),  # IN is none for many rows at once
        )
        .values(
            state=bindparam("b_state", type_=TABLE.c.state.type),
            reply_class=bindparam("b_class"),
            not_before=bindparam("b_not_before", type_=TABLE.c.not_before.type),
            settled_at=bindparam("b_settled_at", type_=TABLE.c.settled_at.type),
            lease_until=None,
        ),
        [_bound(one, now) for one in outcomes],
    )
    return done.rowcount


def _bound(one: Outcome, now: datetime) -> dict[str, Any]:
    return {
        "b_id": one.id,
        "b_state": one.state,
        "b_class": one.reply_class,
        "b_not_before": one.not_before,
        "b_settled_at": None if one.state is D.QUEUED else now,
    }


def release(session: Session, holder: str, ids: Collection[int]) -> None:
    """Give back mails that were not even offered; the attempt does not count."""
    if ids:
        session.execute(
            update(Delivery)
            .where(Delivery.id.in_(ids), Delivery.holder == holder, Delivery.state == D.SENDING)
            .values(state=D.QUEUED, lease_until=None, holder="", attempts=Delivery.attempts - 1)
            .execution_options(synchronize_session=False)
        )


def sweep(session: Session, now: datetime) -> Mapping[str, tuple[int, int]]:
    """Take over what dead workers left; by campaign, how many were queued and are uncertain.

    The holder stays on record: an answer that comes late may still settle the mail.
    """
    late = and_(Delivery.state.in_(UNDER_WAY), Delivery.lease_until < now)
    is_dot = Delivery.state == D.DOT
    found = session.execute(
        select(
            Delivery.campaign_id,
            func.sum(case((is_dot, 0), else_=1)),
            func.sum(case((is_dot, 1), else_=0)),
        )
        .where(late)
        .group_by(Delivery.campaign_id)
    ).all()
    if found:
        for before, after, at in ((D.SENDING, D.QUEUED, None), (D.DOT, D.UNCERTAIN, now)):
            session.execute(
                update(Delivery)
                .where(Delivery.state == before, Delivery.lease_until < now)
                .values(state=after, settled_at=at, lease_until=None)
                .execution_options(synchronize_session=False)
            )
    return {row[0]: (int(row[1]), int(row[2])) for row in found}


def cancel_queued(session: Session, campaign_id: str, now: datetime) -> None:
    session.execute(
        update(Delivery)
        .where(Delivery.campaign_id == campaign_id, Delivery.state == D.QUEUED)
        .values(state=D.CANCELLED, settled_at=now)
        .execution_options(synchronize_session=False)
    )


def cancel_in_stopped(session: Session, now: datetime) -> None:
    """What was in a worker's hands when its campaign was stopped."""
    stopped = select(Campaign.id).where(Campaign.state == CampaignState.STOPPED)
    session.execute(
        update(Delivery)
        .where(Delivery.campaign_id.in_(stopped), Delivery.state == D.QUEUED)
        .values(state=D.CANCELLED, settled_at=now)
        .execution_options(synchronize_session=False)
    )


def is_wave_out(session: Session, campaign_id: str, released_to: int) -> bool:
    """Whether every mail that was released has been tried, whatever came of it."""
    open_ = or_(
        Delivery.state.in_(UNDER_WAY),
        and_(Delivery.state == D.QUEUED, Delivery.attempts == 0, Delivery.id <= released_to),
    )
    return not session.scalar(select(exists().where(Delivery.campaign_id == campaign_id, open_)))


def next_boundary(session: Session, campaign_id: str, released_to: int, size: int) -> int | None:
    """The last mail of the next wave of `size` (0: all that are left); None without one."""
    queue = select(Delivery.id).where(
        Delivery.campaign_id == campaign_id,
        Delivery.state == D.QUEUED,
        Delivery.id > released_to,
    )
    last = session.scalar(queue.order_by(Delivery.id.desc()).limit(1))
    if last is None or not size:
        return last
    return session.scalar(queue.order_by(Delivery.id).offset(size - 1).limit(1)) or last


def counts(session: Session, campaign_ids: Collection[str]) -> dict[str, dict[D, int]]:
    rows = session.execute(
        select(Delivery.campaign_id, Delivery.state, func.count())
        .where(Delivery.campaign_id.in_(campaign_ids))
        .group_by(Delivery.campaign_id, Delivery.state)
    ).all()
    found: dict[str, dict[D, int]] = {one: {} for one in campaign_ids}
    for campaign_id, state, number in rows:
        found[campaign_id][state] = number
    return found
