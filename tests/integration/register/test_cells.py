"""Whoever opens an export in a spreadsheet runs nothing that somebody typed."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor
from breachdesk.register import service
from breachdesk.register.domain import COLUMNS, RegisterFilter
from tests.builders.incidents import open_case
from tests.builders.organisations import save_desk
from tests.integration.documents.filings import Case

STARTS = ["=", "+", "-", "@", "\t", "\r", "\t=", "\r\n=", " =", "\u00a0+"]
ATTACK = "cmd|' /C calc'!A0"


def export(services: Services, actor: Actor, form: str) -> bytes:
    with services.unit_of_work(actor) as uow:
        return service.export(uow, form, RegisterFilter(), "fr")[0]


def cells(content: bytes) -> list[str]:
    """Of the one line below the head."""
    lines = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    [_head, line] = lines
    return line


def retitle(services: Services, incident_id: str, title: str) -> None:
    """Past the checks of the form, as an older version or an import might have let it in."""
    with services.engine.begin() as connection:
        connection.execute(
            text("UPDATE incident SET title = :title WHERE id = :id"),
            {"title": title, "id": incident_id},
        )


@pytest.mark.parametrize("start", STARTS)
def test_whatever_is_in_the_database_no_csv_cell_starts_a_formula(
    services: Services, dpo: Actor, start: str
) -> None:
    retitle(services, open_case(services, dpo), f"{start}{ATTACK}")

    assert f"'{start}{ATTACK}" in cells(export(services, dpo, "csv"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\t=", " =", "{="])
def test_whatever_is_in_the_database_every_xlsx_cell_is_a_string(
    services: Services, dpo: Actor, start: str
) -> None:
    retitle(services, open_case(services, dpo), f"{start}{ATTACK}")
    content = export(services, dpo, "xlsx")
    sheet = load_workbook(BytesIO(content)).active
    assert sheet
    found = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row if cell.value}

    assert found[f"{start}{ATTACK}"] == "s"
    assert set(found.values()) == {"s"}
    with ZipFile(BytesIO(content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
        assert not [name for name in parts.namelist() if "vba" in name or "external" in name]


def test_an_address_in_a_title_does_not_become_a_link(services: Services, dpo: Actor) -> None:
    open_case(services, dpo, title="http://127.0.0.1/pixel")
    with ZipFile(BytesIO(export(services, dpo, "xlsx"))) as parts:
        assert b"hyperlink" not in parts.read("xl/worksheets/sheet1.xml")


def test_a_name_and_a_number_from_outside_are_neutralised_too(services: Services) -> None:
    desk = save_desk(services, name=f"={ATTACK}")
    case = Case(services, desk.dpo, open_case(services, desk.dpo))
    case.file(case.begin(), number=f"@{ATTACK}")
    found = cells(export(services, desk.dpo, "csv"))

    assert f"'={ATTACK}" in found
    assert f"'@{ATTACK}" in found


def test_separators_quotes_and_accents_survive(services: Services, dpo: Actor) -> None:
    title = 'Fichier « clients » ; "urgent", 👩‍💻 œuvre'
    open_case(services, dpo, title=title)
    content = export(services, dpo, "csv")

    assert title in cells(content)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 2


def test_csv_and_xlsx_hold_the_same_table(services: Services, dpo: Actor) -> None:
    case = Case(services, dpo, open_case(services, dpo, title="Ordinateur perdu"))
    case.file(case.begin())
    sheet = load_workbook(BytesIO(export(services, dpo, "xlsx"))).active
    assert sheet
    rows = [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]
    text_rows = csv.reader(
        StringIO(export(services, dpo, "csv").decode("utf-8-sig")), delimiter=";"
    )

    assert rows == list(text_rows)
    assert len(rows[0]) == len(COLUMNS)
