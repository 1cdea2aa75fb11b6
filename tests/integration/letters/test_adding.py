"""Who gets a letter, and how letters are counted."""

import pytest
from sqlalchemy import literal, select, union_all

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Role
from breachdesk.kernel.errors import ForbiddenError, NotFoundError
from breachdesk.letters import service
from breachdesk.letters.domain import LetterState
from breachdesk.people.models import Person
from tests.builders.accounts import SETUP
from tests.builders.organisations import save_desk, save_member
from tests.builders.outreach import build_person, launched, save_campaign, save_people
from tests.builders.paper import WHY, add, build_reader, counts, everybody, with_letters
from tests.integration.trail import tags

L = LetterState


def test_everybody_gets_one_letter_however_often_it_is_asked_for(instance: Services) -> None:
    _desk, incident_id, campaign_id = launched(instance, [build_person(1), build_reader(2)])

    assert add(instance, incident_id, campaign_id) == 2
    assert add(instance, incident_id, campaign_id) == 0
    save_people(instance, incident_id, [build_reader(3)])
    assert add(instance, incident_id, campaign_id) == 1

    assert counts(instance, incident_id, campaign_id) == {L.WAITING: 3}
    assert len(tags(instance, "letters:added")) == 2


def test_who_has_a_letter_keeps_the_reason_of_the_first(instance: Services) -> None:
    _desk, incident_id, campaign_id = with_letters(instance, [build_reader()])

    with instance.unit_of_work(SETUP) as uow:
        again = select(Person.id, literal("bounced")).where(Person.has_email.is_(False))
        assert service.add(uow, incident_id, campaign_id, again) == 0
        assert service.falls(uow, incident_id, campaign_id) == {(WHY, L.WAITING): 1}


def test_reasons_are_counted_apart(instance: Services) -> None:
    _desk, incident_id, campaign_id = launched(instance, [build_person(n) for n in range(3)])
    first = select(Person.id).where(Person.incident_id == incident_id).limit(1).scalar_subquery()
    mine = Person.incident_id == incident_id

    with instance.unit_of_work(SETUP) as uow:
        fallen = union_all(
            select(Person.id, literal("bounced")).where(Person.id == first),
            select(Person.id, literal("refused")).where(Person.id != first, mine),
        ).subquery()
        service.add(uow, incident_id, campaign_id, select(fallen.c[0], fallen.c[1]))
        found = service.falls(uow, incident_id, campaign_id)

    assert found == {("bounced", L.WAITING): 1, ("refused", L.WAITING): 2}


def test_the_same_person_may_get_a_letter_of_another_campaign(services: Services) -> None:
    desk, incident_id, _first = with_letters(services, [build_reader()])
    other = save_campaign(services, desk.dpo, incident_id)

    assert add(services, incident_id, other) == 2
    with services.reading(SETUP) as uow:
        rows = uow.session.execute(service.fates(incident_id)).all()
    assert len(rows) == 3
    assert {row[2] for row in rows} == {L.WAITING}


def test_only_who_decides_may_have_letters_written(services: Services) -> None:
    desk, incident_id, campaign_id = launched(services, [build_person()])
    responder = save_member(services, desk.organisation_id, Role.RESPONDER)

    with pytest.raises(ForbiddenError), services.unit_of_work(responder) as uow:
        service.add(uow, incident_id, campaign_id, everybody(incident_id))


def test_letters_of_others_cannot_be_counted(services: Services) -> None:
    _desk, incident_id, campaign_id = with_letters(services, [build_reader()])
    stranger = save_desk(services, name="Pharmacie du Port").dpo

    with services.reading(stranger) as uow:
        for ask in (service.counts, service.falls, service.batches):
            with pytest.raises(NotFoundError):
                ask(uow, incident_id, campaign_id)
