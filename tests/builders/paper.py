"""Persons who get letters, and the campaign the letters belong to."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Select, literal, select

from breachdesk.bootstrap import Services
from breachdesk.identities.domain.addresses import Address
from breachdesk.kernel.actor import Actor
from breachdesk.letters import service
from breachdesk.letters.domain import LetterState
from breachdesk.people.domain import Identity
from breachdesk.people.models import Person
from tests.builders.accounts import SETUP
from tests.builders.organisations import Desk
from tests.builders.outreach import build_person, launched

WHY = "no-address"
HOME = Address(street="12 rue des Tilleuls", postcode="75011", city="Paris")


def build_reader(number: int = 1, **over: object) -> Identity:
    """Somebody with a postal address; every number lives elsewhere."""
    home = replace(HOME, street=f"{number} rue des Tilleuls", postcode=f"{number % 95 + 1:02d}000")
    return build_person(number, **{"email": "", "address": home, **over})


def everybody(incident_id: str) -> Select[int, str]:
    return select(Person.id, literal(WHY)).where(Person.incident_id == incident_id)


def without_email(incident_id: str) -> Select[int, str]:
    return everybody(incident_id).where(Person.has_email.is_(False))


def add(services: Services, incident_id: str, campaign_id: str, actor: Actor = SETUP) -> int:
    with services.unit_of_work(actor) as uow:
        return service.add(uow, incident_id, campaign_id, everybody(incident_id))


def counts(services: Services, incident_id: str, campaign_id: str) -> dict[LetterState, int]:
    with services.reading(SETUP) as uow:
        return dict(service.counts(uow, incident_id, campaign_id))


def with_letters(
    services: Services, people: Sequence[Identity], **over: object
) -> tuple[Desk, str, str]:
    """(desk, incident, campaign): a letter for each of them, in a campaign to somebody else."""
    desk, incident_id, campaign_id = launched(services, [*people, build_person(9_999)], **over)
    with services.unit_of_work(desk.dpo) as uow:
        service.add(uow, incident_id, campaign_id, without_email(incident_id))
    return desk, incident_id, campaign_id
