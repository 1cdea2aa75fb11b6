"""Synthetic people, and campaigns about them."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import insert

from breachdesk.bootstrap import Services
from breachdesk.incidents.domain import IncidentType
from breachdesk.infra.smtp.relay import Relay
from breachdesk.infra.smtp.window import Window
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.ids import new_id
from breachdesk.outreach import service
from breachdesk.outreach.domain.campaign import Audience, CampaignView, Plan
from breachdesk.outreach.domain.cascade import Rules
from breachdesk.outreach.domain.pace import Pace
from breachdesk.outreach.domain.wordings import SHARED, Wording
from breachdesk.outreach.service import cascade
from breachdesk.outreach.service.sending import Hands
from breachdesk.outreach.service.writing import Outgoing
from breachdesk.people.domain import AudienceFilter, Identity
from breachdesk.people.domain.identity import name_key, pack
from breachdesk.people.models import Person, PersonController
from breachdesk.wording.registry import Channel, ready
from tests.builders.accounts import SETUP
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, complete, save_desk, save_member

HOST = "desk.example"
SENDER = "Pharmacie des Tilleuls <dpo@tilleuls.example>"
OUTGOING = Outgoing(SENDER, f"https://{HOST}/verifier")
AT_ONCE = Pace(canary=0)
EVERYBODY = Audience(AudienceFilter())
"""Whether or not they have an e-mail address."""
VALUES = {
    "date de la violation": "le 27 février 2026",
    "données concernées": "votre nom et votre adresse électronique",
    "contact du dpo": "dpo@tilleuls.example",
    "téléphone": "+33 6 39 98 01 23",
}


def build_person(number: int = 1, **over: object) -> Identity:
    made = Identity(
        last_name=f"Exemple{number}",
        first_name="Camille",
        civility="Madame",
        email=f"p{number}@patients.example",
    )
    return replace(made, **over)  # type: ignore[arg-type]  # checked by the dataclass


def build_wording(language: str = "fr", **over: object) -> Wording:
    """A ready text with all it needs."""
    text = ready(IncidentType.RANSOMWARE.value, Channel.EMAIL, language)
    values = {key: VALUES[key] for key in SHARED}
    return replace(Wording(text.subject, text.body, values), **over)  # type: ignore[arg-type]


def build_plan(**over: object) -> Plan:
    made = Plan(
        "Information des patients",
        Audience(AudienceFilter(reachable_by="email")),
        AT_ONCE,
        {"fr": build_wording()},
    )
    return replace(made, **over)  # type: ignore[arg-type]  # checked by the dataclass


def save_people(services: Services, incident_id: str, people: Sequence[Identity]) -> None:
    key = services.vault.key(incident_id)
    names = [new_id() for _one in people]
    rows = [
        {
            "incident_id": incident_id,
            "key": name,
            "sealed": key.seal(f"person|{name}", pack(one)),
            "nir_index": None,
            "name_index": key.index("name", name_key(one.last_name, one.first_name, one.birth)),
            "home_index": None,
            "has_email": bool(one.email),
            "has_phone": bool(one.phone),
            "has_address": one.has_address,
            "is_minor": one.is_minor,
            "is_protected": one.is_protected,
            "is_deceased": False,
            "language": one.language,
            "mail_domain": one.mail_domain,
            "records": 1,
        }
        for name, one in zip(names, people, strict=True)
    ]
    with services.engine.begin() as connection:
        connection.execute(insert(Person.__table__), rows)
        ids = dict(
            connection.execute(
                Person.__table__.select().with_only_columns(Person.key, Person.id)
            ).all()
        )
        links = [
            {"person_id": ids[name], "controller_id": one, "records": 1}
            for name, person in zip(names, people, strict=True)
            for one in person.controllers
        ]
        if links:
            connection.execute(insert(PersonController.__table__), links)


def save_case(services: Services, desk: Desk | None = None, **over: object) -> tuple[Desk, str]:
    """A complete organisation and its case."""
    desk = desk or save_desk(services)
    complete(services, desk.organisation_id)
    return desk, open_case(services, desk.dpo, incident_type=IncidentType.RANSOMWARE, **over)


def save_deputy(services: Services, desk: Desk) -> Actor:
    """Somebody who may approve what the officer wrote."""
    return save_member(services, desk.organisation_id, Role.DEPUTY, email=f"{new_id()}@t.example")


def save_campaign(services: Services, author: Actor, incident_id: str, **over: object) -> str:
    with services.unit_of_work(author) as uow:
        return service.create(uow, incident_id, new_id(), build_plan(**over))


def campaign(services: Services, incident_id: str, campaign_id: str) -> CampaignView:
    with services.reading(SETUP) as uow:
        return service.get(uow, incident_id, campaign_id)


def approve(services: Services, deputy: Actor, incident_id: str, campaign_id: str) -> None:
    version = campaign(services, incident_id, campaign_id).version
    with services.unit_of_work(deputy) as uow:
        service.approve(uow, incident_id, campaign_id, version, HOST)


def launch(services: Services, actor: Actor, incident_id: str, campaign_id: str) -> None:
    version = campaign(services, incident_id, campaign_id).version
    with services.unit_of_work(actor) as uow:
        service.launch(uow, incident_id, campaign_id, version)


def launched(
    services: Services, people: Sequence[Identity], **over: object
) -> tuple[Desk, str, str]:
    """(desk, incident, campaign): approved by a second person and under way."""
    desk, incident_id = save_case(services)
    save_people(services, incident_id, people)
    campaign_id = save_campaign(services, desk.dpo, incident_id, **over)
    approve(services, save_deputy(services, desk), incident_id, campaign_id)
    launch(services, desk.dpo, incident_id, campaign_id)
    return desk, incident_id, campaign_id


def fall(services: Services, incident_id: str, campaign_id: str, actor: Actor = SETUP) -> int:
    """How many letters were added."""
    with services.unit_of_work(actor) as uow:
        return cascade.fall(uow, incident_id, campaign_id)


def order(services: Services, incident_id: str, rules: Rules) -> None:
    with services.unit_of_work(SETUP) as uow:
        version = cascade.rules(uow, incident_id).version
        cascade.change_rules(uow, incident_id, version, rules)


def hands(services: Services, url: str, holder: str = "w1", size: int = 1) -> Hands:
    worker = Actor.system("worker")
    return Hands(
        begin=lambda: services.unit_of_work(worker),
        read=lambda: services.reading(worker),
        window=Window(Relay.from_url(url), size),
        outgoing=OUTGOING,
        holder=holder,
    )


def status(services: Services, incident_id: str, campaign_id: str) -> dict[str, int]:
    """The counts that are not 0."""
    with services.reading(SETUP) as uow:
        view = service.get(uow, incident_id, campaign_id)
        found = service.counts(uow, [view])[campaign_id].to_json()
    return {name: number for name, number in found.items() if number}
