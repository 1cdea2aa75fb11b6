"""Reading reports of mails that came back."""

from collections.abc import Iterator
from pathlib import Path

import click

from breachdesk.cli.context import CLI, emit, errors_to_stderr, services
from breachdesk.infra import returns
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.outreach.service import returns as service

MAILBOX = "BREACHDESK_BOUNCES_URL"


@click.group("bounces")
def group() -> None:
    """Mails that came back."""


@group.command("read")
@click.option(
    "--directory",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help=f"Folder with a file for each report; left out: the mailbox of {MAILBOX}.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def read(directory: Path | None, *, as_json: bool) -> None:
    """Tie reports to the mails they are about; reading one twice changes nothing."""
    built = services()
    messages = _messages(directory, built.settings.bounces_url)
    told = service.take_in(lambda: built.unit_of_work(CLI), messages)
    emit(told, as_json=as_json, text=", ".join(f"{name}: {n}" for name, n in told.items()))


def _messages(directory: Path | None, mailbox: str) -> Iterator[bytes]:
    if directory:
        return returns.in_folder(directory)
    if not mailbox:
        raise RuleError(_("Name a folder, or a mailbox in %(name)s.", name=MAILBOX))
    return returns.in_mailbox(mailbox)
