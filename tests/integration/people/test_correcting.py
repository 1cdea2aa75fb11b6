"""Correcting where a person lives."""

import pytest
from sqlalchemy import select

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.errors import ForbiddenError, NotFoundError
from breachdesk.people import service
from breachdesk.people.domain.identity import name_key
from breachdesk.people.models import Person
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, save_member
from tests.builders.people import as_csv, import_people, person
from tests.integration.trail import tags

PARTS = {"street": "5 quai de l’Exemple", "postcode": "75011", "city": "Paris"}


@pytest.fixture
def known(services: Services, dpo: Actor, incident_id: str) -> Person:
    import_people(services, dpo, incident_id, as_csv([person(1)]))
    return stored(services, dpo)


def stored(services: Services, actor: Actor) -> Person:
    with services.reading(actor) as uow:
        return uow.session.scalars(select(Person)).one()


def correct(services: Services, actor: Actor, incident_id: str, person_id: int) -> None:
    with services.unit_of_work(actor) as uow:
        service.correct_address(uow, incident_id, person_id, PARTS)


def test_only_the_address_changes_and_the_trail_does_not_tell_it(
    services: Services, dpo: Actor, incident_id: str, known: Person
) -> None:
    with services.reading(dpo) as uow:
        before = service.identities(uow, incident_id, [known.id])[known.id]
    correct(services, dpo, incident_id, known.id)

    with services.reading(dpo) as uow:
        after = service.identities(uow, incident_id, [known.id])[known.id]
    assert (after.address.street, after.address.postcode) == (PARTS["street"], "75011")
    assert (after.last_name, after.email, after.birth) == (
        before.last_name,
        before.email,
        before.birth,
    )
    [told] = tags(services, "people:address-corrected")
    assert "Exemple" not in str(told)


def test_an_import_finds_the_person_at_the_new_postcode(
    services: Services, dpo: Actor, incident_id: str, known: Person
) -> None:
    correct(services, dpo, incident_id, known.id)

    with services.reading(dpo) as uow:
        one = service.identities(uow, incident_id, [known.id])[known.id]
        name = name_key(one.last_name, one.first_name, one.birth)
        expected = uow.vault.key(incident_id).index("home", f"{name}|75011")
    assert stored(services, dpo).home_index == expected != known.home_index


def test_only_who_may_import_and_only_in_the_own_case(
    services: Services, dpo: Actor, desk: Desk, incident_id: str, known: Person
) -> None:
    other = open_case(services, dpo)
    auditor = save_member(services, desk.organisation_id, Role.AUDITOR, email="a@tilleuls.example")

    with pytest.raises(NotFoundError):
        correct(services, dpo, other, known.id)
    with pytest.raises(ForbiddenError):
        correct(services, auditor, incident_id, known.id)
    assert stored(services, dpo).sealed == known.sealed
