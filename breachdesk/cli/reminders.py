"""What is due and not yet sent."""

import click

from breachdesk.cli.context import CLI, emit, errors_to_stderr, services, settings
from breachdesk.reminders import service
from breachdesk.reminders.domain import DueReminder


@click.group("reminders")
def group() -> None:
    """Reminders by e-mail."""


@group.command()
@click.option("--send", is_flag=True, help="Queue what is due now.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def due(*, send: bool, as_json: bool) -> None:
    """List the reminders that are due and not yet sent, and those that come next."""
    built = services()
    with built.reading(CLI) as uow:
        now, later = service.due(uow), service.upcoming(uow)
    queued = 0
    if send:
        with built.unit_of_work(CLI) as uow:
            queued = service.queue_due(uow, settings().base_url)
    told = {
        "due": [_told(one) for one in now],
        "next": [_told(one) for one in later],
        "queued": queued,
    }
    lines = [f"{one.reference} {one.duty} {one.slot.at.isoformat()}" for one in (*now, *later)]
    emit(told, as_json=as_json, text="\n".join(lines) or "Nothing is due.")


def _told(one: DueReminder) -> dict[str, object]:
    return {
        "incident": one.reference,
        "duty": one.duty,
        "due_at": one.due_at.isoformat(),
        "slot_minutes": one.slot.minutes,
        "slot_at": one.slot.at.isoformat(),
        "recipient_id": one.recipient_id,
    }
