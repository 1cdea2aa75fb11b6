import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from breachdesk.audit import service as audit
from breachdesk.bootstrap import build
from breachdesk.config import Settings
from breachdesk.infra.keys import KeyRing
from breachdesk.infra.mail import RecordingMailer
from breachdesk.infra.resolver import FixedResolver
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from tests.builders.bundles import make, save_full_case
from tests.conftest import NOON


@dataclass(frozen=True)
class Made:
    """Both bundles of the full case, and what a test may want to know of their instance."""

    personal: bytes
    impersonal: bytes
    keys: KeyRing
    tags: tuple[str, ...]
    """Of the audit trail when only the one without personal data was made, the newest first."""


@pytest.fixture(scope="session")
def made(blank_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """Made once: nobody changes these, and the full case takes its time."""
    home = tmp_path_factory.mktemp("bundles") / "instance"
    shutil.copytree(blank_instance, home)
    services = build(
        Settings.from_env({"BREACHDESK_HOME": str(home)}),
        clock=FrozenClock(NOON),
        mailer=RecordingMailer(),
        resolver=FixedResolver(),
    )
    desk, incident_id = save_full_case(services)
    without = make(services, desk.dpo, incident_id, is_personal=False)
    with services.reading(Actor.system("test")) as uow:
        tags = tuple(one.tag for one in audit.of_incident(uow, incident_id, 1000))
    personal = make(services, desk.dpo, incident_id)
    yield Made(
        services.files.read(personal.sha256),
        services.files.read(without.sha256),
        services.keys,
        tags,
    )
    services.engine.dispose()


@pytest.fixture
def bundle(made: Made, tmp_path: Path) -> Path:
    """With personal data, on disk, for a test to do harm to."""
    path = tmp_path / "bundle.zip"
    path.write_bytes(made.personal)
    return path
