"""Campaigns without a browser; nothing is sent here, workers do it."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

import click

from breachdesk.cli.context import CLI, emit, errors_to_stderr, person, say, services
from breachdesk.cli.deadline import parse
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import _
from breachdesk.outreach import service
from breachdesk.outreach.domain.campaign import CampaignView, Plan
from breachdesk.outreach.domain.pace import Pace
from breachdesk.outreach.domain.preflight.finding import Finding
from breachdesk.outreach.domain.wordings import Wording
from breachdesk.outreach.service import cascade
from breachdesk.outreach.service.preflight import Setup, look, sending

Act: TypeAlias = Callable[[UnitOfWork, CampaignView], None]
USER = click.option("--as", "email", required=True, help="E-mail address of who decides.")
ID = click.argument("campaign_id", metavar="CAMPAIGN")


@click.group("campaign")
def group() -> None:
    """Campaigns that tell people by e-mail, else by letter.

    CAMPAIGN is its id, or the reference that stands on its messages.
    """


@group.command()
@click.option("--incident", "reference", required=True, help="Reference of the case.")
@click.option("--name", default="E-mail", show_default=True)
@click.option(
    "--texts",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="JSON: by language, subject, body and shared values; left out: the ready text.",
)
@click.option("--per-minute", default=0, help="Mails a minute; 0 for no limit.")
@click.option("--domain-per-minute", default=0, help="Mails a minute to one domain.")
@click.option("--canary", default=50, show_default=True, help="Mails that go first; 0 for none.")
@click.option("--wave", default=0, help="Mails in one wave; 0 for all at once.")
@click.option("--wave-minutes", default=60, show_default=True)
@USER
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def create(
    reference: str, name: str, texts: Path | None, email: str, *, as_json: bool, **pace: int
) -> None:
    """Prepare a campaign to everybody whom their controllers let us inform."""
    built = services()
    with built.unit_of_work(person(built, email)) as uow:
        incident_id = incidents.by_reference(uow, reference).id
        campaign_id = service.start(uow, incident_id, new_id(), name)
        drafted = service.get(uow, incident_id, campaign_id)
        plan = Plan(
            name,
            drafted.plan.audience,
            Pace(**pace),
            _wordings(texts) if texts else drafted.plan.wordings,
        )
        service.edit(uow, incident_id, campaign_id, drafted.version, plan)
    emit({"campaign": campaign_id}, as_json=as_json, text=campaign_id)


@group.command()
@ID
@USER
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def approve(campaign_id: str, email: str, *, as_json: bool) -> None:
    """Freeze text and audience; refused to who wrote the campaign."""
    host = urlsplit(services().settings.base_url).hostname or ""
    _act(
        campaign_id,
        email,
        lambda uow, one: service.approve(uow, one.incident_id, one.id, one.version, host),
        as_json=as_json,
    )


@group.command()
@ID
@click.option("--at", help="ISO 8601 with offset; left out: now.")
@USER
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def launch(campaign_id: str, at: str | None, email: str, *, as_json: bool) -> None:
    """Let an approved campaign start."""
    moment = parse(at, "UTC", None) if at else None

    def act(uow: UnitOfWork, one: CampaignView) -> None:
        if not services().mails_leave and service.needs_relay(uow, one.incident_id, one.id):
            raise RuleError(_("No mail relay is set: nothing would leave this machine."))
        service.launch(uow, one.incident_id, one.id, one.version, moment)

    _act(campaign_id, email, act, as_json=as_json)


@group.command()
@ID
@USER
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def pause(campaign_id: str, email: str, *, as_json: bool) -> None:
    """Hold back what is not offered yet."""
    _act(
        campaign_id,
        email,
        lambda uow, one: service.pause(uow, one.incident_id, one.id, one.version),
        as_json=as_json,
    )


@group.command()
@ID
@USER
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def resume(campaign_id: str, email: str, *, as_json: bool) -> None:
    """Go on, with the next wave."""
    _act(
        campaign_id,
        email,
        lambda uow, one: service.resume(uow, one.incident_id, one.id, one.version),
        as_json=as_json,
    )


@group.command()
@ID
@USER
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def fall(campaign_id: str, email: str, *, as_json: bool) -> None:
    """Add a letter for each person whom a mail did not reach; prints how many there were."""
    built = services()
    with built.unit_of_work(person(built, email)) as uow:
        one = service.named(uow, campaign_id)
        added = cascade.fall(uow, one.incident_id, one.id)
    emit({"letters": added}, as_json=as_json, text=str(added))


@group.command()
@ID
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def preflight(campaign_id: str, *, as_json: bool) -> None:
    """Whether its mails would arrive; ends with 1 when something would keep them from it."""
    built = services()
    setup = Setup.of(built.settings, built.signer)
    with built.reading(CLI) as uow:
        one = service.named(uow, campaign_id)
        about = sending(uow, one.incident_id, one.id, setup)
    report = look(about, setup, built.resolver)
    told = [_finding(one) for one in report.findings]
    lines = [f"{one['level']}: {one['what']} {one['do']}".rstrip() for one in told]
    emit(told, as_json=as_json, text="\n".join(lines))
    if report.blocking:
        raise click.exceptions.Exit(1)


def _finding(one: Finding) -> dict[str, str]:
    return {
        "code": one.code,
        "level": one.level.value,
        "what": say(one.what),
        "why": say(one.why),
        "do": say(one.do) if one.do else "",
    }


@group.command()
@ID
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def status(campaign_id: str, *, as_json: bool) -> None:
    """How many of the audience are in each state; the sum is the audience."""
    with services().reading(CLI) as uow:
        one = service.named(uow, campaign_id)
        told = service.counts(uow, [one])[one.id].to_json()
    lines = [f"{name}: {number}" for name, number in told.items()]
    emit(told, as_json=as_json, text="\n".join([one.state.value, *lines]))


def _act(campaign_id: str, email: str, act: Act, *, as_json: bool) -> None:
    built = services()
    with built.unit_of_work(person(built, email)) as uow:
        act(uow, service.named(uow, campaign_id))
    with built.reading(CLI) as uow:
        found = service.named(uow, campaign_id)
    told: dict[str, str | datetime | None] = {
        "campaign": found.id,
        "state": found.state.value,
        "digest": found.digest,
        "launch_at": found.launch_at,
    }
    emit(told, as_json=as_json, text=found.state.value)


def _wordings(path: Path) -> dict[str, Wording]:
    try:
        told = json.loads(path.read_text("utf-8"))
        return {
            language: Wording(
                str(one["subject"]),
                str(one["body"]),
                {key: str(value) for key, value in one.get("shared", {}).items()},
                bool(one.get("about_nir")),
            )
            for language, one in told.items()
        }
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        raise RuleError(_("The file of texts cannot be read.")) from error
