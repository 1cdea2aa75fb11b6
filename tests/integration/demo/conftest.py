"""The demonstration loaded as `make run` does it, on either database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from breachdesk.app import create_app
from breachdesk.bootstrap import Services, build, initialise
from breachdesk.config import Settings
from breachdesk.demo.service import DemoResult, load
from breachdesk.infra.mail import RecordingMailer
from breachdesk.kernel.clock import FrozenClock
from tests.builders.accounts import SETUP
from tests.databases import empty_database
from tests.integration.conftest import SignIn
from tests.integration.page import Pages


@pytest.fixture
def services(
    request: pytest.FixtureRequest, tmp_path: Path, clock: FrozenClock, mailer: RecordingMailer
) -> Iterator[Services]:
    """On SQLite, or on the database a test names with an indirect parameter."""
    with empty_database(getattr(request, "param", "sqlite"), tmp_path) as url:
        own = {"BREACHDESK_HOME": str(tmp_path), "BREACHDESK_DATABASE_URL": url}
        built = build(Settings.from_env(own), clock=clock, mailer=mailer)
        initialise(built)
        yield built
        built.engine.dispose()


@pytest.fixture
def demo(services: Services) -> DemoResult:
    return load(services)


@pytest.fixture
def pages(services: Services, demo: DemoResult, sign_in: SignIn) -> Pages:
    """Signed in as the data protection officer of the demonstration."""
    from breachdesk.accounts import service as accounts  # noqa: PLC0415

    with services.reading(SETUP) as uow:
        person = accounts.account_by_email(uow, demo.email)
    assert person
    actor = services.actor_for(person.id)
    assert actor
    client = create_app(services.settings, services).test_client()
    sign_in(client, actor)
    return Pages(client, services.engine)
