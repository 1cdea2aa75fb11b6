"""Synthetic organisations and their members."""

from dataclasses import dataclass
from typing import Any

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.ids import new_id
from breachdesk.organisations import service
from breachdesk.organisations.domain import EditSection, NewOrganisation, Section, Value
from tests.builders.accounts import SETUP, save_account

SIREN = "732829320"
BODY: dict[str, Value] = {
    "siren": SIREN,
    "name": "Pharmacie des Tilleuls",
    "vat": "FR44732829320",
    "sector": "trade",
    "headcount": "12",
    "address": "4 rue des Tilleuls",
    "postcode": "29000",
    "city": "Quimper",
    "country": "France",
}
REPRESENTATIVE: dict[str, Value] = {
    "legal_civility": "Madame",
    "legal_last_name": "Kervella",
    "legal_first_name": "Maëlle",
    "legal_email": "direction@tilleuls.example",
}
CONTACT: dict[str, Value] = {
    "contact_civility": "Monsieur",
    "contact_last_name": "Lorne",
    "contact_first_name": "Ada",
    "contact_function": "Déléguée à la protection des données",
    "contact_email": "dpo@tilleuls.example",
    "contact_phone": "+33 6 39 98 01 23",
    "contact_is_dpo": True,
    "contact_dpo_number": "DPO-12345",
}


@dataclass(frozen=True)
class Desk:
    """An organisation and its data protection officer."""

    organisation_id: str
    dpo: Actor


def save_organisation(services: Services, dpo_id: str, **over: Any) -> str:  # noqa: ANN401  # any field of it
    """The id of a new organisation with its name only."""
    words = {"id": new_id(), "name": "Pharmacie des Tilleuls", "zone": "Europe/Paris", **over}
    with services.unit_of_work(SETUP) as uow:
        return service.create(uow, NewOrganisation(dpo_id=dpo_id, **words))


def save_desk(services: Services, **over: Any) -> Desk:  # noqa: ANN401  # any field of it
    """A new organisation with a DPO of its own."""
    user_id = save_account(services)
    organisation_id = save_organisation(services, user_id, **over)
    return Desk(organisation_id, actor_of(services, user_id))


def save_member(
    services: Services,
    organisation_id: str,
    role: Role,
    **over: Any,  # noqa: ANN401  # any field of it
) -> Actor:
    """Somebody new with that role there."""
    user_id = save_account(services, **over)
    with services.unit_of_work(SETUP) as uow:
        service.appoint(uow, organisation_id, user_id, role)
    return actor_of(services, user_id)


def complete(services: Services, organisation_id: str) -> None:
    """Fill in sections 2 to 4 of the CNIL form."""
    sections = {
        Section.BODY: BODY,
        Section.REPRESENTATIVE: REPRESENTATIVE,
        Section.CONTACT: CONTACT,
    }
    for section, values in sections.items():
        with services.unit_of_work(SETUP) as uow:
            version = service.identity(uow, organisation_id).version
            service.edit(uow, EditSection(organisation_id, version, section, values))


def actor_of(services: Services, user_id: str) -> Actor:
    actor = services.actor_for(user_id)
    assert actor is not None
    return actor
