import pytest

from breachdesk.infra.letterpress import Body, Press
from tests.builders.letters import NOTO_SANS
from tests.builders.letters import body as build_body


@pytest.fixture(scope="session")
def press() -> Press:
    return Press(NOTO_SANS)


@pytest.fixture(scope="session")
def body() -> Body:
    return build_body()


@pytest.fixture(scope="session")
def long_body() -> Body:
    """Three pages."""
    return build_body(3)
