"""2,000 affected controllers: importing them, telling them, and the two pages people open."""

import re
import time
from collections.abc import Callable, Iterator

from flask import Flask

from breachdesk.accounts import service as accounts
from breachdesk.app import create_app
from breachdesk.bootstrap import Services
from breachdesk.controllers import service
from breachdesk.infra.mail import RecordingMailer
from breachdesk.kernel.actor import Actor
from breachdesk.outbox import service as outbox
from breachdesk.web.session import SEEN, STARTED
from tests.bench.measure import Figure, median_seconds, nothing
from tests.builders.accounts import SETUP
from tests.builders.controllers import (
    BASE_URL,
    approve_notice,
    as_csv,
    import_rows,
    open_processor_case,
    row,
)
from tests.builders.organisations import save_desk

MANY = 2_000
LINK = re.compile(rf"{BASE_URL}(/p/[A-Za-z0-9_-]+)")
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def controllers(services: Services) -> Iterator[Figure]:
    dpo = save_desk(services).dpo
    incident_id = open_processor_case(services, dpo)
    content = as_csv([row(number) for number in range(1, MANY + 1)])
    taken = _seconds(lambda: import_rows(services, dpo, incident_id, content))
    yield _against("C1", f"{MANY} controllers imported from CSV", taken, 10)
    notice_id = approve_notice(services, dpo, incident_id)
    taken = _seconds(lambda: _send(services, dpo, incident_id, notice_id))
    yield _against("C2", f"{MANY} notices queued", taken, 5)
    app = create_app(services.settings, services)
    yield _against("C3", f"list page, 50 of {MANY}", _list(app, services, dpo, incident_id), 0.2)
    yield _against("C4", "page of the portal", _portal(app, services), 0.1)


def _send(services: Services, dpo: Actor, incident_id: str, notice_id: str) -> None:
    with services.unit_of_work(dpo) as uow:
        service.send(uow, incident_id, notice_id, BASE_URL)


def _list(app: Flask, services: Services, dpo: Actor, incident_id: str) -> float:
    client = app.test_client()
    with services.reading(SETUP) as uow:
        person = accounts.account(uow, dpo.user_id)
        found = accounts.credentials(uow, person.email) if person else None
    now = int(services.clock.now().timestamp())
    with client.session_transaction() as cookie:
        cookie["_user_id"] = found.session_key if found else ""
        cookie[STARTED] = cookie[SEEN] = now
    address = f"/incidents/{incident_id}/controllers/"
    return median_seconds(lambda: _ok(client.get(address).status_code), 10, before=nothing)


def _portal(app: Flask, services: Services) -> float:
    mailer = RecordingMailer()
    worker = Actor.system("worker")
    outbox.deliver_next(lambda: services.unit_of_work(worker), mailer, "desk@desk.example", "bench")
    body = mailer.sent[0].get_body(("plain",))
    found = LINK.search(body.get_content() if body else "")
    path = found[1] if found else ""
    client = app.test_client()
    token = TOKEN.search(client.get(path).text)
    client.post(path, data={"csrf_token": token[1] if token else ""})
    return median_seconds(lambda: _ok(client.get("/portal/").status_code), 10, before=nothing)


def _ok(status: int) -> None:
    if status != 200:  # what a page answers
        raise RuntimeError(f"status {status}")


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _against(code: str, what: str, seconds: float, limit: float) -> Figure:
    """A figure that has no peer stands against its limit."""
    return Figure(
        code,
        what,
        f"{seconds * 1000:.0f} ms",
        f"limit {limit * 1000:.0f} ms",
        limit / seconds,
        "≥ 1",
        seconds < limit,
    )
