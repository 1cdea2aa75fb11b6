"""Whom a campaign is for is chosen on its page, controller by controller."""

from dataclasses import dataclass

import pytest
from sqlalchemy import update

from breachdesk.bootstrap import Services
from breachdesk.controllers import service as controllers
from breachdesk.controllers.domain import Answer, MandateKind, NewMandate
from breachdesk.controllers.service import mandates
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.outreach import service
from breachdesk.outreach.domain.campaign import Audience
from breachdesk.people.domain import AudienceFilter
from breachdesk.people.models import Person
from tests.builders.controllers import open_processor_case, save_controller, send_notice
from tests.builders.organisations import Desk, complete
from tests.builders.outreach import (
    approve,
    build_person,
    campaign,
    fall,
    launch,
    launched,
    save_campaign,
    save_deputy,
    save_people,
    status,
)
from tests.faulty_relay.relay import FaultyRelay
from tests.integration.outreach.test_sending import send_all
from tests.integration.page import Page, Pages


@dataclass
class Draft:
    """A campaign in preparation; the first controller has one person, the third has three."""

    services: Services
    desk: Desk
    incident_id: str
    id: str
    owners: list[str]

    @property
    def address(self) -> str:
        return f"/incidents/{self.incident_id}/campaigns/{self.id}/edit"

    @property
    def audience(self) -> Audience:
        return campaign(self.services, self.incident_id, self.id).plan.audience

    @property
    def people(self) -> AudienceFilter:
        return self.audience.people

    def withdraw(self, controller_id: str) -> None:
        with self.services.unit_of_work(self.desk.dpo) as uow:
            version = controllers.get(uow, self.incident_id, controller_id).version
            controllers.withdraw(uow, self.incident_id, controller_id, version, "Not concerned")


@pytest.fixture
def draft(services: Services, desk: Desk) -> Draft:
    complete(services, desk.organisation_id)
    incident_id = open_processor_case(services, desk.dpo)
    owners = [save_controller(services, desk.dpo, incident_id, number) for number in (1, 2, 3)]
    people = [
        build_person(10 * place + number, controllers=(owner,))
        for place, owner in enumerate(owners, start=1)
        for number in range(place)
    ]
    save_people(services, incident_id, people)
    campaign_id = save_campaign(services, desk.dpo, incident_id)
    return Draft(services, desk, incident_id, campaign_id, owners)


def choose(pages: Pages, draft: Draft, *ids: str, status: int = 303, **over: object) -> Page:
    form = {**pages.get(draft.address).form_values, "only_mandated": [], **over}
    return pages.post(draft.address, {**form, "controllers": list(ids)}, status=status)


def told(page: Page) -> str:
    return page.text.replace("\xa0", " ")


def test_nobody_ticked_is_everybody(pages: Pages, draft: Draft) -> None:
    page = choose(pages, draft, status=200, check="1")
    choose(pages, draft)

    assert "Personnes de ce public aujourd’hui : 6." in told(page)
    assert draft.people.controller_ids is None


def test_the_chosen_controllers_are_saved_and_the_audience_is_theirs(
    pages: Pages, draft: Draft
) -> None:
    first, _second, third = draft.owners
    choose(pages, draft, first, third)

    assert draft.people.controller_ids == {first, third}
    assert pages.get(draft.address).ticked("controllers") == [first, third]
    with draft.services.reading(draft.desk.dpo) as uow:
        assert service.reach(uow, draft.incident_id, draft.audience, "").persons == 1 + 3


def test_the_size_follows_what_is_ticked_before_it_is_saved(pages: Pages, draft: Draft) -> None:
    page = choose(pages, draft, draft.owners[1], status=200, check="1")

    assert "Personnes de ce public aujourd’hui : 2." in told(page)
    assert page.ticked("controllers") == [draft.owners[1]]
    assert draft.people.controller_ids is None


def test_only_controllers_that_let_inform_count_unless_unticked(pages: Pages, draft: Draft) -> None:
    page = choose(pages, draft, draft.owners[1], status=200, check="1", only_mandated=["y"])

    assert "Personnes de ce public aujourd’hui : 0." in told(page)


def test_the_other_filters_are_saved_as_they_are_chosen(pages: Pages, draft: Draft) -> None:
    choose(pages, draft, reachable_by="letter", exclude_deceased=[])

    people = draft.people
    assert (people.only_mandated, people.exclude_deceased) == (False, False)
    assert people.reachable_by == "letter"


@pytest.mark.parametrize("strange", ["0" * 32, "'; --", "a\x00b"])
def test_a_controller_that_is_none_of_the_case_is_refused(
    pages: Pages, draft: Draft, strange: str
) -> None:
    page = choose(pages, draft, draft.owners[1], strange, status=422)

    assert page.one("p", id="controllers-error") is not None
    assert page.ticked("controllers") == [draft.owners[1]]
    assert draft.people.controller_ids is None


def test_a_controller_withdrawn_meanwhile_is_shown_and_has_to_be_unticked(
    pages: Pages, draft: Draft
) -> None:
    first, second, _third = draft.owners
    choose(pages, draft, first)
    draft.withdraw(first)
    draft.withdraw(second)

    page = choose(pages, draft, first, status=422)
    assert page.one("p", id="controllers-error") is not None
    assert "Pharmacie no 1 (Val-des-Aulnes) — retiré" in page.text
    assert "Pharmacie no 2" not in page.text
    choose(pages, draft)


def approved(draft: Draft) -> None:
    approve(draft.services, save_deputy(draft.services, draft.desk), draft.incident_id, draft.id)


def allow(draft: Draft, controller_id: str, answer: Answer) -> None:
    new = NewMandate(
        new_id(), MandateKind.INFORM, answer, "Odile Ferrand", "Titulaire", has_authority=True,
        language="fr",
    )  # fmt: skip
    with draft.services.unit_of_work(draft.desk.dpo) as uow:
        mandates.give(uow, controller_id, new)


def died(services: Services, person: int) -> None:
    with services.engine.begin() as connection:
        connection.execute(update(Person).where(Person.id == person).values(is_deceased=True))


def test_whose_mandate_is_taken_back_after_the_approval_writes_to_nobody(
    draft: Draft, relay: FaultyRelay
) -> None:
    send_notice(draft.services, draft.desk.dpo, draft.incident_id)
    for one in draft.owners[:2]:
        allow(draft, one, Answer.YES)
    approved(draft)
    launch(draft.services, draft.desk.dpo, draft.incident_id, draft.id)
    allow(draft, draft.owners[1], Answer.NO)

    send_all(draft.services, relay)

    told = status(draft.services, draft.incident_id, draft.id)
    assert told == {"audience": 3, "accepted": 1, "excluded": 2}
    assert [one.recipients for one in relay.accepted()] == [("p10@patients.example",)]
    assert fall(draft.services, draft.incident_id, draft.id) == 0


@pytest.mark.parametrize("fault", ["p1", "rcpt-550"])
def test_nobody_writes_to_who_is_found_dead_after_the_approval(
    services: Services, relay: FaultyRelay, fault: str
) -> None:
    """Neither a mail that had not left, nor a letter for one that was refused."""
    people = [build_person(email=f"{fault}@patients.example"), build_person(2)]
    _desk, incident_id, campaign_id = launched(services, people)
    if fault != "p1":
        send_all(services, relay)
    died(services, 1)

    send_all(services, relay)

    assert [one.recipients for one in relay.accepted()] == [("p2@patients.example",)]
    assert fall(services, incident_id, campaign_id) == 0


def test_approval_is_refused_while_a_chosen_controller_is_withdrawn(
    pages: Pages, draft: Draft
) -> None:
    choose(pages, draft, draft.owners[0])
    draft.withdraw(draft.owners[0])
    deputy = save_deputy(draft.services, draft.desk)

    with pytest.raises(RuleError, match="no longer one of this case"):
        approve(draft.services, deputy, draft.incident_id, draft.id)
