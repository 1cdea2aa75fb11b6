"""Print houses that are killed, and a disk that is full: no letter is lost, none is doubled."""

import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest
from sqlalchemy import func, select, update

from breachdesk.bootstrap import Services
from breachdesk.infra.letterpress import Job, Press, Printed
from breachdesk.letters import service
from breachdesk.letters.domain import BatchState, LetterState
from breachdesk.letters.models import Letter as Row
from breachdesk.letters.models import LetterBatch
from breachdesk.people.domain import Identity
from tests.builders.accounts import SETUP
from tests.builders.letters import NOTO_SANS
from tests.builders.paper import (
    REFERENCE,
    batches,
    build_printing,
    build_reader,
    build_shop,
    counts,
    unpacked,
    with_letters,
)
from tests.integration.infra.letterpress.reading import pages_of

ROOT = Path(__file__).parents[3]
L = LetterState
LETTERS, PER_FILE = 1_200, 100
LARGE = 3_000
"""Letters in a file that outgrows every buffer."""


def print_house(
    services: Services, incident_id: str, campaign_id: str, out: Path
) -> "subprocess.Popen[str]":
    environment = {"PATH": os.environ["PATH"], **dict(services.settings.shown())}
    command = [sys.executable, "-m", "tests.integration.letters.print_house"]
    arguments = [incident_id, campaign_id, str(out), str(PER_FILE)]
    return subprocess.Popen(  # noqa: S603  # our own program
        [*command, *arguments], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def batched(services: Services) -> int:
    with services.reading(SETUP) as uow:
        query = select(func.count()).select_from(Row).where(Row.state == L.BATCHED)
        return uow.session.scalar(query) or 0


def take_over(services: Services) -> None:
    """What time does: the leases of the dead run out."""
    with services.engine.begin() as connection:
        connection.execute(update(LetterBatch).values(lease_until=None))


def readers() -> list[Identity]:
    """Every third is a minor, and gets the text for those."""
    return [build_reader(n, is_minor=n % 3 == 0) for n in range(LETTERS)]


def references(path: Path) -> list[str]:
    """Of the letters, each of which has the text that is its reader's."""
    pages = pages_of(path)
    for page in pages:
        number = int(page.split("Bonjour Camille Exemple")[1].split(",")[0])
        assert ("fr mineur" in page) == (number % 3 == 0)
    words = (word for page in pages for word in page.split())
    return [word for word in words if word.startswith(f"{REFERENCE}/")]


def test_killed_again_and_again_every_letter_is_printed_once(
    services: Services, tmp_path: Path
) -> None:
    _desk, incident_id, campaign_id = with_letters(services, readers())
    out, kills = tmp_path / "print", 0
    planning = lambda: batched(services) > 0  # noqa: E731
    printing = lambda: len(list(out.glob("*.zip"))) > 1  # noqa: E731
    for moment in (planning, printing):
        with print_house(services, incident_id, campaign_id, out) as process:
            while process.poll() is None and not moment():
                time.sleep(0.005)
            kills += process.poll() is None
            process.kill()
        take_over(services)

    with print_house(services, incident_id, campaign_id, out) as process:
        assert process.wait() == 0

    found = batches(services, incident_id, campaign_id)
    printed: Counter[str] = Counter()
    for one in found:
        archive = out / f"{REFERENCE}-{one.number:04d}.zip"
        inside = unpacked(services, archive, one, tmp_path / str(one.number))
        printed.update(references(inside["letters.pdf"]))
    assert kills == 2
    assert sum(one.letters for one in found) == LETTERS
    assert {(one.state, one.bodies) for one in found} == {(BatchState.PRINTED, 2)}
    assert counts(services, incident_id, campaign_id) == {L.PRINTED: LETTERS}
    assert printed == Counter(f"{REFERENCE}/{n}" for n in range(1, LETTERS + 1))
    assert sorted(path.name for path in out.iterdir()) == [
        f"{REFERENCE}-{one.number:04d}.zip" for one in found
    ]


class Starved(Press):
    """Prints onto a disk that has room for so many bytes."""

    room = 100_000

    def write(self, jobs: Iterable[Job], file: BinaryIO, *, tagged: bool = False) -> Printed:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.room, before[1]))
        try:
            return super().write(jobs, file, tagged=tagged)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_no_file_and_the_batch_is_printed_later(
    services: Services, tmp_path: Path
) -> None:
    people = [build_reader(n) for n in range(LARGE)]
    _desk, incident_id, campaign_id = with_letters(services, people)
    printing, out = build_printing(incident_id, campaign_id), tmp_path / "print"
    shop = build_shop(services)
    service.plan(shop, printing, LARGE)

    with pytest.raises(OSError, match="File too large"):
        service.build(replace(shop, press=Starved(NOTO_SANS)), printing, out)

    assert list(out.iterdir()) == []
    assert [one.state for one in batches(services, incident_id, campaign_id)] == [
        BatchState.PLANNED
    ]
    assert counts(services, incident_id, campaign_id) == {L.BATCHED: LARGE}
    # Nobody has to wait for the lease of the one that failed.
    assert service.build(replace(shop, holder="p2"), printing, out).letters == LARGE
