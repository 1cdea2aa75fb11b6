"""The databases tests run on: SQLite always, PostgreSQL where it can be reached."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from breachdesk.infra.db import make_engine
from breachdesk.kernel.ids import new_id

POSTGRES = "BREACHDESK_TEST_POSTGRES_URL"
KINDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@contextmanager
def empty_database(kind: str, folder: Path) -> Iterator[str]:
    """The address of a database without tables, gone afterwards."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'test.db'}"
        return
    server = os.environ.get(POSTGRES)
    if not server:
        # Not in .ci/run: there a skipped test fails the run.
        pytest.skip(f"{POSTGRES} names no server; .ci/run starts one, and skips nothing")
    name = f"breachdesk_{new_id()[:12]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        admin.dispose()


@contextmanager
def empty_engine(kind: str, folder: Path) -> Iterator[Engine]:
    with empty_database(kind, folder) as url:
        engine = make_engine(url)
        try:
            yield engine
        finally:
            engine.dispose()
