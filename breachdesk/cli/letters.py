"""Letters without a browser: files for the print house, and what becomes of the letters."""

import re
import sys
import time
from collections import defaultdict
from pathlib import Path

import click

from breachdesk.cli.context import CLI, emit, errors_to_stderr, person, say, services
from breachdesk.cli.deadline import parse
from breachdesk.cli.print_run import Run, only_launched, peak_mb, printing_of, shop_of
from breachdesk.infra.letterpress.press import MOST_PER_FILE
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel import codes
from breachdesk.kernel.errors import NotFoundError, RuleError
from breachdesk.kernel.ids import is_id
from breachdesk.kernel.text import _
from breachdesk.letters import service
from breachdesk.letters.domain import BatchView, LetterState
from breachdesk.letters.domain.returns import OUTCOME_LABELS, Outcome, Returned, read
from breachdesk.letters.service import troubles
from breachdesk.outreach import service as outreach
from breachdesk.outreach.service import cascade

MOST_PROCESSES = 64
RANGE = re.compile(r"([0-9]{1,9})(?:-([0-9]{1,9}))?")

JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
CAMPAIGN = click.option("--campaign", "name", required=True, help="Its reference or its id.")
BATCH = click.option("--batch", "name", required=True, help="Name of the file, or id of the batch.")
USER = click.option("--as", "email", required=True, help="E-mail address of who decides.")
OUT = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder for the archives.",
)


@click.group("letters")
def group() -> None:
    """Letters for whom e-mail cannot reach."""


@group.command()
@CAMPAIGN
@OUT
@click.option("--processes", type=click.IntRange(1, MOST_PROCESSES), default=1, show_default=True)
@click.option("--per-file", type=click.IntRange(1, MOST_PER_FILE), default=5_000, show_default=True)
@click.option("--tagged", is_flag=True, help="Tagged PDF, for screen readers; larger.")
@JSON
@errors_to_stderr
def build(  # noqa: PLR0913  # its options
    name: str, out: Path, processes: int, per_file: int, *, tagged: bool, as_json: bool
) -> None:
    """Print what is not printed yet into encrypted archives; goes on where it was killed.

    peak_rss_mb is the memory of the largest process. Exit code 2: the campaign is not launched.
    """
    started = time.monotonic()
    desk = services()
    shop = shop_of(desk)
    with only_launched(), desk.unit_of_work(CLI) as uow:
        campaign = outreach.named(uow, name)
        printing = printing_of(desk, uow, campaign)
        cascade.fall(uow, campaign.incident_id, campaign.id)
    built = Run(desk, shop, printing, out, processes, tagged).to_the_end(per_file)
    with desk.reading(CLI) as uow:
        counts = service.counts(uow, campaign.incident_id, campaign.id)
    told = {
        "letters": built.letters,
        "files": built.files,
        "slow_path": built.slow_path,
        "unmailable": counts.get(LetterState.UNMAILABLE, 0),
        "seconds": round(time.monotonic() - started, 3),
        "peak_rss_mb": peak_mb(),
    }
    text = ", ".join(f"{key} {value}" for key, value in told.items())
    emit(told, as_json=as_json, text=text)


@group.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@JSON
@errors_to_stderr
def returned(file: Path, *, as_json: bool) -> None:
    """Note letters that came back: lines "code;mark" with unknown, access, refused, unclaimed.

    Exit code 1 when a line is about no letter that was handed over; the others are noted.
    """
    try:
        rows = read(file.read_text("utf-8-sig").splitlines())
    except UnicodeDecodeError as error:
        raise RuleError(_("The file is not text in UTF-8.")) from error
    desk = services()
    with desk.unit_of_work(CLI) as uow:
        outcomes = _returned(uow, rows)
    told = {one.value: outcomes.count(one) for one in Outcome}
    text = ", ".join(f"{say(OUTCOME_LABELS[one])}: {told[one.value]}" for one in Outcome)
    emit(told, as_json=as_json, text=text)
    if told[Outcome.NOT_SENT] or told[Outcome.NO_SUCH_CODE]:
        sys.exit(1)


@group.command("handed-over")
@BATCH
@click.option("--at", help="ISO 8601 with offset; left out: now.")
@USER
@JSON
@errors_to_stderr
def handed_over(name: str, at: str | None, email: str, *, as_json: bool) -> None:
    """Say that the post has the letters of a batch."""
    moment = parse(at, "UTC", None) if at else None
    desk = services()
    with desk.unit_of_work(person(desk, email)) as uow:
        batch = _batch(uow, name)
        service.handed_over(uow, batch.incident_id, batch.id, batch.version, moment)
        told = service.found(uow, batch.id)
    emit(
        {"batch": told.id, "letters": told.letters, "handed_at": told.handed_at},
        as_json=as_json,
        text=f"{told.letters} letters",
    )


@group.command()
@BATCH
@click.option("--letters", "numbers", required=True, help="A number, or two: 12 or 12-15.")
@click.option("--why", required=True)
@OUT
@USER
@JSON
@errors_to_stderr
def reprint(  # noqa: PLR0913  # its options
    name: str, numbers: str, why: str, out: Path, email: str, *, as_json: bool
) -> None:
    """Print letters of a batch again, each marked as a duplicate."""
    first, last = _range(numbers)
    desk = services()
    actor = person(desk, email)
    shop = shop_of(desk, actor)
    with only_launched(), desk.reading(actor) as uow:
        batch = _batch(uow, name)
        printing = printing_of(desk, uow, outreach.found(uow, batch.campaign_id))
    wanted = service.Reprint(batch.id, first, last, why)
    path = service.reprint(shop, printing, wanted, out)
    emit({"file": str(path)}, as_json=as_json, text=str(path))


@group.command()
@BATCH
@JSON
@errors_to_stderr
def password(name: str, *, as_json: bool) -> None:
    """Tell what opens the archives of a batch; that it was asked for is recorded."""
    with services().unit_of_work(CLI) as uow:
        batch = _batch(uow, name)
        found = service.password(uow, batch.incident_id, batch.id)
    emit({"batch": batch.id, "password": found}, as_json=as_json, text=found)


@group.command()
@CAMPAIGN
@JSON
@errors_to_stderr
def unmailable(name: str, *, as_json: bool) -> None:
    """List what cannot be mailed, without names, and the characters that no typeface here has."""
    desk = services()
    shop = shop_of(desk)
    with only_launched(), desk.reading(CLI) as uow:
        printing = printing_of(desk, uow, outreach.named(uow, name))
        told = [
            {
                "letter": one.letter_id,
                "person": one.person_id,
                "fault": one.fault.value,
                "characters": one.characters,
            }
            for one in troubles.every(uow, printing, shop.press)
        ]
    lines = [" ".join(map(str, one.values())).rstrip() for one in told]
    emit(told, as_json=as_json, text="\n".join(lines))


def _batch(uow: UnitOfWork, name: str) -> BatchView:
    """By its id, or by the name of its file: reference of the campaign, hyphen, number."""
    name = name.removesuffix(".zip")
    if is_id(name):
        return service.found(uow, name)
    reference, _hyphen, at = name.rpartition("-")
    campaign = outreach.named(uow, reference)
    for one in service.batches(uow, campaign.incident_id, campaign.id):
        if f"{one.number:04d}" == at.zfill(4):
            return one
    raise NotFoundError(_("There is no such batch."))


def _range(numbers: str) -> tuple[int, int]:
    found = RANGE.fullmatch(numbers)
    if found is None:
        raise RuleError(_("Give a number, or two with a hyphen between them."))
    return int(found[1]), int(found[2] or found[1])


def _returned(uow: UnitOfWork, rows: tuple[Returned, ...]) -> list[Outcome]:
    """Case by case, for a tray of returned letters holds those of all."""
    outcomes: list[Outcome] = []
    by_case: dict[str, list[Returned]] = defaultdict(list)
    for row in rows:
        letter = service.of_code(uow, codes.read(row.code))
        if letter is None:
            outcomes.append(Outcome.NO_SUCH_CODE)
        else:
            by_case[letter.incident_id].append(row)
    for incident_id, some in by_case.items():
        outcomes += service.returned(uow, incident_id, some)
    return outcomes
