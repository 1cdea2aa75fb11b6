"""The controllers of a case: one, a page of the list, figures, and look-ups for an import."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, or_, select, update
from sqlalchemy.orm import Session

from breachdesk.controllers.domain import Answer, Contact, ControllerFilter, Lack
from breachdesk.controllers.models import AffectedController as Row
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _

ACTIVE = Row.withdrawn_at.is_(None)
NOT_NOTIFIED = Row.notice_sent_at.is_(None)
OPEN_FILING = and_(ACTIVE, Row.filed_at.is_(None), Row.due_at.is_not(None))

LACKING: Mapping[Lack, ColumnElement[bool]] = {
    Lack.CONTACT: Row.contact != Contact.FINE,
    Lack.NOTICE: NOT_NOTIFIED,
    Lack.DELIVERY: and_(Row.notice_sent_at.is_not(None), Row.delivered_at.is_(None)),
    Lack.ACKNOWLEDGEMENT: Row.acknowledged_at.is_(None),
    Lack.MANDATE_FILE: Row.mandate_file == Answer.NONE,
    Lack.MANDATE_INFORM: Row.mandate_inform == Answer.NONE,
    Lack.FILING: Row.filed_at.is_(None),
    Lack.PERSONS: and_(Row.persons_declared.is_(None), Row.persons_counted.is_(None)),
}
"""The same conditions as ControllerView.lacks, for the database; a test holds them together."""


def find(session: Session, controller_id: str) -> Row | None:
    return session.get(Row, controller_id)


def get(session: Session, incident_id: str, controller_id: str) -> Row:
    """The controller, only through its own case."""
    row = session.get(Row, controller_id)
    if row is None or row.incident_id != incident_id:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def locked(session: Session, controller_id: str) -> Row:
    """The row, kept from other writers until the transaction ends."""
    row = session.get(Row, controller_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def page(  # noqa: PLR0913, PLR0917  # what narrows, orders and cuts the list
    session: Session,
    incident_id: str,
    wanted: ControllerFilter,
    now: datetime,
    offset: int,
    limit: int,
) -> tuple[Sequence[Row], int]:
    """(controllers, how many in all): those whose own time limit comes first stand first."""
    query = _narrowed(incident_id, wanted, now)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = session.scalars(
        query.order_by(
            case((OPEN_FILING, 0), else_=1), Row.due_at.is_(None), Row.due_at, Row.number
        )
        .offset(offset)
        .limit(limit)
    ).all()
    return rows, total


def every(session: Session, incident_id: str) -> Sequence[Row]:
    return session.scalars(
        select(Row).where(Row.incident_id == incident_id).order_by(Row.number)
    ).all()


def active(session: Session, incident_id: str) -> Sequence[Row]:
    return session.scalars(
        select(Row).where(Row.incident_id == incident_id, ACTIVE).order_by(Row.number)
    ).all()


def by_ids(session: Session, incident_id: str, ids: Collection[str]) -> Sequence[Row]:
    return session.scalars(
        select(Row).where(Row.incident_id == incident_id, Row.id.in_(ids)).order_by(Row.number)
    ).all()


def last_number(session: Session, incident_id: str) -> int:
    return session.scalar(select(func.max(Row.number)).where(Row.incident_id == incident_id)) or 0


def silent_since(session: Session, moment: datetime) -> Sequence[Row]:
    """Active controllers of all cases, told before `moment`, that have not acknowledged."""
    return session.scalars(
        select(Row)
        .where(ACTIVE, Row.notice_sent_at <= moment, Row.acknowledged_at.is_(None))
        .order_by(Row.incident_id, Row.number)
    ).all()


def figures(
    session: Session, incident_id: str, now: datetime
) -> Sequence[tuple[str, dict[str, int]]]:
    """(department, counts by name) for the controllers that are not withdrawn."""
    persons = func.coalesce(Row.persons_counted, Row.persons_declared, 0)
    counted = {
        "total": func.count(),
        "notified": _count(Row.notice_sent_at.is_not(None)),
        "delivered": _count(Row.delivered_at.is_not(None)),
        "acknowledged": _count(Row.acknowledged_at.is_not(None)),
        "mandated_file": _count(Row.mandate_file == Answer.YES),
        "mandated_inform": _count(Row.mandate_inform == Answer.YES),
        "filed": _count(Row.filed_at.is_not(None)),
        "overdue": _count(and_(OPEN_FILING, Row.due_at < now)),
        "unreachable": _count(Row.contact != Contact.FINE),
        "persons": func.sum(persons),
    }
    rows = session.execute(
        select(Row.department, *counted.values())
        .where(Row.incident_id == incident_id, ACTIVE)
        .group_by(Row.department)
        .order_by(Row.department)
    ).all()
    return [(row[0], dict(zip(counted, map(int, row[1:]), strict=True))) for row in rows]


def set_counts(session: Session, counts: Mapping[str, int]) -> None:
    """Without a new version: nobody who is editing a file is told that it changed."""
    if counts:
        table = Row.__table__
        statement = (
            update(table)  # type: ignore[arg-type]
            .where(table.c.id == bindparam("controller"))
            .values(persons_counted=bindparam("counted"))
        )
        rows = [{"controller": one, "counted": count} for one, count in counts.items()]
        session.connection().execute(statement, rows)


def informable(session: Session, incident_id: str) -> Sequence[str]:
    """The same condition as ControllerView.may_be_informed_for; a test holds them together."""
    return session.scalars(
        select(Row.id)
        .where(
            Row.incident_id == incident_id,
            ACTIVE,
            or_(Row.mandate_inform == Answer.YES, Row.override_confirmed_by != ""),
        )
        .order_by(Row.number)
    ).all()


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _narrowed(incident_id: str, wanted: ControllerFilter, now: datetime) -> Select[Row]:
    query = select(Row).where(Row.incident_id == incident_id)
    query = query.where(Row.withdrawn_at.is_not(None) if wanted.withdrawn else ACTIVE)
    if wanted.lack is not None:
        query = query.where(LACKING[wanted.lack])
    if wanted.department:
        query = query.where(Row.department == wanted.department)
    if wanted.overdue:
        query = query.where(OPEN_FILING, Row.due_at < now)
    if wanted.text:
        like = wanted.text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
        columns = (Row.name, Row.finess, Row.siret, Row.city, Row.postcode, Row.email, Row.own_key)
        query = query.where(or_(*(one.ilike(f"%{like}%", escape="\\") for one in columns)))
    return query
