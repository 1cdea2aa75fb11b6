import pytest

from breachdesk.audit import service as audit
from breachdesk.bootstrap import Services
from breachdesk.demo.service import DemoResult, load
from breachdesk.incidents import service as incidents
from breachdesk.kernel.errors import RuleError
from breachdesk.obligations import service as obligations
from tests.builders.accounts import SETUP
from tests.conftest import NOON
from tests.databases import KINDS
from tests.integration.demo.walk import walk
from tests.integration.page import Pages


@pytest.mark.parametrize("services", KINDS, indirect=True)
def test_every_page_can_be_read_on_either_database(services: Services, pages: Pages) -> None:
    addresses = [path for path, _page in walk(pages)]

    assert len(addresses) > 30
    with services.reading(SETUP) as uow:
        assert audit.verify(uow).ok


def test_awareness_lies_30_hours_back(services: Services, demo: DemoResult) -> None:
    with services.reading(SETUP) as uow:
        case = incidents.case(uow, demo.incident_id)

    assert (NOON - case.aware_at).total_seconds() == 30 * 3600
    assert case.is_demo


def test_the_clock_of_the_demonstration_runs(services: Services, demo: DemoResult) -> None:
    with services.reading(SETUP) as uow:
        due = obligations.next_due(uow, demo.incident_id)

    assert due
    assert due.due_at
    assert due.due_at > NOON


def test_historic_keeps_the_dates_of_2021(services: Services) -> None:
    demo = load(services, historic=True)
    with services.reading(SETUP) as uow:
        case = incidents.case(uow, demo.incident_id)

    assert f"{case.aware_at:%Y-%m-%d}" == "2021-08-27"


def test_the_demonstration_is_no_guest_in_real_data(services: Services, demo: DemoResult) -> None:
    assert demo.reference
    with pytest.raises(RuleError, match="accounts already"):
        load(services)


def test_it_says_that_it_is_a_demonstration(pages: Pages, demo: DemoResult) -> None:
    assert "Démonstration" in pages.get(f"/incidents/{demo.incident_id}/").text
