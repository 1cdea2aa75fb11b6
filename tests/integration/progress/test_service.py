from datetime import timedelta

import pytest

from breachdesk.bootstrap import Services
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import Step
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.obligations import service as obligations
from breachdesk.obligations.domain import Discharge
from breachdesk.progress import service
from breachdesk.risk import service as risk
from breachdesk.risk.domain import NewAssessment, RiskLevel
from tests.builders.incidents import open_case
from tests.conftest import NOON


@pytest.fixture
def incident_id(services: Services, dpo: Actor) -> str:
    return open_case(services, dpo)


def reach(services: Services, dpo: Actor, incident_id: str, step: Step, reason: str = "") -> None:
    with services.unit_of_work(dpo) as uow:
        service.reach(uow, incident_id, step, reason)


def assess(services: Services, dpo: Actor, incident_id: str, level: RiskLevel) -> None:
    with services.unit_of_work(dpo) as uow:
        risk.assess(uow, incident_id, NewAssessment(new_id(), level, "Health data."))


def settle(services: Services, dpo: Actor, incident_id: str) -> None:
    """Discharge every obligation that is open."""
    with services.unit_of_work(dpo) as uow:
        for one in obligations.of_case(uow, incident_id):
            if one.is_open:
                obligations.discharge(uow, one.id, one.version, Discharge(NOON, "Seen."))


def reached(services: Services, dpo: Actor, incident_id: str) -> set[Step]:
    with services.reading(dpo) as uow:
        return {step.step for step in incidents.case(uow, incident_id).steps}


def test_closing_names_everything_that_is_open(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    with pytest.raises(ManyRulesError) as refused:
        reach(services, dpo, incident_id, Step.CLOSED)

    sentences = [str(rule) for rule in refused.value.broken]
    assert "Still open: Notifier la violation à la CNIL." in sentences
    assert "The step “Contained” is missing." in sentences


def test_the_whole_life_of_a_case(services: Services, dpo: Actor, incident_id: str) -> None:
    reach(services, dpo, incident_id, Step.QUALIFIED)
    assess(services, dpo, incident_id, RiskLevel.HIGH)
    settle(services, dpo, incident_id)
    for step in (Step.CONTAINED, Step.REMEDIATED, Step.CLOSED):
        reach(services, dpo, incident_id, step)

    assert reached(services, dpo, incident_id) == set(Step) - {Step.DISMISSED}


def test_nothing_changes_in_a_closed_case(services: Services, dpo: Actor, incident_id: str) -> None:
    reach(services, dpo, incident_id, Step.DISMISSED, "A drill.")

    with pytest.raises(RuleError, match="open it again first"):
        assess(services, dpo, incident_id, RiskLevel.RISK)


def test_reopening_wants_a_reason_and_keeps_it(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    reach(services, dpo, incident_id, Step.DISMISSED, "A drill.")

    with pytest.raises(RuleError, match="Say why"), services.unit_of_work(dpo) as uow:
        service.reopen(uow, incident_id, " ")
    with services.unit_of_work(dpo) as uow:
        service.reopen(uow, incident_id, "It was none.")

    assert reached(services, dpo, incident_id) == {Step.REPORTED}


def test_a_high_risk_starts_the_duty_to_tell_the_people_once(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    assess(services, dpo, incident_id, RiskLevel.HIGH)
    assess(services, dpo, incident_id, RiskLevel.HIGH)

    with services.reading(dpo) as uow:
        codes = [one.duty.code for one in obligations.of_case(uow, incident_id)]
    assert codes.count("gdpr-34-1") == 1


def test_waiving_the_filing_counts_as_notified(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    reach(services, dpo, incident_id, Step.QUALIFIED)
    with services.unit_of_work(dpo) as uow:
        due = obligations.next_due(uow, incident_id)
        assert due is not None
        obligations.waive(uow, due.id, due.version, "Risk unlikely: encrypted.")

    assert Step.NOTIFIED in reached(services, dpo, incident_id)


class TestClockPicture:
    def test_runs_from_awareness_to_due_with_now_between(
        self, services: Services, dpo: Actor, incident_id: str, clock: FrozenClock
    ) -> None:
        clock.at = NOON + timedelta(hours=35)

        with services.reading(dpo) as uow:
            case = incidents.case(uow, incident_id)
            picture = service.clock_picture(uow, case)

        assert picture is not None
        assert picture.now == 0.5

    def test_shades_the_three_nights(
        self, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        with services.reading(dpo) as uow:
            picture = service.clock_picture(uow, incidents.case(uow, incident_id))

        # Aware Monday 12:00 Paris, due Thursday 12:00: three nights of eight hours.
        assert picture is not None
        assert [round((b - a) * 72, 2) for a, b in picture.nights] == [8.0, 8.0, 8.0]
