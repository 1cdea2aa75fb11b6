"""The register as a page: what it shows, what it lets one take away."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor, Role
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, save_desk, save_member
from tests.integration.conftest import SignIn
from tests.integration.page import Pages
from tests.integration.trail import tags

ADDRESS = "/register/"


def actions(pages: Pages, address: str) -> list[str]:
    """The addresses of the export buttons."""
    forms = pages.get(address).all("form", method="post")
    found = [str(form.get("action")) for form in forms]
    return [one for one in found if one.startswith("/register/export/")]


def test_it_lists_ones_own_and_links_to_them(pages: Pages, services: Services, dpo: Actor) -> None:
    case = open_case(services, dpo, title="Ordinateur perdu")
    open_case(services, save_desk(services, name="Autre").dpo, title="La leur")
    page = pages.get(ADDRESS)

    assert "Ordinateur perdu" in page.text
    assert "La leur" not in page.text
    assert any(case in link for link in page.links)


def test_an_empty_one_says_what_stands_there(pages: Pages) -> None:
    assert "aucun" in pages.get(ADDRESS).text.lower()


def test_the_buttons_export_what_the_filter_shows(
    pages: Pages, services: Services, dpo: Actor
) -> None:
    open_case(services, dpo, title="Ordinateur perdu")
    open_case(services, dpo, title="Fichier envoyé")
    to_csv, to_xlsx, to_pdf = actions(pages, f"{ADDRESS}?words=perdu&year=2026")
    answers = {one: pages.post(one, {}, status=200).reply for one in (to_csv, to_xlsx, to_pdf)}

    rows = list(csv.DictReader(StringIO(answers[to_csv].text.lstrip("\ufeff")), delimiter=";"))
    sheet = load_workbook(BytesIO(answers[to_xlsx].data)).active
    assert sheet
    assert [row["Titre"] for row in rows] == ["Ordinateur perdu"]
    assert sheet.max_row == 2
    assert answers[to_pdf].data.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("csv", "text/csv"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("pdf", "application/pdf"),
    ],
)
def test_an_export_is_a_file_never_shown_in_the_browser(
    pages: Pages, form: str, media_type: str
) -> None:
    reply = pages.post(f"/register/export/{form}", {}, status=200).reply

    assert reply.mimetype == media_type
    assert (
        reply.headers["Content-Disposition"] == f"attachment; filename=register-2026-03-02.{form}"
    )
    assert "sandbox" in reply.headers["Content-Security-Policy"]
    assert "no-store" in reply.headers["Cache-Control"]
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


def test_taking_it_away_is_recorded(pages: Pages, services: Services) -> None:
    pages.post("/register/export/csv", {}, status=200)

    assert [tag for tag, *_rest in tags(services, "register:")] == ["register:exported"]


def test_a_get_exports_nothing(pages: Pages, services: Services) -> None:
    assert pages.client.get("/register/export/csv").status_code == 405
    assert tags(services, "register:") == []


def test_who_may_only_answer_sees_no_button_and_exports_nothing(
    pages: Pages, services: Services, desk: Desk, sign_in: SignIn
) -> None:
    sign_in(pages.client, save_member(services, desk.organisation_id, Role.RESPONDER))

    assert actions(pages, ADDRESS) == []
    pages.post("/register/export/csv", {}, status=403)


def test_a_foreign_organisation_in_the_address_shows_nothing(
    pages: Pages, services: Services
) -> None:
    other = save_desk(services, name="Autre")
    open_case(services, other.dpo, title="La leur")
    address = f"{ADDRESS}?organisation_id={other.organisation_id}"

    assert "La leur" not in pages.get(address).text
    [to_csv, *_rest] = actions(pages, address)
    assert "La leur" not in pages.post(to_csv, {}, status=200).reply.text


@pytest.mark.parametrize(
    "query",
    [
        "year=abc",
        "year=99999",
        "year=²",
        "state=nowhere",
        "level=worst",
        "nature=none",
        "organisation_id=x",
        "words=%25_'%22",
        "page=-1",
    ],
)
def test_nonsense_in_the_address_is_no_error(pages: Pages, query: str) -> None:
    pages.get(f"{ADDRESS}?{query}")


@pytest.mark.parametrize("query", ["form=csv", "endpoint=x", "_external=1", "_anchor=x"])
def test_words_of_the_program_in_the_address_are_no_error(pages: Pages, query: str) -> None:
    assert len(actions(pages, f"{ADDRESS}?{query}")) == 3
