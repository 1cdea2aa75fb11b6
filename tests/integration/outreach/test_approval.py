"""Four eyes: what is approved is what is sent, to whom it was approved."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

import pytest
from sqlalchemy import delete, select, update

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import (
    ForbiddenError,
    ManyRulesError,
    NotFoundError,
    RuleError,
    StaleError,
)
from breachdesk.outreach import service
from breachdesk.outreach.domain.campaign import Audience, CampaignState, Plan
from breachdesk.outreach.domain.cascade import Reach
from breachdesk.outreach.domain.delivery import DeliveryState
from breachdesk.outreach.domain.digest import of_approval, of_audience
from breachdesk.outreach.models import CampaignText, Delivery
from breachdesk.outreach.store.campaigns import MAY_REACH
from breachdesk.people.domain import AudienceFilter
from breachdesk.people.models import Person
from tests.builders.accounts import SETUP
from tests.builders.organisations import Desk, save_member
from tests.builders.outreach import (
    HOST,
    approve,
    build_person,
    build_plan,
    build_wording,
    campaign,
    launch,
    launched,
    save_campaign,
    save_case,
    save_deputy,
    save_people,
    status,
)
from tests.integration.trail import tags


class Prepared(NamedTuple):
    desk: Desk
    deputy: Actor
    incident_id: str
    campaign_id: str


@pytest.fixture
def ready(services: Services) -> Prepared:
    """Three persons, one of them without an address."""
    desk, incident_id = save_case(services)
    save_people(
        services, incident_id, [build_person(1), build_person(2), build_person(3, email="")]
    )
    return Prepared(
        desk,
        save_deputy(services, desk),
        incident_id,
        save_campaign(services, desk.dpo, incident_id),
    )


def edit(services: Services, actor: Actor, incident_id: str, campaign_id: str, plan: Plan) -> None:
    with services.unit_of_work(actor) as uow:
        version = service.get(uow, incident_id, campaign_id).version
        service.edit(uow, incident_id, campaign_id, version, plan)


def test_the_audience_is_frozen_with_its_count_and_digest(
    services: Services, ready: Prepared
) -> None:
    _desk, deputy, incident_id, campaign_id = ready
    approve(services, deputy, incident_id, campaign_id)
    save_people(services, incident_id, [build_person(4)])

    view = campaign(services, incident_id, campaign_id)
    with services.reading(SETUP) as uow:
        ids = list(
            uow.session.scalars(select(Person.id).where(Person.has_email).order_by(Person.id))
        )[:2]
    assert (view.audience_count, view.audience_sha256) == of_audience(ids)
    assert view.digest == of_approval(view.text_sha256, 2, view.audience_sha256)
    assert status(services, incident_id, campaign_id) == {"audience": 2, "queued": 2}


def test_who_wrote_it_cannot_approve_it(services: Services, ready: Prepared) -> None:
    desk, _deputy, incident_id, campaign_id = ready

    with pytest.raises(RuleError, match="second person"):
        approve(services, desk.dpo, incident_id, campaign_id)


def test_nor_can_who_changed_one_word_of_it(services: Services, ready: Prepared) -> None:
    desk, deputy, incident_id, campaign_id = ready
    edit(services, deputy, incident_id, campaign_id, build_plan(name="Mine"))

    with pytest.raises(RuleError, match="second person"):
        approve(services, deputy, incident_id, campaign_id)
    with pytest.raises(RuleError, match="second person"):
        approve(services, desk.dpo, incident_id, campaign_id)


def test_the_role_decides_who_may_approve(services: Services, ready: Prepared) -> None:
    desk, _deputy, incident_id, campaign_id = ready
    responder = save_member(
        services, desk.organisation_id, Role.RESPONDER, email="r@tilleuls.example"
    )

    with pytest.raises(ForbiddenError):
        approve(services, responder, incident_id, campaign_id)


def test_a_blocking_review_stops_the_approval(services: Services, ready: Prepared) -> None:
    desk, deputy, incident_id, campaign_id = ready
    plan = build_plan(wordings={"fr": build_wording(body="Bonjour ((prénom))")})
    edit(services, desk.dpo, incident_id, campaign_id, plan)

    with pytest.raises(ManyRulesError):
        approve(services, deputy, incident_id, campaign_id)


def test_an_empty_audience_stops_it_too(services: Services, ready: Prepared) -> None:
    desk, deputy, incident_id, campaign_id = ready
    nobody = Audience(AudienceFilter(reachable_by="email", segment="minor"))
    edit(services, desk.dpo, incident_id, campaign_id, build_plan(audience=nobody))

    with pytest.raises(RuleError, match="Nobody"):
        approve(services, deputy, incident_id, campaign_id)


def test_an_approval_is_of_the_version_that_was_seen(services: Services, ready: Prepared) -> None:
    desk, deputy, incident_id, campaign_id = ready
    seen = campaign(services, incident_id, campaign_id).version
    edit(services, desk.dpo, incident_id, campaign_id, build_plan(name="Other"))

    with pytest.raises(StaleError), services.unit_of_work(deputy) as uow:
        service.approve(uow, incident_id, campaign_id, seen, HOST)


def test_any_edit_voids_the_approval(services: Services, ready: Prepared) -> None:
    desk, deputy, incident_id, campaign_id = ready
    approve(services, deputy, incident_id, campaign_id)
    edit(services, desk.dpo, incident_id, campaign_id, build_plan(name="Other"))

    view = campaign(services, incident_id, campaign_id)
    assert view.state is CampaignState.DRAFT
    assert (view.digest, view.approved_by, view.audience_count) == ("", "", 0)
    assert status(services, incident_id, campaign_id) == {}
    assert "campaign:approval-voided" in {tag for tag, _about, _by in tags(services)}
    with pytest.raises(RuleError, match="approved"):
        launch(services, desk.dpo, incident_id, campaign_id)


@pytest.mark.parametrize("forged", ["text", "person", "fewer"])
def test_rows_changed_behind_our_back_stop_the_launch(
    services: Services,
    ready: Prepared,
    forged: str,
) -> None:
    desk, deputy, incident_id, campaign_id = ready
    approve(services, deputy, incident_id, campaign_id)
    changes = {
        "text": update(CampaignText).values(wordings={"fr": build_wording(subject="X").to_json()}),
        "person": update(Delivery).where(Delivery.person_id == 1).values(person_id=99),
        "fewer": delete(Delivery).where(Delivery.person_id == 1),
    }
    with services.engine.begin() as connection:
        connection.execute(changes[forged])

    with pytest.raises(RuleError, match="not those that were approved"):
        launch(services, desk.dpo, incident_id, campaign_id)


def test_a_launch_can_wait_for_its_hour(
    services: Services, ready: Prepared, clock: FrozenClock
) -> None:
    desk, deputy, incident_id, campaign_id = ready
    approve(services, deputy, incident_id, campaign_id)
    version = campaign(services, incident_id, campaign_id).version
    with services.unit_of_work(desk.dpo) as uow:
        service.launch(uow, incident_id, campaign_id, version, clock.at + timedelta(hours=2))

    for hours, state in ((1, CampaignState.APPROVED), (1, CampaignState.RUNNING)):
        clock.at += timedelta(hours=hours)
        with services.unit_of_work(SETUP) as uow:
            service.start_due(uow)
        assert campaign(services, incident_id, campaign_id).state is state


@pytest.mark.parametrize("state", sorted(DeliveryState))
def test_who_is_or_may_be_informed_is_not_in_the_next_audience(
    services: Services, state: DeliveryState
) -> None:
    desk, incident_id, campaign_id = launched(services, [build_person(1)])
    with services.engine.begin() as connection:
        connection.execute(update(Delivery).values(state=state))
    plan = build_plan()
    again = replace(plan.audience, not_yet_informed=False)
    others = 0 if state in MAY_REACH else 1

    with services.reading(desk.dpo) as uow:
        assert service.reach(uow, incident_id, plan.audience, "") == Reach(others, others)
        assert service.reach(uow, incident_id, plan.audience, campaign_id) == Reach(1, 1)
        assert service.reach(uow, incident_id, again, "") == Reach(1, 1)


def test_of_two_campaigns_approved_at_once_one_has_nobody_left(instance: Services) -> None:
    desk, incident_id = save_case(instance)
    save_people(instance, incident_id, [build_person(at) for at in range(50)])
    deputy = save_deputy(instance, desk)
    wanted = [save_campaign(instance, desk.dpo, incident_id) for _twice in range(2)]

    def act(campaign_id: str) -> str:
        try:
            approve(instance, deputy, incident_id, campaign_id)
        except RuleError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(act, wanted))

    assert sorted(told) == ["", "Nobody is in this audience."]


def test_campaigns_of_other_organisations_are_not_there(
    services: Services, ready: Prepared
) -> None:
    _desk, _deputy, incident_id, campaign_id = ready
    stranger, other_incident = save_case(services, None)
    for incident in (incident_id, other_incident):
        with (
            pytest.raises(NotFoundError),
            services.reading(stranger.dpo) as uow,
        ):
            service.get(uow, incident, campaign_id)
