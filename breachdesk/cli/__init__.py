"""Command line: breachdesk <command>. A public interface: others script against it."""

import click

from breachdesk import __version__
from breachdesk.cli import (
    assess,
    audit,
    bounces,
    bundle,
    campaign,
    config,
    db,
    deadline,
    demo,
    document,
    incident,
    letters,
    notice,
    people,
    processes,
    register,
    reminders,
    replies,
    user,
)

COMMANDS: tuple[click.Command, ...] = (
    processes.init,
    processes.serve,
    processes.worker,
    processes.scheduler,
    processes.up,
    demo.demo,
    incident.group,
    document.group,
    bundle.group,
    people.group,
    campaign.group,
    notice.group,
    bounces.group,
    letters.group,
    register.group,
    deadline.deadline,
    assess.assess,
    reminders.group,
    replies.group,
    audit.group,
    user.group,
    db.group,
    config.group,
)


@click.group()
@click.version_option(__version__, prog_name="breachdesk")
def main() -> None:
    """BreachDesk: run a personal-data breach from discovery to closing."""


for command in COMMANDS:
    main.add_command(command)
