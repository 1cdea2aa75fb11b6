"""Make and verify evidence bundles."""

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from breachdesk.audit.ed25519 import public_key_of
from breachdesk.bundles import service
from breachdesk.bundles.domain import NewBundle, Verdict
from breachdesk.cli.context import CLI, emit, errors_to_stderr, fail, say, services
from breachdesk.incidents import service as incidents
from breachdesk.infra.bags import Fault, UnreadableBagError
from breachdesk.infra.files import whole_file
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import Text, _

BROKEN, UNREADABLE = 1, 2
"""Exit codes."""

FAULTS: Mapping[Fault, Text] = {
    Fault.MISSING: _("%(name)s is missing."),
    Fault.EXTRA: _("%(name)s does not belong to the bundle."),
    Fault.CHANGED: _("%(name)s was changed."),
    Fault.MANIFEST: _("%(name)s is not a list of files with their SHA-256."),
    Fault.SIGNATURE: _("The signature in %(name)s is false."),
    Fault.KEY: _("%(name)s was signed with another key."),
    Fault.CHAIN: _("The entries of %(name)s are not chained as the trail was."),
    Fault.CONTAINER: _("The files are sound, but the archive around them was changed."),
}


@click.group("bundle")
def group() -> None:
    """The evidence of a case in one file that proves itself."""


@group.command()
@click.option("--incident", "reference", required=True, help="Reference of the case.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--without-personal-data", is_flag=True)
@click.option("--lang", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def make(
    reference: str, out: Path, lang: str, *, without_personal_data: bool, as_json: bool
) -> None:
    """Make the bundle of a case as it stands now, and write it to a file."""
    built = services()
    with built.unit_of_work(CLI) as uow:
        case = incidents.by_reference(uow, reference)
        new = NewBundle(new_id(), case.id, is_personal=not without_personal_data, language=lang)
        service.add(uow, new)
    made = service.build(lambda: built.unit_of_work(CLI), new.id)
    with built.unit_of_work(CLI) as uow:
        _name, content = service.content(uow, case.id, new.id)
    with content, whole_file(out) as file:
        shutil.copyfileobj(content, file)
    told = {"file": str(out), "sha256": made.sha256, "size": made.size, "files": made.files}
    emit(told, as_json=as_json, text=f"{made.files} files written to {out}. {made.sha256}")


@group.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--public-key",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The desk's own, as “audit export --public-key” writes it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def verify(file: Path, public_key: Path | None, *, as_json: bool) -> None:
    """Verify a bundle; needs no instance, no database, no network.

    Exit code 1 when something is wrong, which is named; 2 when the file is no bundle at all.
    """
    try:
        verdict = service.verify(file, _key(public_key) if public_key else None)
    except (OSError, UnreadableBagError) as error:
        text = say(error.text) if isinstance(error, UnreadableBagError) else str(error.strerror)
        emit({"ok": False, "fault": "unreadable", "problem": text}, as_json=as_json, text=text)
        sys.exit(UNREADABLE)
    emit(_told(verdict), as_json=as_json, text=_sentence(verdict))
    if not verdict.ok:
        sys.exit(BROKEN)


def _key(path: Path) -> bytes:
    content = path.read_bytes()
    try:
        public_key_of(content)
    except ValueError:
        fail(f"{path}: {say(_('This is not a public key of a desk.'))}")
    return content


def _told(verdict: Verdict) -> dict[str, object]:
    return {
        "ok": verdict.ok,
        "fault": verdict.fault or None,
        "name": verdict.name or None,
        "problem": None if verdict.ok else _sentence(verdict),
        "reference": verdict.reference,
        "files": verdict.files,
        "key": verdict.key,
    }


def _sentence(verdict: Verdict) -> str:
    if verdict.ok:
        return say(
            _(
                "%(count)s files, all sound; signed with key %(key)s.",
                count=verdict.files,
                key=verdict.key,
            )
        )
    return say(Text(FAULTS[Fault(verdict.fault)].msgid, {"name": verdict.name}))
