"""Verify and export the audit trail."""

from pathlib import Path

import click

from breachdesk.audit import service
from breachdesk.cli.context import CLI, emit, errors_to_stderr, services
from breachdesk.infra.files import write_whole


@click.group("audit")
def group() -> None:
    """The append-only trail of everything that was done."""


@group.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def verify(*, as_json: bool) -> None:
    """Read the whole chain; exit code 1 when an entry is false, missing or moved."""
    with services().reading(CLI) as uow:
        verdict = service.verify(uow)
    found = {"entries": verdict.entries, "ok": verdict.ok, "first_bad": verdict.first_bad}
    text = (
        f"{verdict.entries} entries, all true."
        if verdict.ok
        else f"Entry {verdict.first_bad} is false, missing or moved."
    )
    emit(found, as_json=as_json, text=text)
    if not verdict.ok:
        raise SystemExit(1)


@group.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--public-key", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--verifier", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def export(out: Path, public_key: Path | None, verifier: Path | None, *, as_json: bool) -> None:
    """Write the trail as JSON lines, and on demand the public key and a verifier to go with it.

    The verifier is one Python file; it needs the export, the key and nothing else.
    """
    with services().reading(CLI) as uow:
        lines = write_whole(out, service.export(uow))
        if public_key:
            write_whole(public_key, uow.keys.public_pem.decode().splitlines())
    if verifier:
        write_whole(verifier, service.verifier_source().splitlines())
    written = {"file": str(out), "entries": lines - 2}
    emit(written, as_json=as_json, text=f"{lines - 2} entries written to {out}.")
