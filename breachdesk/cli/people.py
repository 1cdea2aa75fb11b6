"""Persons concerned: import them from a file, count them, destroy what is known of them."""

import hashlib
import json
import time
from pathlib import Path

import click

from breachdesk.accounts import service as accounts
from breachdesk.bootstrap import Services
from breachdesk.cli.context import CLI, emit, errors_to_stderr, say, services
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import _
from breachdesk.organisations import service as organisations
from breachdesk.people import service
from breachdesk.people.domain.columns import LABELS, PURPOSE
from breachdesk.rosters import service as rosters
from breachdesk.rosters.domain import RosterState, RosterView, folded

MAX_BYTES = 500_000_000


@click.group("people")
def group() -> None:
    """Persons concerned by a case."""


@group.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--incident", "reference", required=True, help="Reference of the case.")
@click.option(
    "--mapping",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help='JSON: {"last_name": "Nom", …}, a heading for each kind of column.',
)
@click.option("--guess", is_flag=True, help="Tell the columns by their headings.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def import_(
    file: Path, reference: str, mapping: Path | None, *, guess: bool, as_json: bool
) -> None:
    """Import persons. An import of the same file that was interrupted goes on."""
    if bool(mapping) == guess:
        raise click.UsageError("Give --mapping FILE or --guess.")
    started = time.monotonic()
    built = services()
    view = _received(built, reference, file)
    with built.reading(CLI) as uow:
        columns = _mapped(view, mapping) if mapping else service.guess(uow, view)
    outcome = service.import_file(
        lambda: built.unit_of_work(CLI),
        service.Wanted(view.incident_id, view.id, columns, built.settings.language),
    )
    told = {**outcome.to_json(), "seconds": round(time.monotonic() - started, 3)}
    text = ", ".join(f"{key} {value}" for key, value in told.items())
    emit(told, as_json=as_json, text=text)


@group.command()
@click.option("--incident", "reference", required=True, help="Reference of the case.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def count(reference: str, *, as_json: bool) -> None:
    """Count records and unique persons."""
    with services().reading(CLI) as uow:
        found = service.count(uow, incidents.by_reference(uow, reference).id)
    told = {
        "records": found.records,
        "persons": found.persons,
        "by_controller": dict(found.by_controller),
    }
    emit(told, as_json=as_json, text=f"{found.records} records, {found.persons} persons")


@group.command()
@click.option("--incident", "reference", required=True, help="Reference of the case.")
@click.option("--as", "email", required=True, help="E-mail address of who decides.")
@click.option("--drop", is_flag=True, help="Take the proposal back.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def purge(reference: str, email: str, *, drop: bool, as_json: bool) -> None:
    """Destroy all identities of a case: one person proposes, another confirms."""
    built = services()
    with built.reading(CLI) as uow:
        incident_id = incidents.by_reference(uow, reference).id
        actor = _acting(uow, email)
    with built.unit_of_work(actor) as uow:
        if drop:
            service.drop(uow, incident_id)
        elif service.destruction(uow, incident_id) is None:
            service.propose(uow, incident_id)
        else:
            service.confirm(uow, incident_id)
        found = service.destruction(uow, incident_id)
    told = {
        "proposed_by": found.proposed_by if found else None,
        "purged_at": found.purged_at.isoformat() if found and found.purged_at else None,
        "persons": found.persons if found else 0,
        "files": found.files if found else 0,
    }
    text = _("Destroyed.") if told["purged_at"] else _("Proposed: another person must confirm.")
    emit(told, as_json=as_json, text=say(_("Taken back.") if drop else text))


def _acting(uow: UnitOfWork, email: str) -> Actor:
    person = accounts.account_by_email(uow, email)
    actor = organisations.actor_for(uow, person.id) if person else None
    if actor is None:
        raise RuleError(_("No open account has this address."))
    return actor


def _received(built: Services, reference: str, file: Path) -> RosterView:
    """The file, sealed; the one received before when its import was interrupted."""
    with file.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    with built.unit_of_work(CLI) as uow:
        case = incidents.by_reference(uow, reference)
        for one in rosters.of_case(uow, case.id, PURPOSE):
            if one.sha256 == sha256 and one.state is RosterState.UPLOADED:
                return rosters.get(uow, case.id, one.id, PURPOSE)
        with file.open("rb") as content:
            new = rosters.NewRoster(new_id(), case.id, PURPOSE, file.name, content)
            return rosters.get(uow, case.id, rosters.receive(uow, new, MAX_BYTES), PURPOSE)


def _mapped(view: RosterView, mapping: Path) -> dict[str, int]:
    """Kinds of column to places, from a file of kinds to headings."""
    try:
        wanted = json.loads(mapping.read_text(encoding="utf-8"))
    except ValueError as error:
        raise RuleError(_("The mapping is no JSON file.")) from error
    if not isinstance(wanted, dict) or not all(isinstance(one, str) for one in wanted.values()):
        raise RuleError(_("The mapping must give a heading for each kind of column."))
    known = [folded(heading) for heading in view.headings]
    unknown = sorted(set(wanted) - set(LABELS))
    missing = sorted(one for one in wanted.values() if folded(one) not in known)
    if unknown or missing:
        names = ", ".join((*unknown, *missing))
        raise RuleError(_("The mapping names what is not there: %(names)s.", names=names))
    return {key: known.index(folded(heading)) for key, heading in wanted.items()}
