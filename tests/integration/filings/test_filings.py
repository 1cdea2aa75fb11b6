"""Mandated filings: prepared as one batch, and the CNIL's numbers read back from a table."""

import csv
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO

import pikepdf
import pytest

from breachdesk.bootstrap import Services
from breachdesk.controllers import service as controllers
from breachdesk.filings import service
from breachdesk.filings.domain import PURPOSE, TARGETS, TASK
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import ForbiddenError, ManyRulesError, NotFoundError, RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.rosters import service as rosters
from breachdesk.rosters.domain import guess
from breachdesk.tasks import service as tasks
from tests.builders.controllers import controller
from tests.builders.organisations import Desk, save_desk, save_member
from tests.conftest import NOON

FILED = "02/03/2026 13:30"  # in Paris, half an hour after the notice arrived
pytestmark = pytest.mark.usefixtures("three")


class Batch:
    """The filings of one case."""

    def __init__(self, services: Services, dpo: Actor, incident_id: str) -> None:
        self.services, self.dpo, self.incident_id = services, dpo, incident_id
        self.last = ""

    def make(self, language: str = "fr") -> zipfile.ZipFile:
        with self.services.unit_of_work(self.dpo) as uow:
            task_id = service.queue_batch(uow, self.incident_id, new_id(), language)
        self.work()
        with self.services.unit_of_work(self.dpo) as uow:
            content = service.content(uow, self.incident_id, task_id)
        return zipfile.ZipFile(BytesIO(content))

    def work(self) -> bool:
        worker = Actor.system("worker")
        return tasks.run_next(
            lambda: self.services.unit_of_work(worker), {TASK: service.build}, "one"
        )

    def numbers(self, table: str) -> dict[str, int]:
        content = BytesIO(table.encode("utf-8-sig"))
        new = rosters.NewRoster(new_id(), self.incident_id, PURPOSE, "numeros.csv", content)
        with self.services.unit_of_work(self.dpo) as uow:
            self.last = rosters.receive(uow, new, 10**6)
        return self.again()

    def again(self) -> dict[str, int]:
        with self.services.unit_of_work(self.dpo) as uow:
            view = rosters.get(uow, self.incident_id, self.last, PURPOSE)
            columns = guess(view.headings, TARGETS)
            return service.import_numbers(uow, view, columns).to_json()

    def report(self) -> list[dict[str, str]]:
        with self.services.unit_of_work(self.dpo) as uow:
            content = rosters.report(uow, self.incident_id, self.last, PURPOSE)
        return list(csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=";"))

    def number_of(self, controller_id: str) -> str:
        return controller(self.services, self.dpo, self.incident_id, controller_id).cnil_number


@pytest.fixture
def batch(services: Services, dpo: Actor, incident_id: str, clock: FrozenClock) -> Batch:
    clock.at = NOON + timedelta(hours=1)
    return Batch(services, dpo, incident_id)


def index_of(zipped: zipfile.ZipFile) -> list[list[str]]:
    text = zipped.read("index.csv").decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))


class TestBatch:
    def test_a_pdf_and_a_sheet_to_copy_for_each_mandate_and_a_table_of_contents(
        self, batch: Batch, three: tuple[str, ...]
    ) -> None:
        zipped = batch.make()

        names = zipped.namelist()
        assert zipped.testzip() is None
        assert [name.rpartition(".")[2] for name in names] == ["pdf", "txt", "pdf", "txt", "csv"]
        assert all(name.isascii() and "/" not in name for name in names)
        for number, (pdf, text) in enumerate((names[:2], names[2:4]), start=1):
            told = zipped.read(text).decode()
            assert f"Pharmacie no {number}" in told
            assert f"Pharmacie no {3 - number}" not in told
            with pikepdf.open(BytesIO(zipped.read(pdf))) as opened:
                assert len(opened.pages) >= 1
        assert [line[3] for line in index_of(zipped)[1:]] == ["Pharmacie no 1", "Pharmacie no 2"]
        assert len(three) == 3

    def test_the_one_whose_time_runs_out_first_comes_first(
        self, batch: Batch, three: tuple[str, ...]
    ) -> None:
        with batch.services.unit_of_work(batch.dpo) as uow:
            at = NOON - timedelta(hours=20)
            controllers.heard_elsewhere(uow, batch.incident_id, [three[1]], at, "Le journal")
        assert [line[0] for line in index_of(batch.make())[1:]] == ["2", "1"]

    def test_it_lies_sealed(self, batch: Batch) -> None:
        batch.make()
        sealed = batch.services.settings.sealed_folder
        assert not any(one.read_bytes()[:2] == b"PK" for one in sealed.rglob("*") if one.is_file())

    def test_without_a_mandate_that_waits_there_is_none(
        self, batch: Batch, three: tuple[str, ...]
    ) -> None:
        for one in three:
            with batch.services.unit_of_work(batch.dpo) as uow:
                controllers.record_filing(uow, batch.incident_id, one, uow.clock.now(), "2026-1")
        with pytest.raises(RuleError, match="waiting"):
            batch.make()

    def test_a_batch_that_is_not_ready_is_not_handed_over(self, batch: Batch) -> None:
        with batch.services.unit_of_work(batch.dpo) as uow:
            task_id = service.queue_batch(uow, batch.incident_id, new_id(), "fr")
        with pytest.raises(RuleError, match="ready"), batch.services.unit_of_work(batch.dpo) as uow:
            service.content(uow, batch.incident_id, task_id)


class TestNumbers:
    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_the_table_of_contents_filled_in_records_the_filings(
        self, batch: Batch, three: tuple[str, ...], language: str
    ) -> None:
        head, *lines = index_of(batch.make(language))
        text = StringIO()
        writer = csv.writer(text, delimiter=";")
        writer.writerow(head)
        writer.writerows([*line[:4], f"2026-{at}", FILED] for at, line in enumerate(lines, start=1))

        assert batch.numbers(text.getvalue())["accepted"] == 2
        assert [batch.number_of(one) for one in three] == ["2026-1", "2026-2", ""]
        view = controller(batch.services, batch.dpo, batch.incident_id, three[0])
        assert view.filed_at == datetime(2026, 3, 2, 12, 30, tzinfo=UTC)

    def test_a_row_that_fits_nobody_or_two_is_rejected_and_the_others_taken(
        self, batch: Batch, three: tuple[str, ...]
    ) -> None:
        siret = controller(batch.services, batch.dpo, batch.incident_id, three[1]).identity["siret"]
        when = FILED
        told = batch.numbers(
            "Numéro;SIRET;Numéro CNIL;Déposé le\r\n"
            f"99;;2026-9;{when}\r\n"
            f"1;{siret};2026-8;{when}\r\n"  # the number of one, the SIRET of another
            f";;2026-7;{when}\r\n"
            f"1;;2026-1;{when}\r\n"
            f";{siret};2026-2;2026-03-02 13:30\r\n"
            "3;;2026-3;the other day\r\n"
            f"3;;;{when}\r\n"
            "3;;2026-3;01/01/2031 00:00\r\n"
        )
        assert told == {"read": 8, "accepted": 2, "duplicate": 0, "rejected": 6}
        assert [batch.number_of(one) for one in three] == ["2026-1", "2026-2", ""]
        assert [line["Ligne"] for line in batch.report()] == ["2", "3", "4", "7", "8", "9"]

    def test_a_second_row_about_the_same_controller_does_not_overwrite_the_first(
        self, batch: Batch, three: tuple[str, ...]
    ) -> None:
        when = FILED
        told = batch.numbers(
            f"Numéro;Numéro CNIL;Déposé le\r\n1;2026-1;{when}\r\n1;2026-2;{when}\r\n"
        )
        assert (told["accepted"], told["duplicate"]) == (1, 1)
        assert batch.number_of(three[0]) == "2026-1"

    def test_the_same_file_again_changes_nothing_and_leaves_the_report(self, batch: Batch) -> None:
        when = FILED
        batch.numbers(f"Numéro;Numéro CNIL;Déposé le\r\n1;2026-1;{when}\r\n9;2026-2;{when}\r\n")
        before = batch.report()

        with pytest.raises(RuleError, match="already imported"):
            batch.again()
        assert batch.report() == before

    def test_without_a_column_that_says_whose_nothing_is_read(self, batch: Batch) -> None:
        with pytest.raises((RuleError, ManyRulesError)):
            batch.numbers("Numéro CNIL;Déposé le\r\n2026-1;02/03/2026 13:30\r\n")

    @pytest.mark.parametrize(
        "when", ["", "31/02/2026 10:00", "29/03/2026 02:30", "01/01/0001 00:00", "9" * 400]
    )
    def test_an_hour_that_cannot_be_is_a_rejected_row(self, batch: Batch, when: str) -> None:
        told = batch.numbers(f"Numéro;Numéro CNIL;Déposé le\r\n1;2026-1;{when}\r\n")
        assert told["rejected"] == 1


class TestPermissions:
    @pytest.mark.parametrize("role", [Role.AUDITOR, Role.MANAGEMENT])
    def test_who_only_reads_neither_prepares_nor_takes_the_batch(
        self, batch: Batch, desk: Desk, role: Role
    ) -> None:
        batch.make()
        reader = save_member(batch.services, desk.organisation_id, role)
        with batch.services.reading(reader) as uow:
            [task] = service.batches(uow, batch.incident_id)
        with pytest.raises(ForbiddenError), batch.services.unit_of_work(reader) as uow:
            service.queue_batch(uow, batch.incident_id, new_id(), "fr")
        with pytest.raises(ForbiddenError), batch.services.unit_of_work(reader) as uow:
            service.content(uow, batch.incident_id, task.id)

    def test_strangers_find_nothing(self, batch: Batch) -> None:
        batch.make()
        with batch.services.reading(batch.dpo) as uow:
            [task] = service.batches(uow, batch.incident_id)
        stranger = save_desk(batch.services, name="Autre organisation").dpo
        with pytest.raises(NotFoundError), batch.services.unit_of_work(stranger) as uow:
            service.content(uow, batch.incident_id, task.id)
        with pytest.raises(NotFoundError), batch.services.reading(stranger) as uow:
            service.batches(uow, batch.incident_id)
