"""Two entries that are one person: what was written to either is on record for the one that stays.

Whoever was told once is not told again.
"""

from itertools import product

import pytest
from sqlalchemy import insert, select, update

from breachdesk.bootstrap import Services
from breachdesk.letters.domain import LETTER_ORDER, LetterState
from breachdesk.letters.models import Letter
from breachdesk.outreach import service
from breachdesk.outreach.domain.campaign import Audience
from breachdesk.outreach.domain.cascade import Reach
from breachdesk.outreach.domain.coverage import Standing
from breachdesk.outreach.domain.delivery import DeliveryState
from breachdesk.outreach.models import Delivery
from breachdesk.outreach.service import cascade, figures
from breachdesk.people import service as people
from breachdesk.people.domain import AudienceFilter, Doubt
from breachdesk.people.models import PersonDoubt
from tests.builders.organisations import Desk
from tests.builders.outreach import build_person, launched

D, L = DeliveryState, LetterState
EVERYBODY = Audience(AudienceFilter())
OLDER, NEWER = 1, 2


def join(services: Services, desk: Desk, incident_id: str) -> None:
    pair = {
        "incident_id": incident_id,
        "person_id": OLDER,
        "other_id": NEWER,
        "kind": Doubt.HOMONYM,
        "settled_by": "",
    }
    with services.engine.begin() as connection:
        connection.execute(insert(PersonDoubt).values(**pair))
    with services.unit_of_work(desk.dpo) as uow:
        people.settle(uow, incident_id, 1, is_same=True)


@pytest.mark.parametrize(("older", "newer"), list(product((D.ACCEPTED, D.REFUSED), repeat=2)))
def test_the_better_of_two_mails_counts_and_nobody_is_told_twice(
    instance: Services, older: DeliveryState, newer: DeliveryState
) -> None:
    desk, incident_id, campaign_id = launched(instance, [build_person(1), build_person(2)])
    with instance.engine.begin() as connection:
        for person, state in ((OLDER, older), (NEWER, newer)):
            mine = update(Delivery).where(Delivery.person_id == person)
            connection.execute(mine.values(state=state))

    join(instance, desk, incident_id)

    told = D.ACCEPTED in {older, newer}
    with instance.unit_of_work(desk.dpo) as uow:
        whole = figures.coverage(uow, incident_id)
        assert (whole.persons, whole[Standing.INFORMED]) == (1, int(told))
        again = 0 if told else 1
        assert service.reach(uow, incident_id, EVERYBODY, "") == Reach(again, again)
        assert cascade.fall(uow, incident_id, campaign_id) == again


@pytest.mark.parametrize(("older", "newer"), list(product((None, *LETTER_ORDER), LETTER_ORDER)))
def test_the_better_of_two_letters_counts(
    services: Services, older: LetterState | None, newer: LetterState
) -> None:
    desk, incident_id, campaign_id = launched(services, [build_person(1), build_person(2)])
    with services.engine.begin() as connection:
        for person, state in ((OLDER, older), (NEWER, newer)):
            if state:
                connection.execute(
                    insert(Letter).values(
                        incident_id=incident_id,
                        campaign_id=campaign_id,
                        person_id=person,
                        state=state,
                        why="refused",
                        fault="",
                        code="",
                        sequence=0,
                    )
                )

    join(services, desk, incident_id)

    with services.engine.connect() as connection:
        state = connection.scalars(select(Letter.state).where(Letter.person_id == OLDER)).one()
    assert state is min(filter(None, (older, newer)), key=LETTER_ORDER.index)
