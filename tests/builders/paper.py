"""Persons who get letters, and the campaign the letters belong to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from pyzipper import AESZipFile
from sqlalchemy import Select, literal, select

from breachdesk.bootstrap import Services
from breachdesk.identities.domain.addresses import Address
from breachdesk.infra.letterpress import SALUTATION, Press
from breachdesk.kernel.actor import Actor
from breachdesk.letters import service
from breachdesk.letters.domain import BatchView, Fault, LetterState
from breachdesk.letters.domain.printing import Place, Printing, Text, UnmailableError
from breachdesk.letters.service import Shop
from breachdesk.people.domain import Identity
from breachdesk.people.models import Person
from tests.builders.accounts import SETUP
from tests.builders.letters import NOTO_SANS
from tests.builders.organisations import Desk
from tests.builders.outreach import build_person, launched

WHY = "no-address"
REFERENCE = "2026-0001-1"
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


def build_book(person: Identity) -> Place:
    """Texts in French and in English, with a segment for minors; none in other languages."""
    if person.language not in {"fr", "en"}:
        raise UnmailableError(Fault.NO_TEXT)
    name = " ".join(filter(None, (person.first_name, person.last_name)))
    segment = "mineur" if person.is_minor else ""
    return Place(person.language, segment, name, f"Bonjour {name},")


def build_text(language: str, segment: str, at: datetime) -> Text:
    return Text(f"<p>{language} {segment} {at:%d/%m/%Y}</p>{SALUTATION}<p>Texte.</p>", "Lettre")


def build_printing(incident_id: str, campaign_id: str, **over: object) -> Printing:
    made = Printing(
        incident_id=incident_id,
        campaign_id=campaign_id,
        reference=REFERENCE,
        sender=("Pharmacie des Tilleuls", "12 rue de l’Exemple", "00100 VILLE-EXEMPLE"),
        link="https://desk.example/verifier?code=",
        book=build_book,
        text=build_text,
    )
    return replace(made, **over)  # type: ignore[arg-type]  # checked by the dataclass


@cache
def press() -> Press:
    return Press(NOTO_SANS)


def build_shop(services: Services, holder: str = "p1", actor: Actor = SETUP) -> Shop:
    return Shop(
        begin=lambda: services.unit_of_work(actor),
        read=lambda: services.reading(actor),
        press=press(),
        holder=holder,
    )


def batches(services: Services, incident_id: str, campaign_id: str) -> tuple[BatchView, ...]:
    with services.reading(SETUP) as uow:
        return service.batches(uow, incident_id, campaign_id)


def unpacked(services: Services, path: Path, batch: BatchView, into: Path) -> dict[str, Path]:
    """The files of an archive, by name, as the print house opens them."""
    with services.unit_of_work(SETUP) as uow:
        password = service.password(uow, batch.incident_id, batch.id)
    with AESZipFile(path) as archive:
        archive.setpassword(password.encode())
        archive.extractall(into)
        return {name: into / name for name in archive.namelist()}
