from collections.abc import Iterator
from pathlib import Path

import pytest

from breachdesk.bootstrap import Services, build, initialise
from breachdesk.config import Settings
from breachdesk.kernel.clock import FrozenClock
from tests.databases import KINDS, empty_database


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
