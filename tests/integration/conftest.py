import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
from alembic import command
from flask import Flask
from flask.testing import FlaskClient

from breachdesk.accounts import service as accounts
from breachdesk.app import create_app
from breachdesk.bootstrap import Services, build, initialise
from breachdesk.config import Settings
from breachdesk.infra.db import make_engine
from breachdesk.infra.keys import KeyRing
from breachdesk.infra.mail import RecordingMailer
from breachdesk.infra.migrate import configuration
from breachdesk.infra.resolver import FixedResolver
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from breachdesk.tables import METADATA
from breachdesk.web.session import SEEN, STARTED
from tests.builders.accounts import SETUP
from tests.builders.organisations import Desk, save_desk
from tests.databases import KINDS, empty_database
from tests.integration.page import Pages

SignIn: TypeAlias = Callable[[FlaskClient, Actor], None]


@pytest.fixture(scope="session")
def blank_instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys and an empty database, made once and copied for every test."""
    home = tmp_path_factory.mktemp("blank")
    KeyRing.create(home / "keys")
    engine = make_engine(f"sqlite:///{home / 'breachdesk.db'}")
    with engine.begin() as connection:
        METADATA.create_all(connection)
        command.stamp(configuration(connection), "head")
    engine.dispose()
    return home


@pytest.fixture
def settings(tmp_path: Path, blank_instance: Path) -> Settings:
    home = tmp_path / "instance"
    shutil.copytree(blank_instance, home)
    return Settings.from_env({"BREACHDESK_HOME": str(home)})


@pytest.fixture
def mailer() -> RecordingMailer:
    return RecordingMailer()


@pytest.fixture
def services(settings: Settings, clock: FrozenClock, mailer: RecordingMailer) -> Iterator[Services]:
    built = build(settings, clock=clock, mailer=mailer, resolver=FixedResolver())
    yield built
    built.engine.dispose()


@pytest.fixture(params=KINDS)
def instance(
    request: pytest.FixtureRequest, tmp_path: Path, clock: FrozenClock
) -> Iterator[Services]:
    """Services on a database of each kind."""
    with empty_database(request.param, tmp_path) as url:
        home = str(tmp_path / "home")
        built = build(
            Settings.from_env({"BREACHDESK_HOME": home, "BREACHDESK_DATABASE_URL": url}),
            clock=clock,
        )
        initialise(built)
        try:
            yield built
        finally:
            built.engine.dispose()


@pytest.fixture
def app(settings: Settings, services: Services) -> Flask:
    return create_app(settings, services)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Nobody signed in."""
    return app.test_client()


@pytest.fixture
def sign_in(services: Services, clock: FrozenClock) -> SignIn:
    """Give a client the session of an actor, as signing in with a fresh password does."""

    def act(client: FlaskClient, actor: Actor) -> None:
        with services.reading(SETUP) as uow:
            person = accounts.account(uow, actor.user_id)
            assert person is not None, "sign_in wants the actor of an account"
            found = accounts.credentials(uow, person.email)
            assert found is not None
        with client.session_transaction() as cookie:
            cookie["_user_id"] = found.session_key
            cookie[STARTED] = cookie[SEEN] = int(clock.now().timestamp())
            cookie["fs_paa"] = time.time()

    return act


@pytest.fixture
def desk(services: Services) -> Desk:
    return save_desk(services)


@pytest.fixture
def dpo(desk: Desk) -> Actor:
    return desk.dpo


@pytest.fixture
def pages(client: FlaskClient, services: Services, dpo: Actor, sign_in: SignIn) -> Pages:
    """The checked client, signed in as the data protection officer of `desk`."""
    sign_in(client, dpo)
    return Pages(client, services.engine)
