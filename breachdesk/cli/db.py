"""Database commands."""

import click

from breachdesk.bootstrap import build
from breachdesk.cli.context import emit, errors_to_stderr, settings
from breachdesk.infra import migrate


@click.group("db")
def group() -> None:
    """The database."""


@group.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def upgrade(*, as_json: bool) -> None:
    """Bring the database to the newest schema; does nothing when it is."""
    services = build(settings())
    migrate.upgrade(services.engine)
    emit({"current": True}, as_json=as_json, text="The database is up to date.")
