"""An import that is killed goes on where it was, and doubles nobody; one that is cancelled too."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from breachdesk.bootstrap import Services
from breachdesk.infra.uow import UnitOfWork
from breachdesk.jobs.handlers import handlers
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from breachdesk.people import service
from breachdesk.people.domain import progress
from breachdesk.people.domain.columns import PURPOSE
from breachdesk.people.service import parallel, running
from breachdesk.rosters import service as rosters
from breachdesk.rosters.domain import KEPT_FOR
from breachdesk.tasks import service as tasks
from breachdesk.tasks.domain import TaskState
from tests.builders.incidents import open_case
from tests.builders.people import as_csv, columns_of, person, receive

ROWS = 6_000


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "CHUNK", 500)


def many(count: int) -> bytes:
    """Every fifth row is one more record of the person before, every seventh is bad."""
    rows = []
    for number in range(count):
        who = number - (number % 5 == 4)
        one = person(who)
        del one["FINESS"]
        one["Nom"] = (
            f"Le Bihan {chr(65 + who % 26)}{chr(65 + who // 26 % 26)}{chr(65 + who // 676)}"
        )
        rows.append(one | ({"E-mail": "x"} if number % 7 == 6 else {}))
    return as_csv(rows)


def children(pid: int) -> list[str]:
    """The processes that a process has started, while it lives."""
    try:
        return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except FileNotFoundError:
        return []


def ends(pid: str) -> bool:
    for _wait in range(1_000):
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.01)
    return False


def counted(home: Path) -> int:
    with sqlite3.connect(home / "breachdesk.db") as database:
        return int(database.execute("SELECT count(*) FROM person").fetchone()[0])


PROGRAM = """
import sys
from breachdesk.people.service import parallel, running
from breachdesk.cli import main
running.CHUNK = 250
parallel.PART = int(sys.argv[1])
main(sys.argv[2:])
"""


@pytest.mark.parametrize("part", [parallel.PART, 20_000])  # in one process, and with helpers
def test_killed_again_and_again_the_import_ends_as_if_nothing_had_happened(
    services: Services, dpo: Actor, tmp_path: Path, part: int
) -> None:
    home = Path(str(services.engine.url.database)).parent
    case_id = open_case(services, dpo)
    with services.reading(dpo) as uow:
        from breachdesk.incidents import service as incidents  # noqa: PLC0415

        reference = incidents.case(uow, case_id).reference
    file = tmp_path / "patients.csv"
    file.write_bytes(many(ROWS))
    command = [
        sys.executable, "-c", PROGRAM, str(part), "people", "import", str(file),
        "--incident", reference, "--guess", "--json",
    ]  # fmt: skip
    environment = {**os.environ, "BREACHDESK_HOME": str(home)}
    kills = 0
    for wanted in (250, 1_500, 3_000):
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
        while process.poll() is None and counted(home) < wanted:
            time.sleep(0.002)
        helpers = children(process.pid)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            kills += 1
        process.wait()
        assert all(map(ends, helpers)), "a helper outlives its parent"

    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603

    told = json.loads(done.stdout)
    # The 6,000 rows by hand: 857 are bad (every seventh); of the rest each person counts once.
    good = [n for n in range(ROWS) if n % 7 != 6]
    persons = {n - (n % 5 == 4) for n in good}
    assert kills >= 1
    assert told["read"] == ROWS
    assert told["rejected"] == ROWS - len(good)
    assert told["unique_persons"] == len(persons) == counted(home)
    assert told["duplicate"] == len(good) - len(persons)
    with sqlite3.connect(home / "breachdesk.db") as database:
        assert database.execute("SELECT sum(records) FROM person").fetchone()[0] == len(good)


@pytest.mark.usefixtures("small_chunks")
def test_a_worker_imports_tells_its_progress_and_can_be_stopped(
    services: Services, dpo: Actor
) -> None:
    case_id = open_case(services, dpo)
    roster_id = receive(services, dpo, case_id, many(2_000))
    with services.unit_of_work(dpo) as uow:
        view = rosters.get(uow, case_id, roster_id, PURPOSE)
        columns = columns_of(uow, case_id, roster_id)
        task_id = service.queue(uow, view, columns, "fr")
        assert service.queue(uow, view, columns, "fr") == task_id, "queued once"
    seen: list[tuple[int, int]] = []

    def stopping(job: tasks.Job) -> object:
        """Cancel after the second chunk."""
        real = job.report_in

        def report(uow, done, total):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            real(uow, done, total)
            seen.append((done, total))
            if len(seen) == 2:
                tasks.cancel(uow, case_id, task_id)

        object.__setattr__(job, "report_in", report)
        return service.run(job)

    worker = Actor.system("worker")
    tasks.run_next(
        lambda: services.unit_of_work(worker),
        {progress.TASK: stopping},
        "w",  # type: ignore[dict-item]
    )
    with services.reading(dpo) as uow:
        assert tasks.get(uow, case_id, task_id).state is TaskState.CANCELLED
        assert service.count(uow, case_id).persons > 0
    assert seen == [(500, 2_001), (1_000, 2_001)]

    assert any("-part-" in path.name for path in services.sealed.folder.glob("*/*"))
    with services.unit_of_work(dpo) as uow:
        again = service.queue(uow, view, columns, "fr")
    tasks.run_next(lambda: services.unit_of_work(worker), handlers(services), "w")

    with services.reading(dpo) as uow:
        told = tasks.get(uow, case_id, again)
    assert told.state is TaskState.DONE
    assert told.result["read"] == 2_000
    assert told.result["read"] == sum(
        told.result[one] for one in ("accepted", "duplicate", "rejected")
    )
    assert [path.name for path in services.sealed.folder.glob("*/*")] == [f"{roster_id}-report"]


@pytest.mark.usefixtures("small_chunks")
def test_what_a_stopped_import_leaves_is_destroyed_in_time(services: Services, dpo: Actor) -> None:
    case_id = open_case(services, dpo)
    roster_id = receive(services, dpo, case_id, many(1_500))
    with services.reading(dpo) as uow:
        columns = columns_of(uow, case_id, roster_id)

    def stop(_uow: UnitOfWork, done: int, _total: int) -> None:
        if done > 500:
            raise tasks.StoppedError

    wanted = service.Wanted(case_id, roster_id, columns, "fr")
    with pytest.raises(tasks.StoppedError):
        service.import_file(lambda: services.unit_of_work(dpo), wanted, stop)
    assert len(list(services.sealed.folder.glob("*/*"))) > 1

    later = services.with_clock(FrozenClock(services.clock.now() + KEPT_FOR * 2))
    with later.unit_of_work(Actor.system("job")) as uow:
        assert rosters.purge_old(uow) == 1

    assert list(services.sealed.folder.glob("*/*")) == []
