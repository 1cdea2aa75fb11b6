"""Show the settings in force."""

import click

from breachdesk.cli.context import emit, errors_to_stderr, settings


@click.group("config")
def group() -> None:
    """Settings of this instance."""


@group.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def show(*, as_json: bool) -> None:
    """Print every setting with its value; passwords are hidden."""
    shown = dict(settings().shown())
    emit(shown, as_json=as_json, text="\n".join(f"{name}={value}" for name, value in shown.items()))
