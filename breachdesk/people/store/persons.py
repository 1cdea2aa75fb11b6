"""Persons for lists, audiences, counts and look-ups; sealed bytes for those who may open them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.people.domain.audience import AudienceFilter, PeopleCount
from breachdesk.people.models import (
    PeopleExport,
    PeopleImport,
    PeopleStock,
    Person,
    PersonController,
    PersonDoubt,
)

SEGMENTS: dict[str, ColumnElement[bool]] = {
    "adult": and_(Person.is_minor.is_(False), Person.is_protected.is_(False)),
    "minor": Person.is_minor.is_(True),
    "protected": Person.is_protected.is_(True),
}
REACHABLE: dict[str, ColumnElement[bool]] = {
    "email": Person.has_email.is_(True),
    "letter": Person.has_address.is_(True),
}


def audience(incident_id: str, wanted: AudienceFilter, mandated: Sequence[str]) -> Select[int]:
    """Ids of those the filter lets through, as a SELECT to join or to insert from."""
    query = select(Person.id).where(Person.incident_id == incident_id)
    if wanted.controller_ids is not None:
        query = query.where(_linked(PersonController.controller_id.in_(wanted.controller_ids)))
    if wanted.only_mandated:
        may = _linked(PersonController.controller_id.in_(mandated))
        query = query.where(or_(may, ~_linked()))
    if wanted.reachable_by:
        query = query.where(REACHABLE[wanted.reachable_by])
    if wanted.segment:
        query = query.where(SEGMENTS[wanted.segment])
    if wanted.language:
        query = query.where(Person.language == wanted.language)
    if wanted.exclude_deceased:
        query = query.where(Person.is_deceased.is_(False))
    return query


def _linked(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(PersonController.person_id == Person.id, *conditions)


def traits(incident_id: str) -> Select[int, str, bool, bool, bool]:
    return select(
        Person.id, Person.mail_domain, Person.has_email, Person.has_address, Person.is_deceased
    ).where(Person.incident_id == incident_id)


def with_phone(incident_id: str) -> Select[int]:
    return select(Person.id).where(Person.incident_id == incident_id, Person.has_phone.is_(True))


def all_links(incident_id: str) -> Select[int, str]:
    return (
        select(PersonController.person_id, PersonController.controller_id)
        .join(Person, Person.id == PersonController.person_id)
        .where(Person.incident_id == incident_id)
    )


def get(session: Session, incident_id: str, person_id: int) -> Person:
    """The person, only through its own case."""
    row = session.get(Person, person_id)
    if row is None or row.incident_id != incident_id:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def page(session: Session, query: Select[int], after: int, limit: int) -> Sequence[Person]:
    """The next persons of an audience by id: deep pages cost no more than the first."""
    ids = query.where(Person.id > after).order_by(Person.id).limit(limit)
    return session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.id)).all()


class Sealed(NamedTuple):
    """All that opening a person takes: a mapped object would cost as much as the opening."""

    id: int
    key: str
    sealed: bytes
    language: str
    is_minor: bool
    is_protected: bool


def sealed(session: Session, incident_id: str, ids: Sequence[int]) -> list[Sealed]:
    columns = [getattr(Person, name) for name in Sealed._fields]
    rows = session.execute(
        select(*columns).where(Person.incident_id == incident_id, Person.id.in_(ids))
    )
    return [Sealed(*row) for row in rows]


def among(session: Session, query: Select[int], ids: Sequence[int]) -> Sequence[int]:
    """Those of the ids that are in the audience."""
    return session.scalars(query.where(Person.id.in_(ids))).all()


def by_ids(session: Session, incident_id: str, ids: Sequence[int]) -> Sequence[Person]:
    return session.scalars(
        select(Person).where(Person.incident_id == incident_id, Person.id.in_(ids))
    ).all()


def controllers_of(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    rows = session.execute(
        select(PersonController.person_id, PersonController.controller_id)
        .where(PersonController.person_id.in_(ids))
        .order_by(PersonController.person_id, PersonController.controller_id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for person_id, controller_id in rows:
        found[person_id] = (*found.get(person_id, ()), controller_id)
    return found


def found_by(session: Session, incident_id: str, column: str, index: bytes) -> tuple[int, ...]:
    """Ids of those with this blind index, `nir_index` or `name_index`.

    The incident is compared here: SQLite would rather read all its persons than use the index.
    """
    rows = session.execute(
        select(Person.id, Person.incident_id)
        .where(getattr(Person, column) == index)
        .order_by(Person.id)
    )
    return tuple(row[0] for row in rows if row[1] == incident_id)


def count(session: Session, incident_id: str) -> PeopleCount:
    persons, records = session.execute(
        select(func.count(), func.coalesce(func.sum(Person.records), 0)).where(
            Person.incident_id == incident_id
        )
    ).one()
    by_controller = session.execute(
        select(PersonController.controller_id, func.count())
        .join(Person, Person.id == PersonController.person_id)
        .where(Person.incident_id == incident_id)
        .group_by(PersonController.controller_id)
    )
    return PeopleCount(int(records), int(persons), {row[0]: row[1] for row in by_controller})


def doubts(session: Session, incident_id: str, limit: int) -> Sequence[PersonDoubt]:
    """Those not settled, the oldest first."""
    return session.scalars(
        select(PersonDoubt)
        .where(PersonDoubt.incident_id == incident_id, PersonDoubt.settled_at.is_(None))
        .order_by(PersonDoubt.id)
        .limit(limit)
    ).all()


def doubt_count(session: Session, incident_id: str) -> int:
    return (
        session.scalar(
            select(func.count())
            .select_from(PersonDoubt)
            .where(PersonDoubt.incident_id == incident_id, PersonDoubt.settled_at.is_(None))
        )
        or 0
    )


def doubt(session: Session, incident_id: str, doubt_id: int) -> PersonDoubt:
    row = session.get(PersonDoubt, doubt_id)
    if row is None or row.incident_id != incident_id:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def remove(session: Session, person_id: int) -> None:
    """One person whose links another has taken over."""
    either = or_(PersonDoubt.person_id == person_id, PersonDoubt.other_id == person_id)
    session.execute(delete(PersonDoubt).where(either))
    session.execute(delete(PersonController).where(PersonController.person_id == person_id))
    session.execute(delete(Person).where(Person.id == person_id))


def links(session: Session, person_id: int) -> Sequence[PersonController]:
    return session.scalars(
        select(PersonController).where(PersonController.person_id == person_id)
    ).all()


def stock(session: Session, incident_id: str) -> PeopleStock | None:
    return session.get(PeopleStock, incident_id)


def exports(session: Session, incident_id: str) -> Sequence[PeopleExport]:
    """The newest first."""
    return session.scalars(
        select(PeopleExport)
        .where(PeopleExport.incident_id == incident_id)
        .order_by(PeopleExport.asked_at.desc(), PeopleExport.id)
    ).all()


def export(session: Session, incident_id: str, export_id: str) -> PeopleExport:
    row = session.get(PeopleExport, export_id)
    if row is None or row.incident_id != incident_id:
        raise NotFoundError(_("There is nothing at this address."))
    return row


def destroy(session: Session, incident_id: str) -> None:
    """Every row about persons of the case, children first."""
    mine: Any = select(Person.id).where(Person.incident_id == incident_id)
    session.execute(delete(PersonDoubt).where(PersonDoubt.incident_id == incident_id))
    session.execute(delete(PersonController).where(PersonController.person_id.in_(mine)))
    session.execute(delete(Person).where(Person.incident_id == incident_id))
    session.execute(delete(PeopleImport).where(PeopleImport.incident_id == incident_id))
