"""Workers that are killed, and workers at once: nothing lost, nothing doubled (RFC 1047)."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from breachdesk.bootstrap import Services, build, initialise
from breachdesk.config import Settings
from breachdesk.kernel.clock import FrozenClock
from breachdesk.outbox import service
from breachdesk.outbox.domain import LEASE, MailState
from tests.builders.accounts import SETUP
from tests.builders.mails import mail_of, queue_mails, states
from tests.databases import KINDS, empty_database
from tests.relay import Relay, open_relay

MAILS = 40
PATIENCE = 60
S = MailState


@contextmanager
def instance(kind: str, folder: Path, relay: Relay) -> Iterator[tuple[Services, dict[str, str]]]:
    """Yields (services, environment of its processes)."""
    with empty_database(kind, folder) as url:
        own = {
            "BREACHDESK_HOME": str(folder),
            "BREACHDESK_DATABASE_URL": url,
            "BREACHDESK_SMTP_URL": f"smtp://127.0.0.1:{relay.port}?tls=none",
        }
        services = build(Settings.from_env(own))
        initialise(services)
        yield services, {"PATH": os.environ["PATH"], **own}
        services.engine.dispose()


@contextmanager
def worker(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(  # our own program
        [sys.executable, "-m", "breachdesk", "worker"],
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until_idle(services: Services) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = states(services)
        if not any(found.get(state) for state in (S.QUEUED, S.SENDING, S.DOT)):
            return
        time.sleep(0.2)
    raise AssertionError(f"mails are left: {states(services)}")


@pytest.mark.parametrize("kind", KINDS)
def test_two_workers_at_once_send_each_mail_once(kind: str, tmp_path: Path) -> None:
    relay = Relay()
    with open_relay(relay), instance(kind, tmp_path, relay) as (services, environment):
        queue_mails(services, *["slow"] * MAILS)
        with worker(environment), worker(environment):
            wait_until_idle(services)
        found = states(services)

    assert found == {S.ACCEPTED: MAILS}
    assert set(Counter(relay.message_ids).values()) == {1}
    assert len(relay.taken) == MAILS


@pytest.mark.parametrize("kind", KINDS)
def test_killed_workers_lose_and_double_nothing(kind: str, tmp_path: Path) -> None:
    relay = Relay(delay=0.1)
    chance = random.Random(7)  # noqa: S311  # moments to kill at
    with open_relay(relay), instance(kind, tmp_path, relay) as (services, environment):
        ids = queue_mails(services, *["slow"] * MAILS)
        later = services.clock.now()
        for _kill in range(4):
            before = len(relay.taken)
            with worker(environment):
                while len(relay.taken) == before:
                    time.sleep(0.02)
                time.sleep(chance.uniform(0.05, 0.35))
            later += LEASE + timedelta(hours=1)
            with services.with_clock(FrozenClock(later)).unit_of_work(SETUP) as uow:
                service.sweep(uow)
        with worker(environment):
            wait_until_idle(services)
        mails = [mail_of(services, one) for one in ids]

    arrived = Counter(relay.message_ids)
    assert {mail.state for mail in mails} <= {S.ACCEPTED, S.UNCERTAIN}
    assert all(arrived[mail.message_id] == 1 for mail in mails if mail.state is S.ACCEPTED)
    assert all(arrived[mail.message_id] <= 1 for mail in mails)
    assert sum(mail.state is S.UNCERTAIN for mail in mails) <= 4
