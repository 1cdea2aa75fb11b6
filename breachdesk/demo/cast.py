"""Who plays in the demonstration: invented people of an organisation that existed."""

from dataclasses import dataclass

from breachdesk.kernel.actor import Role
from breachdesk.organisations.domain import Section, Value


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    email: str
    role: Role


PEOPLE = (
    Person("Maëlle Kervella", "dpo@francetest.example", Role.DPO),
    Person("Yanis Ferrand", "adjoint@francetest.example", Role.DEPUTY),
    Person("Solène Aubriac", "technique@francetest.example", Role.RESPONDER),
    Person("Idris Valmont", "communication@francetest.example", Role.COMMUNICATIONS),
    Person("Perrine d’Ormesson-Leclair", "direction@francetest.example", Role.MANAGEMENT),
    Person("Basile Crouzet", "audit@francetest.example", Role.AUDITOR),
)

IDENTITY: dict[Section, dict[str, Value]] = {
    Section.BODY: {
        "siren": "001234566",
        "name": "Francetest",
        "vat": "",
        "sector": "information",
        "headcount": "9",
        "address": "12 rue de l’Exemple",
        "postcode": "67000",
        "city": "Strasbourg",
        "country": "France",
    },
    Section.REPRESENTATIVE: {
        "legal_civility": "Madame",
        "legal_last_name": "d’Ormesson-Leclair",
        "legal_first_name": "Perrine",
        "legal_email": "direction@francetest.example",
    },
    Section.CONTACT: {
        "contact_civility": "Madame",
        "contact_last_name": "Kervella",
        "contact_first_name": "Maëlle",
        "contact_function": "Déléguée à la protection des données",
        "contact_email": "dpo@francetest.example",
        "contact_phone": "+33 3 53 01 12 34",
        "contact_is_dpo": True,
        "contact_dpo_number": "DPO-00000",
    },
}
