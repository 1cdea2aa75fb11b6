"""Brings the database to the newest schema, one process at a time."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from breachdesk.infra.paths import resource

LOCK = 7_232_021
"""Any constant: the name of the PostgreSQL advisory lock that keeps migrations apart."""


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration, built here instead of an ini file."""
    config = Config()
    config.set_main_option("script_location", str(resource("migrations")))
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    with engine.connect() as connection:
        _lock(connection)
        command.upgrade(configuration(connection), revision)
        connection.commit()


def downgrade(engine: Engine, revision: str) -> None:
    with engine.connect() as connection:
        _lock(connection)
        command.downgrade(configuration(connection), revision)
        connection.commit()


def is_current(engine: Engine) -> bool:
    """Whether the database has the schema this program was written for."""
    with engine.connect() as connection:
        heads = MigrationContext.configure(connection).get_current_heads()
    return set(heads) == set(ScriptDirectory.from_config(configuration()).get_heads())


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET lock_timeout = '30s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    else:
        connection.execution_options(writing=True)
        connection.begin()


def database_folder(url: str) -> Path | None:
    """The folder an SQLite file lies in, to be made before the first connection."""
    path = url.removeprefix("sqlite:///")
    return Path(path).parent if path != url and path else None
