import pytest

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor
from tests.builders.controllers import open_processor_case, save_controller


@pytest.fixture
def incident_id(services: Services, dpo: Actor) -> str:
    """A processor's case with two affected pharmacies."""
    case = open_processor_case(services, dpo)
    for number in (1, 2):
        save_controller(services, dpo, case, number)
    return case
