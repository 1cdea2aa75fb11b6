"""Who is informed: counted once, told apart, kept when the persons are destroyed."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, select, update

from breachdesk.bootstrap import Services
from breachdesk.incidents.domain import OrganisationRole
from breachdesk.kernel.ids import new_id
from breachdesk.outreach.domain.campaign import Audience
from breachdesk.outreach.domain.coverage import DECEASED, Coverage, Standing
from breachdesk.outreach.domain.delivery import DeliveryState, Exclusion
from breachdesk.outreach.models import Delivery
from breachdesk.outreach.service import figures
from breachdesk.people import service as people
from breachdesk.people.domain import AudienceFilter
from breachdesk.people.models import Person
from tests.builders.controllers import save_controller
from tests.builders.organisations import Desk
from tests.builders.outreach import (
    approve,
    build_person,
    launch,
    launched,
    save_campaign,
    save_case,
    save_deputy,
    save_people,
    status,
)
from tests.faulty_relay.relay import FaultyRelay
from tests.integration.outreach.test_sending import send_all
from tests.integration.page import Pages

D = DeliveryState


def test_coverage_adds_up_in_all_and_for_each_controller(
    services: Services, relay: FaultyRelay
) -> None:
    desk, incident_id = save_case(services, role=OrganisationRole.PROCESSOR)
    first, second = (save_controller(services, desk.dpo, incident_id, at) for at in (1, 2))
    save_people(
        services,
        incident_id,
        [
            build_person(1, controllers=(first,)),
            build_person(2, controllers=(first, second)),
            build_person(3, controllers=(second,), email="rcpt-550@patients.example"),
            build_person(4, controllers=(second,), email="taken@patients.example"),
            build_person(5, controllers=(second,), email="rcpt-452@patients.example"),
            build_person(6, controllers=(first,), email="not an address"),
            build_person(7, controllers=(first,), email=""),
        ],
    )
    whoever = Audience(AudienceFilter(reachable_by="email", only_mandated=False))
    campaign_id = save_campaign(services, desk.dpo, incident_id, audience=whoever)
    approve(services, save_deputy(services, desk), incident_id, campaign_id)
    launch(services, desk.dpo, incident_id, campaign_id)
    send_all(services, relay)
    save_people(services, incident_id, [build_person(8, controllers=(first,))])

    with services.reading(desk.dpo) as uow:
        whole = figures.coverage(uow, incident_id)
        parts = figures.by_controller(uow, incident_id)
    assert whole.by_standing == {
        Standing.INFORMED: 2,
        Standing.REFUSED: 1,
        Standing.UNCERTAIN: 1,
        Standing.PENDING: 1,
        Standing.EXCLUDED: 1,
        Standing.UNREACHABLE: 1,
        Standing.NOT_ADDRESSED: 1,
    }
    assert whole.persons == 8
    assert whole.left_out == {Exclusion.BAD_VALUES: 1}
    assert [(str(part.place), part.persons) for part in parts] == [
        ("Pharmacie no 1 (Val-des-Aulnes)", 5),
        ("Pharmacie no 2 (Val-des-Aulnes)", 4),
    ]


def test_the_better_of_two_campaigns_counts(services: Services, relay: FaultyRelay) -> None:
    desk, incident_id, campaign_id = launched(services, [build_person(1)])
    send_all(services, relay)
    with services.engine.begin() as connection:
        connection.execute(update(Delivery).values(state="refused"))
    again = save_campaign(services, desk.dpo, incident_id)
    approve(services, save_deputy(services, desk), incident_id, again)
    launch(services, desk.dpo, incident_id, again)
    send_all(services, relay)

    assert status(services, incident_id, campaign_id) == {"audience": 1, "refused": 1}
    with services.reading(desk.dpo) as uow:
        assert figures.coverage(uow, incident_id).by_standing == {Standing.INFORMED: 1}


def test_two_controllers_of_one_name_stand_apart_by_their_towns(services: Services) -> None:
    desk, incident_id = save_case(services, role=OrganisationRole.PROCESSOR)
    name = "Pharmacie du Marché"
    ids = [
        save_controller(services, desk.dpo, incident_id, at, name=name, city=town)
        for at, town in enumerate(("Évreux", "Dole"), 1)
    ]
    save_people(
        services,
        incident_id,
        [build_person(1, controllers=(ids[0],)), build_person(2, controllers=(ids[1],))],
    )

    with services.reading(desk.dpo) as uow:
        parts = figures.by_controller(uow, incident_id)
    assert [str(one.place) for one in parts] == [f"{name} (Dole)", f"{name} (Évreux)"]


def test_those_left_out_are_told_by_reason(services: Services) -> None:
    desk, incident_id, _campaign = launched(services, [build_person(at) for at in range(1, 6)])
    became = [
        (D.EXCLUDED, Exclusion.NO_ADDRESS.value),
        (D.EXCLUDED, Exclusion.SUPPRESSED.value),
        (D.CANCELLED, "550 5.1.1"),
    ]
    with services.engine.begin() as connection:
        ids = connection.scalars(select(Delivery.id).order_by(Delivery.id)).all()
        for one, (state, why) in zip(ids, became, strict=False):
            values = {"state": state, "reply_class": why}
            connection.execute(update(Delivery).where(Delivery.id == one).values(**values))
        connection.execute(delete(Delivery).where(Delivery.id.in_(ids[3:])))
        deceased = update(Person).where(Person.id == ids[3]).values(is_deceased=True)
        connection.execute(deceased)

    with services.reading(desk.dpo) as uow:
        whole = figures.coverage(uow, incident_id)
    assert whole.left_out == {
        Exclusion.NO_ADDRESS: 1,
        Exclusion.SUPPRESSED: 1,
        D.CANCELLED: 1,
        DECEASED: 1,
    }
    assert whole.by_standing == {Standing.EXCLUDED: 4, Standing.NOT_ADDRESSED: 1}


def told(services: Services, desk: Desk, incident_id: str) -> tuple[Coverage, ...]:
    with services.reading(desk.dpo) as uow:
        parts = figures.by_controller(uow, incident_id)
        return (figures.coverage(uow, incident_id), *parts)


def destroy(services: Services, desk: Desk, incident_id: str) -> None:
    proposing = replace(desk.dpo, user_id=new_id(), name="Odile Ferrand")
    with services.unit_of_work(proposing) as uow:
        people.propose(uow, incident_id)
    with services.unit_of_work(desk.dpo) as uow:
        people.confirm(uow, incident_id)


@pytest.fixture
def informed(services: Services, desk: Desk, relay: FaultyRelay) -> str:
    """A case of two controllers: one person is informed, one refused, one has no address."""
    _desk, incident_id = save_case(services, desk, role=OrganisationRole.PROCESSOR)
    first, second = (save_controller(services, desk.dpo, incident_id, at) for at in (1, 2))
    save_people(
        services,
        incident_id,
        [
            build_person(1, controllers=(first, second)),
            build_person(2, controllers=(second,), email="rcpt-550@patients.example"),
            build_person(3, controllers=(second,), email=""),
        ],
    )
    whoever = Audience(AudienceFilter(reachable_by="email", only_mandated=False))
    campaign_id = save_campaign(services, desk.dpo, incident_id, audience=whoever)
    approve(services, save_deputy(services, desk), incident_id, campaign_id)
    launch(services, desk.dpo, incident_id, campaign_id)
    send_all(services, relay)
    return incident_id


def test_the_figures_outlive_the_persons(services: Services, desk: Desk, informed: str) -> None:
    before = told(services, desk, informed)
    destroy(services, desk, informed)

    assert [one.persons for one in before] == [3, 1, 3]
    assert told(services, desk, informed) == before
    with services.reading(desk.dpo) as uow:
        assert people.count(uow, informed).persons == 0
        assert figures.kept_at(uow, informed) == services.clock.now()


@pytest.mark.parametrize("name", ["coverage", "channels"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pages_say_that_the_persons_are_destroyed(  # noqa: PLR0913, PLR0917  # fixtures
    services: Services, desk: Desk, informed: str, pages: Pages, language: str, name: str
) -> None:
    pages.client.post("/language", data={"language": language, "csrf_token": pages.token()})
    said = {"fr": "détruites le", "en": "destroyed on"}[language]
    address = f"/incidents/{informed}/campaigns/{name}"
    assert said not in pages.get(address).text
    destroy(services, desk, informed)

    assert said in pages.get(address).text
