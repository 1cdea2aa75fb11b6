from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from breachdesk.infra import migrate
from breachdesk.tables import METADATA
from tests.databases import KINDS, empty_engine

REVISIONS = [
    script.revision
    for script in ScriptDirectory.from_config(migrate.configuration()).walk_revisions()
][::-1]
ENTRY = text(
    "INSERT INTO audit_entry (seq, at, actor_id, tag, subject_id, incident_id, body, digest, mac)"
    " VALUES (1, '2026-03-02 12:00:00', 'u', 't', 's', 'i', '{}', 'd', 'm')"
)


@pytest.fixture(params=KINDS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with empty_engine(request.param, tmp_path) as made:
        yield made


def test_head_equals_models(engine: Engine) -> None:
    migrate.upgrade(engine)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    migrate.upgrade(engine)
    migrate.upgrade(engine)

    assert migrate.is_current(engine)


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_step_goes_up_and_down(engine: Engine, revision: str) -> None:
    migrate.upgrade(engine, revision)
    migrate.downgrade(engine, "-1")

    migrate.upgrade(engine)
    assert migrate.is_current(engine)


def test_downgrading_to_nothing_leaves_no_table(engine: Engine) -> None:
    migrate.upgrade(engine)
    migrate.downgrade(engine, "base")

    assert set(inspect(engine).get_table_names()) == {"alembic_version"}


def test_an_empty_database_is_not_current(engine: Engine) -> None:
    assert not migrate.is_current(engine)


@pytest.mark.parametrize("change", ["UPDATE audit_entry SET body = 'x'", "DELETE FROM audit_entry"])
def test_ad_09_the_database_itself_refuses_to_change_the_trail(engine: Engine, change: str) -> None:
    migrate.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(ENTRY)

    with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
        connection.execute(text(change))
