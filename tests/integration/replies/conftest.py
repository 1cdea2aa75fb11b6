from collections.abc import Iterator
from pathlib import Path

import pytest

from breachdesk.bootstrap import Services, build, initialise
from breachdesk.config import Settings
from breachdesk.infra.mail import RecordingMailer
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from tests.builders.controllers import open_processor_case, save_controller
from tests.builders.organisations import Desk, save_desk
from tests.conftest import NOON
from tests.databases import KINDS, empty_database


@pytest.fixture
def incident_id(services: Services, dpo: Actor) -> str:
    """A processor's case with an affected pharmacy."""
    case = open_processor_case(services, dpo)
    save_controller(services, dpo, case, 1)
    return case


class Scene:
    """A case on either database, with what a test needs to act in it."""

    def __init__(self, services: Services, clock: FrozenClock, desk: Desk) -> None:
        self.services, self.clock = services, clock
        self.desk, self.dpo = desk, desk.dpo
        self.incident_id = open_processor_case(services, desk.dpo)
        save_controller(services, desk.dpo, self.incident_id, 1)


@pytest.fixture(params=KINDS)
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Scene]:
    with empty_database(request.param, tmp_path) as url:
        own = {"BREACHDESK_HOME": str(tmp_path), "BREACHDESK_DATABASE_URL": url}
        clock = FrozenClock(NOON)
        services = build(Settings.from_env(own), clock=clock, mailer=RecordingMailer())
        initialise(services)
        yield Scene(services, clock, save_desk(services))
        services.engine.dispose()
