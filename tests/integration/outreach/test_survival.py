"""A campaign whose workers are killed, at a relay that drops, delays and refuses (RFC 1047).

The relay's own log is the truth: SECURITY.md lists what must hold (I1 to I5).
"""

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from breachdesk.bootstrap import Services, build, initialise
from breachdesk.config import Settings
from breachdesk.kernel.clock import FrozenClock
from breachdesk.outreach import service
from breachdesk.outreach.domain.delivery import LEASE, PENDING
from breachdesk.outreach.models import Delivery
from tests.builders.accounts import SETUP
from tests.builders.outreach import build_person, launched
from tests.databases import KINDS, empty_database
from tests.faulty_relay.habits import Fault, Habits
from tests.faulty_relay.relay import ROOT, FaultyRelay, faulty_relay
from tests.integration.outreach.ledger import Ledger, counted, faults_that_leave_doubt

FAULTS = tuple(f for f in Fault if f not in {Fault.MUTE, Fault.MAIL_REFUSED, Fault.MAIL_LATER})
"""Not a mute relay (a worker would wait ten minutes), nor one that refuses our own address (the
campaign then waits for a person)."""
PATIENCE = 600


@dataclass(frozen=True)
class Run:
    """`window` is how many mails a worker has under way at once."""

    people: int
    kills: int
    workers: int = 2
    window: int = 1
    seed: int = 7
    rate: float = 0.01


@contextmanager
def instance(kind: str, folder: Path, relay: FaultyRelay, window: int) -> Iterator[Services]:
    """Services on a database of their own, with the environment of their workers set."""
    with empty_database(kind, folder) as url:
        own = {
            "BREACHDESK_HOME": str(folder),
            "BREACHDESK_DATABASE_URL": url,
            "BREACHDESK_SMTP_URL": relay.url(),
            "BREACHDESK_MAIL_FROM": "dpo@tilleuls.example",
            "BREACHDESK_MAIL_WINDOW": str(window),
        }
        services = build(Settings.from_env(own))
        initialise(services)
        try:
            yield services
        finally:
            services.engine.dispose()


def environment(services: Services) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], **dict(services.settings.shown())}


@contextmanager
def worker(services: Services) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(  # our own program
        [sys.executable, "-m", "breachdesk", "worker"],
        env=environment(services),
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def left(services: Services) -> int:
    with services.reading(SETUP) as uow:
        query = select(func.count()).select_from(Delivery).where(Delivery.state.in_(PENDING))
        return uow.session.scalar(query) or 0


def take_over(services: Services) -> None:
    """What the scheduler does once the leases have run out and the waits are over."""
    later = services.clock.now() + LEASE + timedelta(hours=2)
    with services.with_clock(FrozenClock(later)).unit_of_work(SETUP) as uow:
        service.sweep(uow)
    with services.engine.begin() as connection:
        connection.execute(update(Delivery).values(not_before=services.clock.now()))


def kill_in_the_middle(services: Services, relay: FaultyRelay, run: Run) -> int:
    """Kill all workers, again and again; how many died while there was work."""
    killed = 0
    chance = random.Random(run.seed)  # noqa: S311  # moments to kill at
    for _kill in range(-(-run.kills // run.workers)):
        with ExitStack() as crew:
            for _number in range(run.workers):
                crew.enter_context(worker(services))
            before = _size(relay)
            while _size(relay) == before and left(services):
                time.sleep(0.05)
            time.sleep(chance.uniform(0.05, 0.4))
        killed += run.workers if left(services) else 0
        take_over(services)
    return killed


def finish(services: Services, run: Run) -> None:
    until = time.monotonic() + PATIENCE
    with ExitStack() as crew:
        for _number in range(run.workers):
            crew.enter_context(worker(services))
        while left(services):
            assert time.monotonic() < until, f"{left(services)} mails are left"
            time.sleep(0.3)
            with services.engine.begin() as connection:  # the waits of the deferred are over
                connection.execute(
                    update(Delivery)
                    .where(Delivery.attempts > 0, Delivery.state == "queued")
                    .values(not_before=services.clock.now())
                )


def _size(relay: FaultyRelay) -> int:
    return relay.log.stat().st_size


def ledger(services: Services, relay: FaultyRelay) -> Ledger:
    with services.reading(SETUP) as uow:
        rows = uow.session.execute(select(Delivery.message_id, Delivery.state, Delivery.id)).all()
    states = {message_id or f"unsent {number}": state.value for message_id, state, number in rows}
    assert len(states) == len(rows)
    return Ledger(states, counted(one.message_id for one in relay.accepted()))


def check(run: Run, kind: str, folder: Path) -> None:
    habits = Habits(seed=run.seed, rate=run.rate, faults=FAULTS)
    with faulty_relay(folder, habits) as relay:
        with instance(kind, folder, relay, run.window) as services:
            launched(services, [build_person(at) for at in range(run.people)])
            killed = kill_in_the_middle(services, relay, run)
            finish(services, run)
            found = ledger(services, relay)
        doubt = faults_that_leave_doubt(relay.met())

    assert len(found.states) == run.people  # I1
    assert set(found.states.values()) <= {"accepted", "refused", "uncertain"}
    assert found.duplicates() == 0  # I2
    assert found.false_claims() == 0  # I3
    assert found.unaccounted() == 0  # I4
    assert found.uncertain() <= doubt + killed * run.window  # I5
    assert killed >= run.kills
    assert len(found.taken) > run.people * 0.9


@pytest.mark.parametrize("kind", KINDS)
def test_killed_workers_lose_and_double_nothing(kind: str, tmp_path: Path) -> None:
    check(Run(people=5_000, kills=6, window=10), kind, tmp_path)


def test_with_one_mail_at_a_time_a_kill_leaves_one_uncertain(tmp_path: Path) -> None:
    check(Run(people=400, kills=4, window=1, rate=0.03), "sqlite", tmp_path)


def test_the_naive_sender_is_caught(tmp_path: Path) -> None:
    """The same relay and faults; without a kill, which would only make it worse."""
    mails = 1_500
    database = tmp_path / "naive.db"
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE mail (id INTEGER PRIMARY KEY, address TEXT, sent INT)")
        connection.executemany(
            "INSERT INTO mail VALUES (?, ?, 0)",
            [(at, f"p{at}@patients.example") for at in range(mails)],
        )
    faults = (Fault.TAKEN, Fault.LOST, Fault.DOT_LATER, Fault.RCPT_LATER)
    with faulty_relay(tmp_path, Habits(seed=7, rate=0.03, faults=faults)) as relay:
        subprocess.run(  # noqa: S603  # our own program
            [
                sys.executable,
                "-m",
                "tests.integration.outreach.naive",
                str(database),
                str(relay.port),
            ],
            check=True,
            timeout=120,
            cwd=ROOT,
        )
        taken = counted(one.message_id for one in relay.accepted())

    states = {f"<{at}@naive>": "accepted" for at in range(mails)}
    assert Ledger(states, taken).duplicates() > 0


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_a_hundred_thousand_with_twenty_kills(kind: str, tmp_path: Path) -> None:
    check(Run(people=100_000, kills=20, workers=2, window=10, rate=0.004), kind, tmp_path)
