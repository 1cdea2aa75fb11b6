from collections.abc import Iterator
from pathlib import Path

import pytest

from breachdesk.bootstrap import Services, build, initialise
from breachdesk.config import Settings
from breachdesk.infra.mail import RecordingMailer
from breachdesk.kernel.clock import FrozenClock
from tests.databases import KINDS, empty_database


@pytest.fixture(params=KINDS)
def instance(
    request: pytest.FixtureRequest, tmp_path: Path, clock: FrozenClock
) -> Iterator[Services]:
    """Services on each of the databases."""
    with empty_database(request.param, tmp_path) as url:
        settings = Settings.from_env(
            {"BREACHDESK_HOME": str(tmp_path), "BREACHDESK_DATABASE_URL": url}
        )
        built = build(settings, clock=clock, mailer=RecordingMailer())
        initialise(built)
        yield built
        built.engine.dispose()
