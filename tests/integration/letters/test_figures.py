"""Where letters stand, and letters with one fault, on both databases."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Role
from breachdesk.kernel.errors import ForbiddenError, ManyRulesError, NotFoundError, RuleError
from breachdesk.letters import service
from breachdesk.letters.domain import Fault, LetterState, ReturnCode
from breachdesk.letters.domain.returns import Returned
from breachdesk.letters.models import Letter
from tests.builders.accounts import SETUP
from tests.builders.organisations import save_member
from tests.builders.paper import (
    HOME,
    batches,
    build_printing,
    build_reader,
    build_shop,
    counts,
    press,
    with_letters,
)

L = LetterState
GOOD = {"street": "3 rue de l’Exemple", "postcode": "29000", "city": "Quimper"}


def test_figures_part_what_they_count_and_add_up(instance: Services) -> None:
    people = [build_reader(n) for n in range(3)]
    bad = [build_reader(n, address=replace(HOME, city="")) for n in (5, 6)]
    odd = build_reader(7, address=replace(HOME, postcode="9"))
    _desk, incident_id, campaign_id = with_letters(instance, [*people, *bad, odd])
    service.plan(build_shop(instance), build_printing(incident_id, campaign_id))

    with instance.reading(SETUP) as uow:
        found = service.figures(uow, incident_id, campaign_id)
        page, total = service.unmailable(
            uow, incident_id, campaign_id, offset=1, fault=Fault.INCOMPLETE
        )
    assert found.states == {L.BATCHED: 3, L.UNMAILABLE: 3}
    assert found.faults == {Fault.INCOMPLETE: 2, Fault.POSTCODE: 1}
    assert (found.total, found.returns) == (6, {})
    assert ([one.fault for one in page], total) == ([Fault.INCOMPLETE], 2)


def test_returned_letters_are_counted_by_their_mark(instance: Services) -> None:
    _desk, incident_id, campaign_id = with_letters(instance, [build_reader(n) for n in range(2)])
    printing = build_printing(incident_id, campaign_id)
    service.plan(build_shop(instance), printing)
    service.build(build_shop(instance), printing, instance.sealed.folder / incident_id)
    [one] = batches(instance, incident_id, campaign_id)
    with instance.unit_of_work(SETUP) as uow:
        service.handed_over(uow, incident_id, one.id, one.version)
    with instance.unit_of_work(SETUP) as uow:
        person_id = uow.session.scalars(select(Letter.person_id)).first()
        assert person_id
        mark = service.mark_of(uow, incident_id, campaign_id, person_id)
        assert mark
        service.returned(uow, incident_id, [Returned(mark.code, ReturnCode.ACCESS)])

    with instance.reading(SETUP) as uow:
        assert service.figures(uow, incident_id, campaign_id).returns == {ReturnCode.ACCESS: 1}


def test_an_address_is_mended_whole_or_not_at_all(instance: Services) -> None:
    bad = build_reader(1, address=replace(HOME, city=""))
    _desk, incident_id, campaign_id = with_letters(instance, [bad])
    printing = build_printing(incident_id, campaign_id)
    service.plan(build_shop(instance), printing)
    with instance.reading(SETUP) as uow:
        [[one], _total] = service.unmailable(uow, incident_id, campaign_id)

    with pytest.raises(ManyRulesError) as refused, instance.unit_of_work(SETUP) as uow:
        service.mend(uow, printing, press(), one.letter_id, {"street": "3 rue", "postcode": "99"})
    assert {error.field for error in refused.value.broken} == {"city", "postcode"}
    with instance.unit_of_work(SETUP) as uow:
        service.mend(uow, printing, press(), one.letter_id, GOOD)
    assert counts(instance, incident_id, campaign_id) == {L.WAITING: 1}
    with pytest.raises(NotFoundError), instance.unit_of_work(SETUP) as uow:
        service.mend(uow, printing, press(), one.letter_id, GOOD)


def test_all_letters_of_a_fault_are_left_out_by_who_may_decide(instance: Services) -> None:
    bad = [build_reader(n, address=replace(HOME, city="")) for n in (1, 2, 3)]
    desk, incident_id, campaign_id = with_letters(instance, bad)
    service.plan(build_shop(instance), build_printing(incident_id, campaign_id))
    responder = save_member(
        instance, desk.organisation_id, Role.RESPONDER, email="r@tilleuls.example"
    )
    where = (incident_id, campaign_id, Fault.INCOMPLETE, "Nobody answers")

    with pytest.raises(ForbiddenError), instance.unit_of_work(responder) as uow:
        service.exclude_fault(uow, *where)
    with instance.unit_of_work(desk.dpo) as uow:
        assert service.exclude_fault(uow, *where) == 3
    assert counts(instance, incident_id, campaign_id) == {L.EXCLUDED: 3}
    with pytest.raises(RuleError), instance.unit_of_work(desk.dpo) as uow:
        service.exclude_fault(uow, *where)
