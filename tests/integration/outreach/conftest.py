from collections.abc import Iterator

import pytest

from tests.faulty_relay.habits import Habits
from tests.faulty_relay.relay import FaultyRelay, faulty_relay


@pytest.fixture(scope="module")
def shared_relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultyRelay]:
    with faulty_relay(tmp_path_factory.mktemp("relay"), Habits(keeps=True)) as running:
        yield running


@pytest.fixture
def relay(shared_relay: FaultyRelay) -> FaultyRelay:
    """A relay that fails only for those whose address says so, with an empty log."""
    shared_relay.forget()
    return shared_relay
