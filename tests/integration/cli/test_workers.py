"""Several workers under one command: they share the work, and end together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from breachdesk.bootstrap import Services
from breachdesk.cli import main
from breachdesk.outreach.models import Delivery
from tests.builders.accounts import SETUP
from tests.builders.outreach import build_person, launched
from tests.databases import KINDS
from tests.faulty_relay.habits import Habits
from tests.faulty_relay.relay import faulty_relay
from tests.integration.outreach.test_survival import environment, instance

PATIENCE = 60


@pytest.fixture(params=KINDS)
def campaigning(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Services]:
    """More mails under way than one worker can hand over before a second one is awake."""
    with (
        faulty_relay(tmp_path, Habits(latency=0.05)) as relay,
        instance(request.param, tmp_path, relay, 1) as services,
    ):
        launched(services, [build_person(number) for number in range(2_000)])
        yield services


@pytest.fixture
def workers(campaigning: Services) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(  # our own program
        [sys.executable, "-m", "breachdesk", "worker", "--processes", "2"],
        env=environment(campaigning),
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    left = children(process.pid)
    process.kill()
    process.communicate()
    for pid in left:
        os.kill(pid, signal.SIGKILL)


def children(parent: int) -> set[int]:
    """Processes that this one started and that have not ended."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, started_by = stat.read_text().rpartition(")")[2].split()[:2]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(started_by) == parent and state != "Z":
            found.add(int(stat.parent.name))
    return found


def is_running(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def wait_for(done: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < until, "it does not happen"
        time.sleep(0.05)


def holders(services: Services) -> set[str]:
    with services.reading(SETUP) as uow:
        return set(uow.session.scalars(select(Delivery.holder).where(Delivery.attempts > 0)))


def test_both_claim_work_and_sigterm_ends_all_in_order(
    campaigning: Services, workers: subprocess.Popen[str]
) -> None:
    wait_for(lambda: len(holders(campaigning)) == 2)
    started = children(workers.pid)
    workers.send_signal(signal.SIGTERM)

    assert workers.wait(PATIENCE) == 0
    assert len(started) == 2
    assert not any(is_running(pid) for pid in started)
    with campaigning.reading(SETUP) as uow:
        states = set(uow.session.scalars(select(Delivery.state).distinct()))
    assert states == {"queued", "accepted"}, "what was under way was finished first"


@pytest.mark.usefixtures("campaigning")
def test_one_that_dies_is_started_again_until_it_keeps_dying(
    workers: subprocess.Popen[str],
) -> None:
    seen: set[int] = set()

    def kill_the_young() -> bool:
        for pid in children(workers.pid):
            seen.add(pid)
            os.kill(pid, signal.SIGKILL)
        return workers.poll() is not None

    wait_for(kill_the_young)

    assert workers.returncode == 1
    assert workers.stderr
    assert "It keeps ending" in workers.stderr.read()
    assert len(seen) > 2
    assert not any(is_running(pid) for pid in seen)


@pytest.mark.parametrize("wrong", ["0", "65", "-1", "many"])
def test_a_number_that_cannot_be_is_refused(wrong: str) -> None:
    result = CliRunner().invoke(main, ["worker", "--processes", wrong])

    assert result.exit_code == 2
    assert "--processes" in result.stderr
