"""The pharmacies of the case as affected controllers, imported from a table as a DPO would."""

import csv
from io import BytesIO, StringIO

from breachdesk.controllers import service as controllers
from breachdesk.controllers.domain.columns import PURPOSE, TARGETS
from breachdesk.controllers.service import notices
from breachdesk.demo.domain.pharmacies import pharmacies
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.ids import new_id
from breachdesk.rosters import service as rosters
from breachdesk.rosters.domain import guess
from breachdesk.rosters.service import NewRoster

PATIENTS = 386_970
"""Unique persons according to the CNIL (MED-2021-093), shared out by the pharmacies' weights."""

HEADINGS = (
    "Pharmacie",
    "FINESS",
    "SIRET",
    "Titulaire",
    "E-mail",
    "Téléphone",
    "Adresse",
    "Code postal",
    "Ville",
    "Patients",
)
LIMIT = 1_000_000


def import_all(uow: UnitOfWork, incident_id: str) -> None:
    new = NewRoster(new_id(), incident_id, PURPOSE, "pharmacies.csv", BytesIO(_table()))
    roster_id = rosters.receive(uow, new, LIMIT)
    view = rosters.get(uow, incident_id, roster_id, PURPOSE)
    controllers.import_file(uow, view, guess(view.headings, TARGETS))


def draft_notice(uow: UnitOfWork, incident_id: str) -> None:
    notices.start(uow, incident_id, new_id())


def _table() -> bytes:
    among = list(pharmacies())
    whole = sum(one.weight for one in among)
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for one in among:
        writer.writerow(
            [
                one.name,
                one.finess,
                one.siret,
                one.holder,
                one.email,
                one.phone,
                one.address,
                one.postcode,
                one.city,
                round(PATIENTS * one.weight / whole),
            ]
        )
    return text.getvalue().encode("utf-8-sig")
