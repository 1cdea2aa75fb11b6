"""Declarative base, naming convention, column types and the engine."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    TypeDecorator,
    create_engine,
    event,
)
from sqlalchemy.orm import DeclarativeBase, Session

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

BUSY_TIMEOUT_MS = 15_000
CACHE_KB = 64_000
"""Of each connection; the 2 MB of SQLite are not enough for indexes of many persons."""


class UtcDateTime(TypeDecorator[datetime]):
    """Refuses naive datetimes on the way in, always gives aware UTC on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Rows. A class sets `audited = False` when its changes are technical (leases, counters)."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        # Enum values are stored as their text, without a CHECK: a new member is no migration.
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            length=40,
            validate_strings=True,
            values_callable=lambda members: [m.value for m in members],
        ),
    }
    audited: ClassVar[bool] = True


def make_engine(url: str) -> Engine:
    """An engine ready for several processes; SQLite waits for its writer, never reads a half."""
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=not url.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def learn(session: Session, table: type[Base]) -> None:
    """After many rows came at once: PostgreSQL plans by what it last saw of a table.

    Until its own housekeeping has passed, it may compare each of 700,000 rows with every other.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.connection().exec_driver_sql(f"ANALYZE {table.__tablename__}")


READING = {"reading": True, "postgresql_readonly": True}
WRITING = {"writing": True}
"""Execution options a session's connection is opened with; see infra/uow.py."""


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401  # DB-API
    connection.isolation_level = None  # the "begin" listener decides how transactions start
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute(f"PRAGMA cache_size = -{CACHE_KB}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Writers take the lock at once: a reader turned writer midway could only fail."""
    options = connection.get_execution_options()
    connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if options.get('reading') else 'OFF'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writing") else "BEGIN")
