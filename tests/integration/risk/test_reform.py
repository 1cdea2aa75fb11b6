"""The Digital Omnibus can be switched on by its date; until then nothing of it counts."""

from collections.abc import Callable
from typing import TypeAlias

import pytest
from flask.testing import FlaskClient

from breachdesk.app import create_app
from breachdesk.bootstrap import Services, build
from breachdesk.config import Settings, SettingsError
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from tests.builders.incidents import open_case
from tests.integration.conftest import SignIn

Since: TypeAlias = Callable[[str], FlaskClient]


@pytest.fixture
def client_since(services: Services, clock: FrozenClock, dpo: Actor, sign_in: SignIn) -> Since:
    """A client of an instance that counts the proposal from that day on."""

    def make(day: str) -> FlaskClient:
        client = _client(services, clock, day)
        sign_in(client, dpo)
        return client

    return make


def _client(services: Services, clock: FrozenClock, day: str) -> FlaskClient:
    own = {"BREACHDESK_HOME": str(services.settings.home), "BREACHDESK_OMNIBUS_SINCE": day}
    settings = Settings.from_env(own)
    return create_app(settings, build(settings, clock=clock)).test_client()


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-02", "96 heures"), ("2026-03-03", "72 heures"), ("", "72 heures")]
)
def test_the_page_says_the_law_of_the_day(
    services: Services, dpo: Actor, client_since: Since, day: str, hours: str
) -> None:
    case = open_case(services, dpo)

    page = client_since(day).get(f"/incidents/{case}/assessment/").text
    assert hours in page.partition("<h3")[0]


def test_a_day_that_is_none_stops_the_start() -> None:
    with pytest.raises(SettingsError, match="OMNIBUS_SINCE"):
        Settings.from_env({"BREACHDESK_OMNIBUS_SINCE": "soon"})
