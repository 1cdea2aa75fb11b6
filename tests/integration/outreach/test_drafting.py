"""The first text of a campaign takes over what the case already knows."""

from datetime import UTC, datetime

from breachdesk.bootstrap import Services
from breachdesk.facts import service as facts
from breachdesk.facts.domain import Answer, Choices, Instant, NewFact
from breachdesk.incidents import service as incidents
from breachdesk.outreach.domain.wordings import Wording
from breachdesk.outreach.service import drafting
from tests.builders.outreach import save_case


def drafted(services: Services, told: dict[str, Answer]) -> dict[str, Wording]:
    desk, incident_id = save_case(services)
    with services.unit_of_work(desk.dpo) as uow:
        facts.record(uow, incident_id, [NewFact(key, answer) for key, answer in told.items()])
    with services.reading(desk.dpo) as uow:
        return drafting.wordings(uow, incidents.case(uow, incident_id))


def test_the_day_of_the_breach_is_the_day_where_it_happened(services: Services) -> None:
    # Half past midnight in Paris is still the day before in UTC.
    began = Instant(datetime(2026, 2, 26, 23, 30, tzinfo=UTC), "Europe/Paris")

    texts = drafted(services, {"dates.begin": began})

    assert texts["fr"].shared["date de la violation"] == "le 27 février 2026"
    assert texts["en"].shared["date de la violation"] == "on 27 February 2026"


def test_the_data_read_within_a_sentence(services: Services) -> None:
    texts = drafted(services, {"data.categories": Choices(frozenset({"contact", "nir"}))})

    assert texts["fr"].shared["données concernées"].startswith("NIR (")
    assert " et coordonnées (" in texts["fr"].shared["données concernées"]
    assert texts["fr"].about_nir
    assert texts["en"].about_nir


def test_what_is_not_known_stays_open(services: Services) -> None:
    texts = drafted(services, {"data.categories": Choices(frozenset({"contact"}))})

    assert not texts["fr"].shared["date de la violation"]
    assert not texts["fr"].about_nir
