"""Filing for controllers that gave a mandate: one batch out, the CNIL's numbers back in."""

import csv
import zipfile
from datetime import timedelta
from io import BytesIO, StringIO

import pytest

from breachdesk.bootstrap import Services
from breachdesk.controllers.domain import Answer, MandateKind, NewMandate
from breachdesk.controllers.service import mandates
from breachdesk.demo.domain.identifiers import finess
from breachdesk.filings import service
from breachdesk.filings.domain import PURPOSE, TARGETS
from breachdesk.jobs.handlers import HANDLERS
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.rosters import service as rosters
from breachdesk.rosters.domain import guess
from breachdesk.tasks import service as tasks
from tests.builders.controllers import (
    as_csv,
    controller,
    open_processor_case,
    save_controller,
    send_notice,
)

HEADINGS = ("Numéro", "FINESS", "Numéro CNIL", "Déposé le")


@pytest.fixture
def incident_id(services: Services, dpo: Actor) -> str:
    return open_processor_case(services, dpo)


@pytest.fixture
def mandating(services: Services, dpo: Actor, incident_id: str) -> list[str]:
    """Two pharmacies that gave the mandate; a third did not."""
    ids = [save_controller(services, dpo, incident_id, number) for number in (1, 2, 3)]
    send_notice(services, dpo, incident_id)
    for one in ids[:2]:
        new = NewMandate(
            id=new_id(),
            kind=MandateKind.FILE,
            answer=Answer.YES,
            declared_name="Odile Ferrand",
            declared_function="Titulaire",
            has_authority=True,
            language="fr",
        )
        with services.unit_of_work(dpo) as uow:
            mandates.give(uow, one, new)
    return ids[:2]


def work(services: Services) -> None:
    worker = Actor.system("worker")
    while tasks.run_next(lambda: services.unit_of_work(worker), HANDLERS, "test"):
        pass


def send_back(
    services: Services, dpo: Actor, incident_id: str, rows: list[list[str]]
) -> dict[str, int]:
    new = rosters.NewRoster(
        new_id(), incident_id, PURPOSE, "numbers.csv", BytesIO(as_csv(rows, HEADINGS))
    )
    with services.unit_of_work(dpo) as uow:
        view = rosters.get(uow, incident_id, rosters.receive(uow, new, 1_000_000), PURPOSE)
        return service.import_numbers(uow, view, guess(view.headings, TARGETS)).to_json()


def test_the_batch_holds_a_pdf_and_a_copy_sheet_of_each_that_gave_the_mandate(
    services: Services, dpo: Actor, incident_id: str, mandating: list[str]
) -> None:
    with services.unit_of_work(dpo) as uow:
        task_id = service.queue_batch(uow, incident_id, new_id(), "fr")
    work(services)
    with services.unit_of_work(dpo) as uow:
        zipped = service.content(uow, incident_id, task_id)

    with zipfile.ZipFile(BytesIO(zipped)) as batch:
        names = batch.namelist()
        sheet = batch.read(f"0001-{finess(1)}.txt").decode()
        index = list(
            csv.reader(StringIO(batch.read("index.csv").decode("utf-8-sig")), delimiter=";")
        )
    assert len([name for name in names if name.endswith(".pdf")]) == len(mandating)
    assert "Pharmacie no 1" in sheet
    assert [line[0] for line in index[1:]] == ["1", "2"]


def test_without_a_mandate_there_is_no_batch(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    save_controller(services, dpo, incident_id)

    with pytest.raises(RuleError, match="No mandated filing"), services.unit_of_work(dpo) as uow:
        service.queue_batch(uow, incident_id, new_id(), "fr")


def test_numbers_come_back_row_by_row_and_what_fits_nobody_is_rejected(
    services: Services, dpo: Actor, incident_id: str, mandating: list[str], clock: FrozenClock
) -> None:
    clock.at += timedelta(hours=3)
    tally = send_back(
        services,
        dpo,
        incident_id,
        [
            ["1", finess(1), "CNIL-1", "02/03/2026 14:30"],
            ["2", finess(1), "CNIL-2", "02/03/2026 14:30"],  # the numbers name two controllers
            ["9", "", "CNIL-3", "02/03/2026 14:30"],  # nobody has the number 9
            ["2", "", "CNIL-4", "02/03/2027 14:30"],  # in the future
        ],
    )

    assert tally == {"read": 4, "accepted": 1, "duplicate": 0, "rejected": 3}
    view = controller(services, dpo, incident_id, mandating[0])
    assert view.cnil_number == "CNIL-1"
    assert view.filed_at is not None
    assert view.filed_at.isoformat() == "2026-03-02T13:30:00+00:00"
