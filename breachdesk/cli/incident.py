"""Open, list, show and export cases."""

import json
from pathlib import Path

import click

from breachdesk.cli.context import CLI, emit, errors_to_stderr, services
from breachdesk.cli.deadline import parse
from breachdesk.incidents import service
from breachdesk.incidents.domain import (
    Case,
    CaseFilter,
    Certainty,
    DiscoveryChannel,
    IncidentType,
    NewIncident,
    OrganisationRole,
)
from breachdesk.infra.files import write_whole
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.ids import new_id
from breachdesk.obligations import service as obligations
from breachdesk.organisations import service as organisations
from breachdesk.progress import service as progress
from breachdesk.reports import service as reports

MOST = 100_000


def _choice(
    enum: type[OrganisationRole | Certainty | IncidentType | DiscoveryChannel],
) -> click.Choice[str]:
    return click.Choice([member.value for member in enum])


@click.group("incident")
def group() -> None:
    """Cases."""


@group.command("open")
@click.option("--title", required=True)
@click.option("--organisation", required=True, help="Name or id.")
@click.option("--aware", required=True, help="ISO 8601; without offset in --zone.")
@click.option("--discovered", help="ISO 8601; leave out when not known.")
@click.option("--zone", "zone_name", default="Europe/Paris", show_default=True)
@click.option("--fold", type=click.IntRange(0, 1), help="Of an hour that comes twice.")
@click.option("--role", type=_choice(OrganisationRole), default="controller", show_default=True)
@click.option("--certainty", type=_choice(Certainty), default="suspected", show_default=True)
@click.option("--type", "kind", type=_choice(IncidentType), default="other", show_default=True)
@click.option("--channel", type=_choice(DiscoveryChannel), default="internal", show_default=True)
@click.option("--channel-other", default="", help="Which, with --channel other.")
@click.option("--exercise", is_flag=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def open_(*, as_json: bool, **options: str | int | bool | None) -> None:
    """Open an incident and start its clocks."""
    aware, discovered = str(options["aware"]), options["discovered"]
    zone_name, fold = str(options["zone_name"]), options["fold"]
    with services().unit_of_work(CLI) as uow:
        new = NewIncident(
            id=new_id(),
            organisation_id=organisations.find(uow, str(options["organisation"])),
            title=str(options["title"]),
            role=OrganisationRole(str(options["role"])),
            certainty=Certainty(str(options["certainty"])),
            incident_type=IncidentType(str(options["kind"])),
            channel=DiscoveryChannel(str(options["channel"])),
            channel_other=str(options["channel_other"]),
            discovered_at=parse(str(discovered), zone_name, None) if discovered else None,
            aware_at=parse(aware, zone_name, int(fold) if fold is not None else None),
            zone=zone_name,
            is_exercise=bool(options["exercise"]),
        )
        service.open_incident(uow, new)
        told = _told(uow, service.case(uow, new.id))
    emit(told, as_json=as_json, text=f"{told['reference']} is open; next due: {told['due']}")


@group.command("list")
@click.option("--archived", is_flag=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def list_(*, archived: bool, as_json: bool) -> None:
    """List cases, the latest awareness first."""
    with services().reading(CLI) as uow:
        found, _total = service.cases(
            uow, CaseFilter(archived=archived, exercises=None), limit=MOST
        )
        told = [_told(uow, case) for case in found]
    lines = [f"{one['reference']}  {one['state']}  {one['title']}" for one in told]
    emit(told, as_json=as_json, text="\n".join(lines))


@group.command()
@click.argument("reference")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def show(reference: str, *, as_json: bool) -> None:
    """Show one case: obligations, steps, what is missing."""
    with services().reading(CLI) as uow:
        case = service.by_reference(uow, reference)
        told = _told(uow, case)
        told["obligations"] = [
            {
                "duty": one.duty.code,
                "due_at": one.due_at.isoformat() if one.due_at else None,
                "standing": one.standing.value,
                "discharged_at": one.discharged_at.isoformat() if one.discharged_at else None,
            }
            for one in obligations.of_case(uow, case.id)
        ]
        told["steps"] = {one.step.value: one.reached_at.isoformat() for one in case.steps}
        missing, percent = progress.to_complete(uow, case.id)
        told["percent"] = percent
        told["missing"] = sorted({one.section for one in missing if one.section})
    text = json.dumps(told, ensure_ascii=False, indent=1)
    emit(told, as_json=as_json, text=text)


@group.command()
@click.argument("reference")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def export(reference: str, out: Path, *, as_json: bool) -> None:
    """Write the whole case as JSON: facts with history, timeline, actions, files, trail."""
    with services().unit_of_work(CLI) as uow:
        case = service.by_reference(uow, reference)
        content = reports.whole_case(uow, case.id)
        write_whole(out, [json.dumps(content, ensure_ascii=False, indent=1)])
    emit({"file": str(out)}, as_json=as_json, text=f"{reference} was written to {out}.")


def _told(uow: UnitOfWork, case: Case) -> dict[str, object]:
    due = obligations.next_due(uow, case.id)
    return {
        "id": case.id,
        "reference": case.reference,
        "title": case.title,
        "organisation_id": case.organisation_id,
        "role": case.role.value,
        "state": case.state.value,
        "discovered_at": case.discovered_at.isoformat() if case.discovered_at else None,
        "aware_at": case.aware_at.isoformat(),
        "due": due.due_at.isoformat() if due and due.due_at else None,
    }
