import pytest

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor
from tests.builders.controllers import open_processor_case


@pytest.fixture
def incident_id(services: Services, dpo: Actor) -> str:
    return open_processor_case(services, dpo)
