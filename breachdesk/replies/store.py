"""Queries on replies; nothing sealed is read for lists and figures."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session, defer

from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.replies.domain.clock import ReplyKind
from breachdesk.replies.domain.reply import OPEN, ReplyFilter
from breachdesk.replies.models import Reply, ReplyNote, ReplyTarget

PLAIN = (defer(Reply.sealed), defer(Reply.answer_sealed))


def find(session: Session, reply_id: str) -> Reply | None:
    return session.get(Reply, reply_id)


def get(session: Session, incident_id: str, reply_id: str) -> Reply:
    """The reply, only through its own case."""
    row = session.get(Reply, reply_id)
    if row is None or row.incident_id != incident_id:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def by_answer(session: Session, answer_id: str) -> Reply | None:
    """The reply whose answer left as that mail."""
    return session.scalars(select(Reply).where(Reply.answer_id == answer_id)).one_or_none()


def last_number(session: Session, incident_id: str) -> int:
    return (
        session.scalar(select(func.max(Reply.number)).where(Reply.incident_id == incident_id)) or 0
    )


def page(  # noqa: PLR0913, PLR0917  # whose list, what of it, which page
    session: Session,
    incident_id: str,
    wanted: ReplyFilter,
    own_id: str,
    now: datetime,
    offset: int,
    limit: int,
) -> tuple[Sequence[Reply], int]:
    """(replies, how many in all): the open ones first, the soonest due at the top."""
    conditions = [Reply.incident_id == incident_id, *_narrowed(wanted, own_id, now)]
    total = session.scalar(select(func.count(Reply.id)).where(*conditions)) or 0
    is_over = case((Reply.state.in_(OPEN), 0), else_=1)
    rows = session.scalars(
        select(Reply)
        .options(*PLAIN)
        .where(*conditions)
        .order_by(is_over, Reply.due_at, Reply.number)
        .offset(offset)
        .limit(limit)
    ).all()
    return rows, total


def _narrowed(wanted: ReplyFilter, own_id: str, now: datetime) -> Sequence[ColumnElement[bool]]:
    found = [
        column == value
        for column, value in (
            (Reply.kind, wanted.kind),
            (Reply.state, wanted.state),
            (Reply.channel, wanted.channel),
        )
        if value
    ]
    if wanted.is_late:
        found += [Reply.state.in_(OPEN), Reply.due_at < now]
    if wanted.is_mine:
        found.append(Reply.owner_id == own_id)
    return found


def of_case(session: Session, incident_id: str) -> Sequence[Reply]:
    return session.scalars(
        select(Reply).options(*PLAIN).where(Reply.incident_id == incident_id).order_by(Reply.number)
    ).all()


def open_count(session: Session, incident_id: str) -> int:
    return (
        session.scalar(
            select(func.count(Reply.id)).where(
                Reply.incident_id == incident_id, Reply.state.in_(OPEN)
            )
        )
        or 0
    )


def open_rights(session: Session, incident_id: str | None = None) -> Sequence[Reply]:
    """Open rights requests, the soonest due first; of every case unless one is named."""
    query = (
        select(Reply)
        .options(*PLAIN)
        .where(Reply.kind == ReplyKind.RIGHTS, Reply.state.in_(OPEN))
        .order_by(Reply.due_at, Reply.id)
    )
    if incident_id is not None:
        query = query.where(Reply.incident_id == incident_id)
    return session.scalars(query).all()


def notes(session: Session, reply_id: str) -> Sequence[ReplyNote]:
    return session.scalars(
        select(ReplyNote)
        .where(ReplyNote.reply_id == reply_id)
        .order_by(ReplyNote.noted_at, ReplyNote.id)
    ).all()


def find_note(session: Session, note_id: str) -> ReplyNote | None:
    return session.get(ReplyNote, note_id)


def targets_of(session: Session, organisation_id: str) -> ReplyTarget | None:
    return session.get(ReplyTarget, organisation_id)
