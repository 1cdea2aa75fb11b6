"""P4j: a campaign by the real sender with its journal, against one connection for each mail.

Everything counts on our side: mails claimed under a lease, persons decrypted, texts filled, dots
and outcomes committed. The peer is that of tests.bench.mail. Both talk to one sink. Alone:
python -m tests.bench.campaign
"""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from breachdesk.bootstrap import Services, build, initialise
from breachdesk.config import Settings
from breachdesk.outreach.service import sending
from tests.bench import mail
from tests.bench.measure import Figure, table
from tests.bench.sink import sink
from tests.builders.organisations import Desk
from tests.builders.outreach import (
    approve,
    build_person,
    hands,
    launch,
    save_campaign,
    save_case,
    save_deputy,
    save_people,
)

MAILS, PEER_MAILS = 5_000, 300
WINDOWS = {10: 15, 50: 15}
"""Mails under way at once → how many times the peer is wanted."""


def figures() -> Iterator[Figure]:
    for window, wanted in WINDOWS.items():
        with TemporaryDirectory() as folder, sink() as port:
            services = _instance(Path(folder))
            case = _filled(services)
            queued = _seconds(lambda: _launched(services, *case))  # noqa: B023  # called at once
            peer = _peer(port)
            taken = _seconds(lambda: _sent(services, port, window))  # noqa: B023
            peer = (peer + _peer(port)) / 2
            services.engine.dispose()
        ratio = peer * MAILS / taken
        yield Figure(
            "P4j",
            f"campaign with journal, window {window}; peer: a connection and an EmailMessage each",
            f"{MAILS / taken:,.0f}/s",
            f"{1 / peer:,.0f}/s",
            ratio,
            f"≥ {wanted}",
            ratio >= wanted,
        )
    yield Figure(
        "P4q",
        "mails queued, with approval and launch; peer: the figure wanted",
        f"{MAILS / queued:,.0f}/s",
        "5,000/s",
        MAILS / queued / 5_000,
        "≥ 1",
        MAILS / queued >= 5_000,  # the figure wanted
    )


def _instance(home: Path) -> Services:
    services = build(Settings.from_env({"BREACHDESK_HOME": str(home)}))
    initialise(services)
    return services


def _filled(services: Services) -> tuple[Desk, str]:
    desk, incident_id = save_case(services)
    save_people(services, incident_id, [build_person(number) for number in range(MAILS)])
    return desk, incident_id


def _launched(services: Services, desk: Desk, incident_id: str) -> None:
    campaign_id = save_campaign(services, desk.dpo, incident_id)
    approve(services, save_deputy(services, desk), incident_id, campaign_id)
    launch(services, desk.dpo, incident_id, campaign_id)


def _sent(services: Services, port: int, window: int) -> None:
    own = hands(services, f"smtp://127.0.0.1:{port}?tls=none", size=window)
    with own.window:
        while sending.send_slice(own):
            pass


def _peer(port: int) -> float:
    """Seconds a mail."""
    people = mail.persons(PEER_MAILS)
    return _seconds(lambda: mail.one_by_one(port, people)) / PEER_MAILS


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.stdout.write(table(list(figures())) + "\n")
