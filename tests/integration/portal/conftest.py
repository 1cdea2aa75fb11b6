import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask

from breachdesk.bootstrap import Services
from breachdesk.controllers.domain import ControllerView
from breachdesk.infra.mail import RecordingMailer
from breachdesk.kernel.actor import Actor
from tests.builders.controllers import (
    BASE_URL,
    controller,
    open_processor_case,
    save_controller,
    send_notice,
)
from tests.integration.page import Pages

LINK = re.compile(rf"{BASE_URL}(/p/[A-Za-z0-9_-]{{43}})")


def links_of(mailer: RecordingMailer) -> dict[str, str]:
    """By recipient, the path of the personal link in the latest mail."""
    found = {}
    for mail in mailer.sent:
        body = mail.get_body(("plain",))
        assert body is not None
        [path] = set(LINK.findall(body.get_content()))
        found[str(mail["To"])] = path
    return found


@pytest.fixture
def incident_id(services: Services, dpo: Actor) -> str:
    return open_processor_case(services, dpo)


@pytest.fixture
def two(services: Services, dpo: Actor, incident_id: str) -> tuple[str, str]:
    """Two pharmacies that were told."""
    first, second = (save_controller(services, dpo, incident_id, number) for number in (1, 2))
    send_notice(services, dpo, incident_id)
    return first, second


@pytest.fixture
def paths(two: tuple[str, str], mailer: RecordingMailer) -> tuple[str, str]:
    """Their links."""
    assert two
    found = links_of(mailer)
    return tuple(found[f"pharmacie-{number}@pharmacies.example"] for number in (1, 2))  # type: ignore[return-value]


@pytest.fixture
def visitor(app: Flask, services: Services) -> Callable[[str], Pages]:
    """A browser of its own that has opened a link."""

    def open_link(path: str) -> Pages:
        pages = Pages(app.test_client(), services.engine)
        pages.get(path)
        pages.post(path, {})
        return pages

    return open_link


@dataclass
class Scene:
    """Two pharmacies that were told, with their links and browsers."""

    services: Services
    dpo: Actor
    incident_id: str
    ids: tuple[str, str]
    paths: tuple[str, str]
    visitor: Callable[[str], Pages]

    def visit(self, which: int = 0) -> Pages:
        return self.visitor(self.paths[which])

    def view(self, which: int = 0) -> ControllerView:
        return controller(self.services, self.dpo, self.incident_id, self.ids[which])


@pytest.fixture
def scene(
    services: Services,
    dpo: Actor,
    incident_id: str,
    two: tuple[str, str],
    request: pytest.FixtureRequest,
) -> Scene:
    paths, visitor = request.getfixturevalue("paths"), request.getfixturevalue("visitor")
    return Scene(services, dpo, incident_id, two, paths, visitor)
