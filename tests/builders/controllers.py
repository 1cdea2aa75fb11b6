"""Affected controllers for tests, and the notice that tells them."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

from breachdesk.bootstrap import Services
from breachdesk.controllers import service
from breachdesk.controllers.domain import IDENTITY, ControllerView, NewController
from breachdesk.controllers.domain.columns import PURPOSE, TARGETS
from breachdesk.controllers.service import notices
from breachdesk.demo.domain.identifiers import finess, siret
from breachdesk.incidents.domain import OrganisationRole
from breachdesk.infra.mail import Mailer
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.ids import new_id
from breachdesk.outbox import service as outbox
from breachdesk.rosters import service as rosters
from breachdesk.rosters.domain import guess
from tests.builders.incidents import open_case

BASE_URL = "https://desk.example"
HEADINGS = ("Nom", "FINESS", "SIRET", "E-mail", "Téléphone", "Code postal", "Ville", "Patients")


def open_processor_case(services: Services, dpo: Actor) -> str:
    return open_case(services, dpo, role=OrganisationRole.PROCESSOR)


def build_controller(number: int = 1, **over: str) -> NewController:
    """A pharmacy with everything that is needed to tell it."""
    identity = dict.fromkeys(IDENTITY, "") | {
        "name": f"Pharmacie no {number}",
        "finess": finess(number),
        "siret": siret(number),
        "email": f"pharmacie-{number}@pharmacies.example",
        "phone": "+33 1 99 00 12 34",
        "postcode": "67000",
        "city": "Val-des-Aulnes",
    }
    return NewController(new_id(), identity | over, persons_declared=100 + number)


def save_controller(
    services: Services, dpo: Actor, incident_id: str, number: int = 1, **over: str
) -> str:
    with services.unit_of_work(dpo) as uow:
        return service.add(uow, incident_id, build_controller(number, **over))


def as_csv(rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS) -> bytes:
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([headings, *rows])
    return text.getvalue().encode("utf-8-sig")


def row(number: int, **over: str) -> list[str]:
    cells = {
        "Nom": f"Pharmacie no {number}",
        "FINESS": finess(number),
        "SIRET": siret(number),
        "E-mail": f"pharmacie-{number}@pharmacies.example",
        "Téléphone": "01 99 00 12 34",
        "Code postal": "67000",
        "Ville": "Val-des-Aulnes",
        "Patients": str(100 + number),
    } | over
    return list(cells.values())


def upload(
    services: Services, dpo: Actor, incident_id: str, content: bytes, name: str = "pharmacies.csv"
) -> str:
    new = rosters.NewRoster(new_id(), incident_id, PURPOSE, name, BytesIO(content))
    with services.unit_of_work(dpo) as uow:
        return rosters.receive(uow, new, limit=50_000_000)


def import_rows(  # noqa: PLR0913  # what a person chooses on two pages
    services: Services,
    dpo: Actor,
    incident_id: str,
    content: bytes,
    *,
    update: bool = False,
    name: str = "pharmacies.csv",
) -> tuple[str, dict[str, int]]:
    """(id of the roster, what became of its rows)."""
    roster_id = upload(services, dpo, incident_id, content, name)
    with services.unit_of_work(dpo) as uow:
        view = rosters.get(uow, incident_id, roster_id, PURPOSE)
        columns = guess(view.headings, TARGETS)
        tally = service.import_file(uow, view, columns, update_known=update)
    return roster_id, tally.to_json()


def approve_notice(services: Services, dpo: Actor, incident_id: str) -> str:
    """The id of the next notice, drafted and approved."""
    with services.unit_of_work(dpo) as uow:
        notice_id = notices.start(uow, incident_id, new_id())
    with services.unit_of_work(dpo) as uow:
        notices.approve(
            uow, incident_id, notice_id, notices.get(uow, incident_id, notice_id).version
        )
    return notice_id


def send_notice(services: Services, dpo: Actor, incident_id: str) -> str:
    """The same, sent: every mail is handed over."""
    notice_id = approve_notice(services, dpo, incident_id)
    with services.unit_of_work(dpo) as uow:
        service.send(uow, incident_id, notice_id, BASE_URL)
    deliver(services)
    return notice_id


def deliver(services: Services, mailer: Mailer | None = None) -> None:
    """Hand over every mail that waits, to the mailer of the services or another."""
    worker = Actor.system("worker")
    while outbox.deliver_next(
        lambda: services.unit_of_work(worker),
        mailer or services.mailer,
        "desk@desk.example",
        "test",
    ):
        pass


def controller(
    services: Services, dpo: Actor, incident_id: str, controller_id: str
) -> ControllerView:
    with services.reading(dpo) as uow:
        return service.get(uow, incident_id, controller_id)
