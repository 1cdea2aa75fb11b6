"""The register of Article 33(5), without a browser."""

from pathlib import Path

import click

from breachdesk.cli.context import CLI, emit, errors_to_stderr, services
from breachdesk.infra.files import write_bytes
from breachdesk.register import service
from breachdesk.register.domain import RegisterFilter


@click.group("register")
def group() -> None:
    """The register of breaches."""


@group.command()
@click.option("--format", "form", type=click.Choice(list(service.FORMATS)), required=True)
@click.option("--year", type=click.IntRange(2018, 2100))
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def export(form: str, year: int | None, lang: str, out: Path, *, as_json: bool) -> None:
    """Write the register to a file; who exported it is recorded."""
    with services().unit_of_work(CLI) as uow:
        content, _name, _type = service.export(uow, form, RegisterFilter(year=year), lang)
    write_bytes(out, content)
    emit({"file": str(out), "size": len(content)}, as_json=as_json, text=f"Written to {out}.")
