"""Documents of a case, without a browser."""

from pathlib import Path

import click

from breachdesk.cli.context import CLI, emit, errors_to_stderr, services
from breachdesk.documents import service
from breachdesk.documents.registry import KINDS, kind_of
from breachdesk.incidents import service as incidents
from breachdesk.infra.files import write_bytes
from breachdesk.organisations import service as organisations


@click.group("document")
def group() -> None:
    """PDF documents."""


@group.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def kinds(*, as_json: bool) -> None:
    """List the kinds of document."""
    told = [{"kind": one.slug, "fr": one.title.fr, "en": one.title.en} for one in KINDS.values()]
    emit(told, as_json=as_json, text="\n".join(f"{one['kind']}  {one['fr']}" for one in told))


@group.command()
@click.option("--incident", "reference", required=True, help="Reference of the case.")
@click.option("--kind", required=True)
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
@click.option("--about", default="", help="Id of the notification it is about.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def render(  # noqa: PLR0913  # the options of a public command
    reference: str, kind: str, lang: str, about: str, out: Path, *, as_json: bool
) -> None:
    """Make a PDF of the case as it stands now; nothing is kept in the case."""
    kind_of(kind)
    with services().reading(CLI) as uow:
        case = incidents.by_reference(uow, reference)
        _name, content = service.render(uow, case.id, kind, lang, about)
    write_bytes(out, content)
    emit({"file": str(out), "size": len(content)}, as_json=as_json, text=f"Written to {out}.")


@group.command("paper-kit")
@click.option("--organisation", required=True, help="Name or id of the organisation.")
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def paper_kit(organisation: str, lang: str, out: Path, *, as_json: bool) -> None:
    """Make the kit to print for the day when no computer answers."""
    with services().reading(CLI) as uow:
        found = organisations.find(uow, organisation)
        _name, content = service.paper_kit(uow, found, lang)
    write_bytes(out, content)
    emit({"file": str(out), "size": len(content)}, as_json=as_json, text=f"Written to {out}.")
