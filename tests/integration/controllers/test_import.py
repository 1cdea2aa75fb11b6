"""Files of controllers as people have them: every row accepted, duplicate or rejected."""

import csv
from io import StringIO

import pytest

from breachdesk.bootstrap import Services
from breachdesk.controllers import service
from breachdesk.controllers.domain import ControllerView
from breachdesk.controllers.domain.columns import PURPOSE, TARGETS
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.rosters import service as rosters
from breachdesk.rosters.domain import guess
from tests.builders.controllers import (
    HEADINGS,
    as_csv,
    import_rows,
    row,
    save_controller,
    upload,
)
from tests.integration.trail import tags
from tests.unit.infra.sheets.files import ods_of, xlsx_of

ROWS = [row(number) for number in (1, 2, 3)]
TEXT = "\r\n".join(";".join(cells) for cells in (HEADINGS, *ROWS)) + "\r\n"


@pytest.fixture
def take(services: Services, dpo: Actor, incident_id: str) -> "Take":
    return Take(services, dpo, incident_id)


class Take:
    """Imports into one case, and tells what is there."""

    def __init__(self, services: Services, dpo: Actor, incident_id: str) -> None:
        self.services, self.dpo, self.incident_id = services, dpo, incident_id
        self.last = ""

    def rows(self, *rows: list[str], update: bool = False) -> tuple[int, int, int]:
        return self.file(as_csv(rows), update=update)

    def file(
        self, content: bytes, name: str = "a.csv", *, update: bool = False
    ) -> tuple[int, int, int]:
        """(accepted, duplicate, rejected)."""
        self.last, told = import_rows(
            self.services, self.dpo, self.incident_id, content, update=update, name=name
        )
        assert told["read"] == told["accepted"] + told["duplicate"] + told["rejected"]
        return told["accepted"], told["duplicate"], told["rejected"]

    def all(self) -> tuple[ControllerView, ...]:
        with self.services.reading(self.dpo) as uow:
            return service.of_case(uow, self.incident_id)

    def report(self) -> list[dict[str, str]]:
        with self.services.unit_of_work(self.dpo) as uow:
            content = rosters.report(uow, self.incident_id, self.last, PURPOSE)
        return list(csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


class TestFiles:
    @pytest.mark.parametrize(
        "content",
        [
            TEXT.encode(),
            TEXT.encode("utf-8-sig"),
            TEXT.encode("cp1252"),
            TEXT.encode("utf-16"),
            TEXT.replace(";", ",").encode(),
            TEXT.replace(";", "\t").encode(),
            TEXT.replace(";", "|").encode(),
            TEXT.replace("\r\n", "\n").encode(),
        ],
        ids=["utf-8", "bom", "cp1252", "utf-16", "comma", "tab", "pipe", "lf"],
    )
    def test_every_spelling_of_a_csv_gives_the_same_controllers(
        self, take: Take, content: bytes
    ) -> None:
        assert take.file(content) == (3, 0, 0)
        first = take.all()[0]
        assert first.name == "Pharmacie no 1"
        assert first.identity["phone"] == "+33 1 99 00 12 34"
        assert first.persons_declared == 101
        assert first.department == "67"

    @pytest.mark.parametrize(
        ("content", "name"),
        [(xlsx_of(HEADINGS, *ROWS), "a.xlsx"), (ods_of(HEADINGS, *ROWS), "a.ods")],
        ids=["xlsx", "ods"],
    )
    def test_workbooks_give_them_too(self, take: Take, content: bytes, name: str) -> None:
        assert take.file(content, name) == (3, 0, 0)
        assert [one.persons_declared for one in take.all()] == [101, 102, 103]

    def test_numbers_a_spreadsheet_stored_as_numbers(self, take: Take) -> None:
        cells: list[object] = [*ROWS[0]]
        cells[2], cells[7] = 35600000009075, 101  # SIRET and patients
        lost = [*ROWS[1][:2], int(ROWS[1][2]), *ROWS[1][3:]]  # its leading zeros are gone
        assert take.file(xlsx_of(HEADINGS, cells, lost), "a.xlsx") == (1, 0, 1)
        assert take.all()[0].identity["siret"] == "35600000009075"
        assert take.report()[0]["Colonne"] == "SIRET"

    def test_a_formula_is_no_value_and_comes_back_as_text(self, take: Take) -> None:
        accepted, _duplicate, rejected = take.rows(
            row(1, Patients="=1+1"), row(2, Nom='=HYPERLINK("http://x.example")', Patients="x")
        )
        assert (accepted, rejected) == (0, 2)
        assert [line["Nom"] for line in take.report()] == [
            "Pharmacie no 1",
            '\'=HYPERLINK("http://x.example")',
        ]
        assert take.report()[0]["Patients"] == "'=1+1"

    @pytest.mark.parametrize(
        ("content", "name"),
        [
            (b"", "a.csv"),
            (b"\n\n;;;\n", "a.csv"),
            (b"%PDF-1.7 no table", "a.pdf"),
            (b"PK\x03\x04 broken", "a.xlsx"),
            (b"\x00\x01\x02\x03" * 100, "a.csv"),
            (TEXT.encode(), "a.xlsx"),
        ],
    )
    def test_what_is_no_table_is_refused_and_nothing_kept(
        self, take: Take, content: bytes, name: str
    ) -> None:
        before = tags(take.services)
        with pytest.raises(RuleError):
            take.file(content, name)

        assert tags(take.services) == before
        assert list(take.services.settings.sealed_folder.rglob("*-report")) == []
        assert [p for p in take.services.settings.sealed_folder.rglob("*") if p.is_file()] == []

    def test_a_file_with_a_heading_only_has_no_rows(self, take: Take) -> None:
        assert take.rows() == (0, 0, 0)


class TestReport:
    def test_rows_bear_the_numbers_of_the_spreadsheet_and_the_users_own_columns(
        self, take: Take
    ) -> None:
        lines = [
            *TEXT.split("\r\n")[:2],  # the heading and row 2
            "",  # row 3 is empty
            ";".join(row(4, SIRET="123")),
            ";".join(row(5, Nom="", **{"E-mail": "contact@"})),
            ";".join([*row(6), "more"]),
        ]
        assert take.file("\r\n".join(lines).encode()) == (1, 0, 3)

        report = take.report()
        assert [line["Ligne"] for line in report] == ["4", "5", "6"]
        assert [line["Colonne"] for line in report] == ["SIRET", "Nom, E-mail", ""]
        assert [line["Ville"] for line in report] == ["Val-des-Aulnes"] * 3
        assert all(line["Pourquoi elle n’a pas été reprise"] for line in report)

    def test_the_report_can_be_corrected_and_imported_again(self, take: Take) -> None:
        take.rows(row(1), row(2, SIRET="123"))
        [line] = take.report()
        line["SIRET"] = row(2)[2]
        text = StringIO()
        writer = csv.DictWriter(text, list(line), delimiter=";")
        writer.writeheader()
        writer.writerow(line)

        assert take.file(text.getvalue().encode("utf-8-sig")) == (1, 0, 0)
        assert [one.name for one in take.all()] == ["Pharmacie no 1", "Pharmacie no 2"]

    def test_without_anything_to_say_there_is_none(self, take: Take) -> None:
        take.rows(row(1))
        with take.services.reading(take.dpo) as uow:
            assert not rosters.get(uow, take.incident_id, take.last, PURPOSE).has_report


class TestDuplicates:
    def test_the_same_number_above_in_the_file_or_in_the_case(self, take: Take) -> None:
        take.rows(row(1))
        assert take.rows(
            row(1, Nom="Autre nom"),
            row(2),
            row(2),
            row(3, FINESS=row(2)[1]),
        ) == (1, 3, 0)
        assert [line["Ligne"] for line in take.report()] == ["2", "4", "5"]
        assert "1 Pharmacie no 1" in take.report()[0]["Pourquoi elle n’a pas été reprise"]

    def test_what_is_known_changes_only_when_asked_and_empty_cells_change_nothing(
        self, take: Take
    ) -> None:
        take.rows(row(1))
        take.rows(row(1, Ville="Ailleurs"))
        assert take.all()[0].identity["city"] == "Val-des-Aulnes"

        assert take.rows(row(1, Ville="Ailleurs", Patients=""), update=True) == (0, 1, 0)
        assert take.all()[0].identity["city"] == "Ailleurs"
        assert take.all()[0].persons_declared == 101

    def test_a_corrected_address_is_tried_anew(self, take: Take) -> None:
        take.rows(row(1, **{"E-mail": ""}))
        take.rows(row(1), update=True)
        assert take.all()[0].contact.value == "fine"

    def test_a_number_that_the_file_adds_is_known_to_the_rows_below(self, take: Take) -> None:
        save_controller(take.services, take.dpo, take.incident_id, 1, siret="")
        found = take.rows(row(1), row(1, FINESS="", Nom="La même"), update=True)

        assert found == (0, 2, 0)
        assert len(take.all()) == 1

    def test_a_row_that_fits_two_controllers_corrects_neither(self, take: Take) -> None:
        take.rows(row(1), row(2))
        both = row(1, SIRET=row(2)[2], Ville="Ailleurs")

        assert take.rows(both, update=True) == (0, 0, 1)
        assert {one.identity["city"] for one in take.all()} == {"Val-des-Aulnes"}


class TestColumns:
    def test_without_the_name_nothing_is_imported(self, take: Take) -> None:
        with pytest.raises(ManyRulesError):
            take.file(b"FINESS;Ville\r\n990000010;Brest\r\n")
        assert take.all() == ()

    def test_columns_left_out_are_not_read(self, take: Take) -> None:
        roster_id = upload(take.services, take.dpo, take.incident_id, as_csv(ROWS))
        with take.services.unit_of_work(take.dpo) as uow:
            view = rosters.get(uow, take.incident_id, roster_id, PURPOSE)
            columns = guess(view.headings, TARGETS)
            service.import_file(uow, view, {"name": columns["name"]})
        assert {one.identity["siret"] for one in take.all()} == {""}


def test_the_same_file_is_not_imported_twice(take: Take) -> None:
    take.rows(row(1), row(2, SIRET="123"))
    with take.services.unit_of_work(take.dpo) as uow:
        view = rosters.get(uow, take.incident_id, take.last, PURPOSE)
        with pytest.raises(RuleError, match="already imported"):
            service.import_file(uow, view, {"name": 0})
    assert len(take.report()) == 1
