import pytest

from breachdesk.bootstrap import Services
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, complete
from tests.integration.documents.filings import Case


@pytest.fixture
def filed(services: Services, desk: Desk) -> Case:
    """A case of an organisation whose own sections of the form are filled in."""
    complete(services, desk.organisation_id)
    return Case(services, desk.dpo, open_case(services, desk.dpo))
