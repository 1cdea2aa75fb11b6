from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from breachdesk.bootstrap import Services
from tests.builders.paper import HOME, build_reader, with_letters
from tests.faulty_relay.habits import Habits
from tests.faulty_relay.relay import FaultyRelay, faulty_relay
from tests.integration.conftest import SignIn
from tests.integration.outreach.mailing import Mailing
from tests.integration.page import Pages


@pytest.fixture(scope="module")
def shared_relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultyRelay]:
    with faulty_relay(tmp_path_factory.mktemp("relay"), Habits(keeps=True)) as running:
        yield running


@pytest.fixture
def relay(shared_relay: FaultyRelay) -> FaultyRelay:
    """A relay that fails only for those whose address says so, with an empty log."""
    shared_relay.forget()
    return shared_relay


@pytest.fixture
def waiting(services: Services, client: FlaskClient, sign_in: SignIn) -> Mailing:
    """Three letters wait: two in French, and one to a place without a town."""
    readers = [build_reader(n) for n in (1, 2)]
    bad = build_reader(3, address=replace(HOME, city=""))
    desk, incident_id, campaign_id = with_letters(services, [*readers, bad])
    sign_in(client, desk.dpo)
    return Mailing(desk, incident_id, campaign_id)


@pytest.fixture
def mine(client: FlaskClient, waiting: Mailing, services: Services) -> Pages:
    """Signed in as the data protection officer of the letters' case."""
    assert waiting
    return Pages(client, services.engine)


@pytest.fixture(params=["fr", "en"])
def in_both_languages(request: pytest.FixtureRequest, mine: Pages) -> None:
    mine.client.post("/language", data={"language": request.param, "csrf_token": mine.token()})
