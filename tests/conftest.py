from datetime import UTC, datetime

import pytest

from breachdesk.kernel.clock import FrozenClock

pytest_plugins = ["tests.plugin_required"]

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(NOON)
