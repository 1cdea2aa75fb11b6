"""The table of what runs by itself. Every job is idempotent: "due and not yet done"."""

from collections.abc import Callable
from dataclasses import dataclass

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor
from breachdesk.outbox import service as outbox
from breachdesk.reminders import service as reminders


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


JOBS = (
    Job("reminders", 30, queue_reminders),
    Job("outbox-sweep", 60, sweep_outbox),
)
