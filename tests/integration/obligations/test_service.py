from datetime import timedelta

import pytest

from breachdesk.bootstrap import Services
from breachdesk.deadlines.domain import Standing
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import OrganisationRole
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import BreachDeskError, NotFoundError, RuleError, StaleError
from breachdesk.kernel.ids import new_id
from breachdesk.obligations import service
from breachdesk.obligations.domain import Discharge, ObligationView
from tests.builders.incidents import open_case
from tests.conftest import NOON

HOUR = timedelta(hours=1)
AWARE = NOON - HOUR


@pytest.fixture
def case(services: Services, dpo: Actor) -> str:
    return open_case(services, dpo)


def of(services: Services, actor: Actor, case: str, code: str = "gdpr-33-1") -> ObligationView:
    with services.reading(actor) as uow:
        return next(one for one in service.of_case(uow, case) if one.duty.code == code)


def discharge(services: Services, actor: Actor, one: ObligationView, how: Discharge) -> None:
    with services.unit_of_work(actor) as uow:
        service.discharge(uow, one.id, one.version, how)


def test_opening_starts_the_clocks_of_the_role(services: Services, dpo: Actor, case: str) -> None:
    one = of(services, dpo, case)

    assert one.started_at == AWARE
    assert one.due_at == AWARE + 72 * HOUR
    assert one.standing is Standing.PENDING


def test_a_processor_owes_notice_not_a_notification(services: Services, dpo: Actor) -> None:
    case = open_case(services, dpo, role=OrganisationRole.PROCESSOR)

    with services.reading(dpo) as uow:
        codes = {one.duty.code for one in service.of_case(uow, case)}
    assert codes == {"gdpr-33-2", "gdpr-33-5"}


def test_the_standing_is_reckoned_when_read(
    services: Services, dpo: Actor, case: str, clock: FrozenClock
) -> None:
    clock.at = AWARE + 72 * HOUR
    assert of(services, dpo, case).standing is Standing.SOON
    clock.at = AWARE + 72 * HOUR + timedelta(seconds=1)
    assert of(services, dpo, case).standing is Standing.OVERDUE


def test_a_duty_met_says_when_by_whom_and_with_what(
    services: Services, dpo: Actor, case: str
) -> None:
    discharge(services, dpo, of(services, dpo, case), Discharge(NOON, "N-2026-1"))

    met = of(services, dpo, case)
    assert (met.standing, met.discharged_at) == (Standing.DISCHARGED, NOON)
    assert (met.discharged_by, met.proof) == (dpo.name, "N-2026-1")


@pytest.mark.parametrize(
    "how",
    [
        Discharge(NOON + HOUR, "future"),
        Discharge(AWARE - HOUR, "before it began"),
        Discharge(NOON, "  "),
    ],
    ids=lambda how: how.proof.strip() or "no proof",
)
def test_a_discharge_that_cannot_be_is_refused(
    services: Services, dpo: Actor, case: str, how: Discharge
) -> None:
    with pytest.raises(BreachDeskError):
        discharge(services, dpo, of(services, dpo, case), how)

    assert of(services, dpo, case).is_open


def test_met_late_demands_the_reasons(
    services: Services, dpo: Actor, case: str, clock: FrozenClock
) -> None:
    clock.at = AWARE + 80 * HOUR
    late = clock.now()
    with pytest.raises(BreachDeskError):
        discharge(services, dpo, of(services, dpo, case), Discharge(late, "N-1"))

    how = Discharge(late, "N-1", delay_reason="Relais en panne")
    discharge(services, dpo, of(services, dpo, case), how)

    assert of(services, dpo, case).standing is Standing.DISCHARGED_LATE


def test_a_settled_duty_is_not_settled_twice(services: Services, dpo: Actor, case: str) -> None:
    discharge(services, dpo, of(services, dpo, case), Discharge(NOON, "N-1"))

    with pytest.raises(RuleError, match="settled"):
        discharge(services, dpo, of(services, dpo, case), Discharge(NOON, "N-2"))


def test_a_stale_version_is_refused(services: Services, dpo: Actor, case: str) -> None:
    one = of(services, dpo, case)
    discharge(services, dpo, one, Discharge(NOON, "N-1"))

    with pytest.raises(StaleError):
        discharge(services, dpo, one, Discharge(NOON, "N-2"))


def test_a_waiver_wants_a_reason_and_can_be_taken_back(
    services: Services, dpo: Actor, case: str
) -> None:
    one = of(services, dpo, case)
    with services.unit_of_work(dpo) as uow, pytest.raises(RuleError):
        service.waive(uow, one.id, one.version, " ")
    with services.unit_of_work(dpo) as uow:
        service.waive(uow, one.id, one.version, "Aucun risque : données chiffrées.")
    waived = of(services, dpo, case)
    assert waived.standing is Standing.WAIVED

    with services.unit_of_work(dpo) as uow:
        service.reopen(uow, waived.id, waived.version, "La clé a fui.")

    assert of(services, dpo, case).standing is Standing.PENDING


def test_an_optional_clock_runs_from_the_instant_given(
    services: Services, dpo: Actor, case: str
) -> None:
    with services.unit_of_work(dpo) as uow:
        service.add_optional(uow, case, "lopmi-complaint", NOON - 2 * HOUR, new_id())

    assert of(services, dpo, case, "lopmi-complaint").due_at == NOON + 70 * HOUR


def test_the_same_clock_is_not_started_twice(services: Services, dpo: Actor, case: str) -> None:
    with services.unit_of_work(dpo) as uow, pytest.raises(RuleError, match="already runs"):
        service.add_optional(uow, case, "gdpr-33-1", NOON, new_id())


def test_the_same_form_sent_twice_starts_one_clock(
    services: Services, dpo: Actor, case: str
) -> None:
    form = new_id()
    for _time in range(2):
        with services.unit_of_work(dpo) as uow:
            service.add_optional(uow, case, "eidas-19", NOON, form)

    with services.reading(dpo) as uow:
        codes = [one.duty.code for one in service.of_case(uow, case)]
    assert codes.count("eidas-19") == 1


def test_a_clock_does_not_start_in_the_future(services: Services, dpo: Actor, case: str) -> None:
    with services.unit_of_work(dpo) as uow, pytest.raises(RuleError, match="future"):
        service.add_optional(uow, case, "eidas-19", NOON + HOUR, new_id())


def test_correcting_awareness_moves_the_open_clocks(
    services: Services, dpo: Actor, case: str
) -> None:
    with services.unit_of_work(dpo) as uow:
        version = incidents.case(uow, case).version
        incidents.correct_awareness(uow, case, version, AWARE - HOUR, "Premier appel retrouvé.")

    assert of(services, dpo, case).due_at == AWARE + 71 * HOUR


def test_open_duties_are_found_across_cases(services: Services, dpo: Actor, case: str) -> None:
    other = open_case(services, dpo)

    with services.reading(dpo) as uow:
        found = {(one.duty.code, own.id) for one, own in service.open_ones(uow)}
    assert found == {(code, own) for code in ("gdpr-33-1", "gdpr-33-5") for own in (case, other)}


def test_strangers_do_not_even_learn_that_it_exists(
    services: Services, dpo: Actor, case: str
) -> None:
    one = of(services, dpo, case)

    with services.unit_of_work(Actor("u9", "Nobody")) as uow, pytest.raises(NotFoundError):
        service.waive(uow, one.id, one.version, "Parce que")
