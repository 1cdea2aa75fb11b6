"""Synthetic persons in files, and the import of such a file."""

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import BytesIO, StringIO

from breachdesk.bootstrap import Services
from breachdesk.demo.domain.identifiers import finess, mobile, nir
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.ids import new_id
from breachdesk.people import service
from breachdesk.people.domain.columns import PURPOSE
from breachdesk.people.domain.progress import Outcome
from breachdesk.rosters import service as rosters

HEADINGS = (
    "Nom", "Prénom", "Né le", "NIR", "E-mail", "Téléphone", "Adresse", "Code postal", "Ville",
    "FINESS",
)  # fmt: skip
BORN = date(1985, 1, 15)


def person(number: int = 1, **over: str) -> dict[str, str]:
    """The cells of one person, by heading; every number is somebody else."""
    cells = {
        "Nom": f"Kermarec-{chr(65 + number % 26)}{chr(65 + number // 26 % 26)}",
        "Prénom": "Odile",
        "Né le": BORN.strftime("%d/%m/%Y"),
        "NIR": nir(2, BORN, "29", 990 + number // 900, number % 900 + 1),
        "E-mail": f"patient-{number}@patients.example",
        "Téléphone": mobile(number),
        "Adresse": f"{number} rue des Aulnes",
        "Code postal": "29000",
        "Ville": "Quimper",
        "FINESS": finess(1),
    }
    return cells | over


def as_csv(
    rows: Sequence[Mapping[str, str]], encoding: str = "utf-8-sig", separator: str = ";"
) -> bytes:
    headings = list(rows[0]) if rows else list(HEADINGS)
    text = StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([[row.get(one, "") for one in headings] for row in rows])
    return text.getvalue().encode(encoding)


def receive(
    services: Services, actor: Actor, incident_id: str, content: bytes, name: str = "patients.csv"
) -> str:
    with services.unit_of_work(actor) as uow:
        new = rosters.NewRoster(new_id(), incident_id, PURPOSE, name, BytesIO(content))
        return rosters.receive(uow, new, 100_000_000)


def columns_of(uow: UnitOfWork, incident_id: str, roster_id: str) -> dict[str, int]:
    view = rosters.get(uow, incident_id, roster_id, PURPOSE)
    return service.guess(uow, view)


def import_people(
    services: Services,
    actor: Actor,
    incident_id: str,
    content: bytes,
    name: str = "patients.csv",
) -> tuple[str, Outcome]:
    """(id of the file, what became of it), with the columns as they are guessed."""
    roster_id = receive(services, actor, incident_id, content, name)
    begin: Callable[[], UnitOfWork] = lambda: services.unit_of_work(actor)  # noqa: E731
    with services.reading(actor) as uow:
        columns = columns_of(uow, incident_id, roster_id)
    wanted = service.Wanted(incident_id, roster_id, columns, "fr")
    return roster_id, service.import_file(begin, wanted)


def figures(outcome: Outcome) -> tuple[int, int, int, int]:
    """(accepted, duplicate, rejected, unique persons)."""
    tally = outcome.tally
    return tally.accepted, tally.duplicate, tally.rejected, outcome.persons
