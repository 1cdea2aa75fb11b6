"""The table of what runs by itself. Every job is idempotent: "due and not yet done"."""

from collections.abc import Callable
from dataclasses import dataclass

from breachdesk.bootstrap import Services
from breachdesk.controllers import service as controllers
from breachdesk.infra import returns
from breachdesk.kernel.actor import Actor
from breachdesk.outbox import service as outbox
from breachdesk.outreach import service as outreach
from breachdesk.outreach.service import returns as bounces
from breachdesk.reminders import service as reminders
from breachdesk.rosters import service as rosters


@dataclass(frozen=True, slots=True)
class Job:
    name: str
    every_seconds: int
    run: Callable[[Services], None]


def queue_reminders(services: Services) -> None:
    with services.unit_of_work(Actor.system("job:reminders")) as uow:
        reminders.queue_due(uow, services.settings.base_url)


def sweep_outbox(services: Services) -> None:
    with services.unit_of_work(Actor.system("job:outbox")) as uow:
        outbox.sweep(uow)


def remind_controllers(services: Services) -> None:
    with services.unit_of_work(Actor.system("job:controllers")) as uow:
        controllers.queue_due(uow, services.settings.base_url)


def purge_rosters(services: Services) -> None:
    with services.unit_of_work(Actor.system("job:rosters")) as uow:
        rosters.purge_old(uow)


def run_campaigns(services: Services) -> None:
    actor = Actor.system("job:campaigns")
    for step in (outreach.sweep, outreach.start_due, outreach.advance):
        with services.unit_of_work(actor) as uow:
            step(uow)


def read_bounces(services: Services) -> None:
    mailbox = services.settings.bounces_url
    if mailbox:
        actor = Actor.system("job:bounces")
        bounces.take_in(lambda: services.unit_of_work(actor), returns.in_mailbox(mailbox))


JOBS = (
    Job("reminders", 30, queue_reminders),
    Job("outbox-sweep", 60, sweep_outbox),
    Job("campaigns", 15, run_campaigns),
    Job("bounces", 300, read_bounces),
    Job("controllers", 60, remind_controllers),
    Job("rosters-purge", 3_600, purge_rosters),
)
