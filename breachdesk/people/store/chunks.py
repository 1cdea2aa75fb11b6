"""What a chunk of an import reads and writes, in statements over many rows at once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Insert, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from breachdesk.infra.db import Base
from breachdesk.people.models import (
    PeopleImport,
    PeopleStock,
    Person,
    PersonController,
    PersonDoubt,
)

PERSONS = Base.metadata.tables["person"]
LINKS = Base.metadata.tables["person_controller"]
AT_ONCE = 10_000
"""Values in one IN: SQLite takes 32,766, PostgreSQL 65,535."""


class Stored(NamedTuple):
    """A person that a chunk may meet again."""

    id: int
    key: str
    nir_index: bytes | None
    name_index: bytes
    home_index: bytes | None
    is_deceased: bool
    has_email: bool
    has_phone: bool
    has_address: bool
    is_minor: bool
    is_protected: bool


COLUMNS = tuple(getattr(Person, name) for name in Stored._fields)


class NewPerson(NamedTuple):
    """A row of `person` but for its id."""

    incident_id: str
    key: str
    sealed: bytes
    nir_index: bytes | None
    name_index: bytes
    home_index: bytes | None
    has_email: bool
    has_phone: bool
    has_address: bool
    is_minor: bool
    is_protected: bool
    is_deceased: bool
    language: str
    mail_domain: str
    records: int


def hold(session: Session, incident_id: str) -> PeopleStock:
    """The case's one row, kept from other writers until the transaction ends."""
    session.execute(
        _upsert(session, PeopleStock).on_conflict_do_nothing(),
        {
            "incident_id": incident_id,
            "purge_proposed_by": "",
            "purge_proposed_by_id": "",
            "purged_by": "",
            "persons": 0,
            "records": 0,
            "files": 0,
        },
    )
    return session.scalars(
        select(PeopleStock).where(PeopleStock.incident_id == incident_id).with_for_update()
    ).one()


def progress(session: Session, roster_id: str) -> PeopleImport | None:
    return session.get(PeopleImport, roster_id)


def progress_locked(session: Session, roster_id: str) -> PeopleImport:
    """As it stands now, also for a worker that holds an older picture of it."""
    return session.get_one(PeopleImport, roster_id, populate_existing=True, with_for_update=True)


def by_indexes(session: Session, nirs: Sequence[bytes], names: Sequence[bytes]) -> list[Stored]:
    """Those with one of these NIR, or with one of these names, the oldest first.

    Blind indexes are keyed by the incident and find nobody of another. To say the incident too
    would have SQLite read all its persons for each chunk.
    """
    found: dict[int, Stored] = {}
    for column, wanted in ((Person.nir_index, nirs), (Person.name_index, names)):
        for some in _cut(wanted):
            rows = session.execute(select(*COLUMNS).where(column.in_(some)))
            found |= {row[0]: Stored._make(row) for row in rows}
    return [found[one] for one in sorted(found)]


def oldest_by_name(session: Session, names: Sequence[bytes]) -> list[Stored]:
    """One with each of these names, for rows that cannot be told apart by more."""
    ids: list[int] = []
    for some in _cut(names):
        ids += session.scalars(
            select(func.min(Person.id))
            .where(Person.name_index.in_(some))
            .group_by(Person.name_index)
        )
    rows = session.execute(select(*COLUMNS).where(Person.id.in_(ids)).order_by(Person.id))
    return [Stored._make(row) for row in rows]


def links_of(session: Session, ids: Sequence[int]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for some in _cut(ids):
        rows = session.execute(
            select(PersonController.person_id, PersonController.controller_id).where(
                PersonController.person_id.in_(some)
            )
        )
        found += [(row[0], row[1]) for row in rows]
    return found


def insert_persons(session: Session, incident_id: str, rows: Sequence[NewPerson]) -> list[int]:
    """Their ids, in the order of the rows.

    Numbers only grow and nobody else adds persons to a case that is held: RETURNING would cost one
    statement a row.
    """
    if not rows:
        return []
    mine = Person.incident_id == incident_id
    last = session.scalar(select(func.max(Person.id)).where(mine)) or 0
    _insert_many(session, "person", NewPerson._fields, rows)
    return list(
        session.scalars(select(Person.id).where(mine, Person.id > last).order_by(Person.id))
    )


def insert_links(session: Session, rows: Sequence[tuple[int, str, int]]) -> None:
    """(person, controller, records) of new persons."""
    _insert_many(session, "person_controller", ("person_id", "controller_id", "records"), rows)


def add_links(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """New pairs, and more records for those there are."""
    if not rows:
        return
    statement = _upsert(session, PersonController)
    statement = statement.on_conflict_do_update(
        index_elements=["person_id", "controller_id"],
        set_={"records": LINKS.c.records + statement.excluded.records},
    )
    session.connection().execute(statement, list(rows))


def add_doubts(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        session.execute(insert(PersonDoubt), list(rows))


def add_records(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """`rows` have `person` and `more`."""
    if rows:
        statement = (
            update(PERSONS)
            .where(PERSONS.c.id == bindparam("person"))
            .values(records=PERSONS.c.records + bindparam("more"))
        )
        session.connection().execute(statement, list(rows))


def update_persons(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """By primary key; all rows have the same columns."""
    if rows:
        session.execute(update(Person), list(rows))


def _insert_many(
    session: Session, table: str, names: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Hand the rows to the driver as they are: SQLAlchemy would look at every value again.

    Only for columns whose values need no converting: text, bytes, numbers, booleans.
    """
    connection, columns = session.connection(), ", ".join(names)
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    elif rows:
        marks = ", ".join("?" * len(names))
        statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608  # our own names
        connection.exec_driver_sql(statement, rows)


def _upsert(session: Session, model: type[Any]) -> Any:  # noqa: ANN401  # of either dialect
    insert_of = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
    statement: Insert = insert_of[session.get_bind().dialect.name](model)
    return statement


def _cut(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]
