"""Public notices, without a browser."""

import sys
from hashlib import sha256
from pathlib import Path

import click

from breachdesk.cli.context import CLI, emit, errors_to_stderr, say, services
from breachdesk.incidents import service as incidents
from breachdesk.infra.files import write_bytes
from breachdesk.kernel.text import _
from breachdesk.publications.service import pages

NOTHING_APPROVED = 2


@click.group("notice")
def group() -> None:
    """The public notice of Article 34(3)(c)."""


@group.command()
@click.option("--incident", "reference", required=True, help="Reference of the case.")
@click.option("--language", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def export(reference: str, language: str, out: Path, *, as_json: bool) -> None:
    """Write the newest approved notice as one static HTML file; exit code 2 without one."""
    built = services()
    with built.reading(CLI) as uow:
        case = incidents.by_reference(uow, reference)
        found = pages.export(uow, case.id, language, built.settings.base_url)
    if found is None:
        click.echo(say(_("No notice in this language is approved.")), err=True)
        sys.exit(NOTHING_APPROVED)
    notice, content = found
    write_bytes(out, content)
    told = {
        "file": str(out),
        "size": len(content),
        "sha256": sha256(content).hexdigest(),
        "number": notice.number,
        "state": notice.state.value,
        "language": language,
    }
    emit(told, as_json=as_json, text=f"Written to {out}.")
