"""A processor's breach: three pharmacies imported, told by mail, one answers from its telephone."""

from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.builders.controllers import as_csv, row
from tests.e2e import outreach
from tests.e2e.case import submit
from tests.e2e.conftest import NewPage
from tests.e2e.desk import RunningDesk
from tests.e2e.pictures import PHONE, Pictures

pytestmark = pytest.mark.browser


@pytest.fixture
def pictures(tmp_path: Path) -> Pictures:
    return Pictures(tmp_path)


def test_from_a_file_of_pharmacies_to_a_mandate(
    dpo_page: Page, new_page: NewPage, desk: RunningDesk, pictures: Pictures
) -> None:
    case = outreach.open_processor_case(dpo_page, "Accès non autorisé chez le sous-traitant")
    tell_all(dpo_page, case, pictures)
    addresses = {f"pharmacie-{number}@pharmacies.example" for number in (1, 2, 3)}
    mails = outreach.mails_to(desk.relay, addresses)
    assert set(mails) == addresses
    assert len({outreach.link_of(mail) for mail in mails.values()}) == 3

    phone = new_page(desk.address, viewport=PHONE, has_touch=True)
    answer(phone, outreach.link_of(mails["pharmacie-1@pharmacies.example"]), pictures)
    take_mandate(phone, pictures.folder)

    see_at_the_desk(dpo_page, case, pictures)
    assert pictures.faults == []


def tell_all(page: Page, case: str, pictures: Pictures) -> None:
    page.goto(f"{case}controllers/import")
    pictures.take(page, "desk-1-import")
    rows = [row(1), row(2), row(3), row(4, SIRET="123")]
    outreach.send_file(page, case, "pharmacies.csv", as_csv(rows))
    expect(page.locator("[name=col-name]")).to_have_value("0")
    pictures.take(page, "desk-2-columns")
    page.get_by_role("button", name="Importer", exact=True).click()
    page.wait_for_url("**/result")
    expect(page.locator("main")).to_contain_text("3")
    pictures.take(page, "desk-3-result")
    with page.expect_download() as coming:
        page.locator("form[action$='/report.csv'] button").click()
    assert "Pharmacie no 4" in Path(coming.value.path()).read_text(encoding="utf-8-sig")

    notice = outreach.draft_notice(page, case)
    pictures.take(page, "desk-4-notice")
    for act in ("approve", "send"):
        page.goto(f"{notice}/{act}")
        pictures.take(page, f"desk-5-{act}")
        outreach.confirm(page, notice, act)
    pictures.take(page, "desk-6-sent")


def answer(phone: Page, link: str, pictures: Pictures) -> None:
    """With the keyboard only."""
    phone.goto(link)
    pictures.take(phone, "phone-1-door")
    outreach.press(phone, phone.locator("main p.submit button"))
    phone.wait_for_url("**/portal/")
    expect(phone.locator("main")).to_contain_text("Pharmacie no 1")
    expect(phone.locator("main")).not_to_contain_text("Pharmacie no 2")
    pictures.take(phone, "phone-2-page")

    outreach.press(phone, phone.locator("a[href='/portal/acknowledge']"))
    phone.wait_for_url("**/acknowledge")
    pictures.take(phone, "phone-3-acknowledge")
    outreach.write(phone, phone.locator("[name=name]"), "Odile Ferrand")
    outreach.press(phone, phone.locator("main p.submit button"))
    phone.wait_for_url("**/portal/")

    for kind in ("file", "inform"):
        outreach.press(phone, phone.locator(f"a[href='/portal/mandate/{kind}']").first)
        phone.wait_for_url(f"**/{kind}")
        pictures.take(phone, f"phone-4-{kind}")
        outreach.press(phone, phone.locator("[name=answer][value=yes]"), "Space")
        outreach.write(phone, phone.locator("[name=declared_name]"), "Odile Ferrand")
        outreach.write(phone, phone.locator("[name=declared_function]"), "Titulaire")
        outreach.press(phone, phone.locator("[name=has_authority]"), "Space")
        outreach.press(phone, phone.locator("main p.submit button"))
        phone.wait_for_url("**/portal/")
    pictures.take(phone, "phone-5-done")
    phone.goto("/portal/notification")
    pictures.take(phone, "phone-6-notification")
    phone.goto("/portal/")


def take_mandate(phone: Page, folder: Path) -> None:
    button = phone.locator("form[action*='/portal/mandates/'] button").first
    with phone.expect_download() as coming:
        outreach.press(phone, button)
    coming.value.save_as(folder / "mandate.pdf")
    with pikepdf.open(folder / "mandate.pdf") as opened:
        assert len(opened.pages) >= 1


def see_at_the_desk(page: Page, case: str, pictures: Pictures) -> None:
    page.goto(f"{case}controllers/")
    pictures.take(page, "desk-7-list")
    page.get_by_role("link", name="Pharmacie no 1").click()
    expect(page.locator("main")).to_contain_text("Odile Ferrand")
    pictures.take(page, "desk-8-file")
    page.goto(f"{case}controllers/calls")
    pictures.take(page, "desk-9-calls")
    page.goto(f"{case}filings/")
    expect(page.locator("main")).to_contain_text("Pharmacie no 1")
    pictures.take(page, "desk-a-filings")
    submit(page)
    expect(page.locator("main")).to_contain_text("Le lot")
