"""The register leaves as a file: complete, only one's own, and safe to open in a spreadsheet."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from breachdesk.bootstrap import Services
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import Step
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.errors import ForbiddenError, RuleError
from breachdesk.progress import service as progress
from breachdesk.register import service
from breachdesk.register.domain import RegisterFilter
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, save_desk, save_member
from tests.integration.documents.reading import text_of
from tests.integration.trail import tags

ATTACKS = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "＝1+1", "%0A=1"]  # noqa: RUF001


def export(services: Services, actor: Actor, form: str, **wanted: object) -> bytes:
    with services.unit_of_work(actor) as uow:
        return service.export(uow, form, RegisterFilter(**wanted), "fr")[0]  # type: ignore[arg-type]


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_of_the_csv_is_a_formula(services: Services, dpo: Actor, attack: str) -> None:
    open_case(services, dpo, title=attack)
    [row] = rows(export(services, dpo, "csv"))
    [cell] = [value for value in row.values() if value.endswith(attack)]

    assert cell == f"'{attack}"


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_cell_of_the_xlsx_is_text(services: Services, dpo: Actor, attack: str) -> None:
    open_case(services, dpo, title=attack)
    sheet = load_workbook(BytesIO(export(services, dpo, "xlsx"))).active
    assert sheet
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert attack in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} == {"s"}


def test_only_ones_own_breaches(services: Services, desk: Desk) -> None:
    open_case(services, desk.dpo, title="La nôtre")
    open_case(services, save_desk(services, name="Autre pharmacie").dpo, title="La leur")

    assert "La leur" not in export(services, desk.dpo, "csv").decode()
    assert len(rows(export(services, desk.dpo, "csv"))) == 1


def test_archiving_hides_and_never_deletes(services: Services, dpo: Actor) -> None:
    case = open_case(services, dpo)
    with services.unit_of_work(dpo) as uow:
        progress.reach(uow, case, Step.DISMISSED, "Aucune donnée personnelle.")
        incidents.archive(uow, case)

    assert rows(export(services, dpo, "csv")) == []
    assert len(rows(export(services, dpo, "csv", archived=True))) == 1


def test_filters_narrow_it(services: Services, dpo: Actor) -> None:
    open_case(services, dpo, title="Ordinateur perdu")
    open_case(services, dpo, title="Fichier envoyé")

    assert len(rows(export(services, dpo, "csv", text="perdu"))) == 1
    assert len(rows(export(services, dpo, "csv", year=1999))) == 0


def test_the_pdf_tells_every_incident_on_its_own_page(services: Services, dpo: Actor) -> None:
    for title in ("Ordinateur perdu", "Fichier envoyé"):
        open_case(services, dpo, title=title)
    text = text_of(export(services, dpo, "pdf"))

    assert text.count("Ordinateur perdu") >= 3
    assert "Tenir le registre des violations" in text


def test_who_exported_how_much_is_recorded(services: Services, dpo: Actor) -> None:
    open_case(services, dpo)
    export(services, dpo, "csv")

    assert tags(services)[-1][0] == "register:exported"


def test_an_unknown_form_is_refused(services: Services, dpo: Actor) -> None:
    with pytest.raises(RuleError, match="CSV"):
        export(services, dpo, "doc")


def test_a_responder_does_not_export(services: Services, desk: Desk) -> None:
    responder = save_member(services, desk.organisation_id, Role.RESPONDER)

    with pytest.raises(ForbiddenError):
        export(services, responder, "csv")
