"""Reading reports of mails that came back."""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from breachdesk.bootstrap import Services
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
    told = {"read": 0, "reports": 0, "ours": 0}
    for content in _messages(directory):
        told["read"] += 1
        report = returns.read(content)
        if report:
            told["reports"] += 1
            told["ours"] += _note(built, report)
    emit(told, as_json=as_json, text=", ".join(f"{name}: {n}" for name, n in told.items()))


def _messages(directory: Path | None) -> Iterator[bytes]:
    if directory:
        return returns.in_folder(directory)
    url = os.environ.get(MAILBOX, "")
    if not url:
        raise RuleError(_("Name a folder, or a mailbox in %(name)s.", name=MAILBOX))
    return returns.in_mailbox(url)


def _note(built: Services, report: returns.Report) -> bool:
    with built.unit_of_work(CLI) as uow:
        return service.note(uow, report)
