"""A pharmacist is told by mail, opens the link on a telephone, and decides with the keyboard."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.case import ago, fill_instant, submit
from tests.e2e.conftest import NewPage
from tests.e2e.desk import RunningDesk
from tests.e2e.test_accessibility import faults

pytestmark = pytest.mark.browser

PATIENCE = 60
ADDRESS = "pharmacie-parcours@pharmacies.example"
TELEPHONE = {"width": 390, "height": 800}
DECISIONS = ("acknowledge", "mandate/file", "mandate/inform", "filed", "question", "notification")


def processor_case(page: Page) -> str:
    page.goto("/incidents/new")
    page.fill("[name=title]", "Parcours d’un sous-traitant")
    fill_instant(page, "aware_at", ago(hours=2))
    page.check("[name=role][value=processor]")
    submit(page)
    page.wait_for_url(re.compile(r"/incidents/[0-9a-f]{32}/$"))
    return page.url


def tell(page: Page, case: str) -> None:
    """Add one pharmacy, draft the notice, approve it, send it."""
    page.goto(f"{case}controllers/new")
    page.fill("[name=name]", "Pharmacie du Parcours")
    page.fill("[name=email]", ADDRESS)
    page.fill("[name=persons_declared]", "412")
    submit(page)
    page.goto(f"{case}controllers/notices/")
    submit(page)
    page.wait_for_url(re.compile(r"/notices/[0-9a-f]{32}$"))
    notice = page.url
    for act in ("approve", "send"):
        page.goto(f"{notice}/{act}")
        submit(page)
        page.wait_for_url(notice)


def link_of(desk: RunningDesk) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for mail in desk.relay.taken:
            body = mail.get_body(("plain",))
            found = re.search(r"http://\S+/p/\S+", body.get_content()) if body else None
            if str(mail["To"]) == ADDRESS and found:
                return found[0]
        time.sleep(0.5)
    raise AssertionError(f"no notice in {PATIENCE} s")


def press(page: Page, name: str) -> None:
    """Reach a button or link by the keyboard alone."""
    target = page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first
    for _key in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("one => one === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{name!r} cannot be reached by the keyboard")


def test_a_pharmacist_decides_on_a_telephone_and_the_desk_sees_it(
    dpo_page: Page, desk: RunningDesk, new_page: NewPage
) -> None:
    case = processor_case(dpo_page)
    tell(dpo_page, case)
    page = new_page(desk.address, viewport=TELEPHONE)
    page.goto(link_of(desk))
    found = faults(page)
    press(page, "Ouvrir ma page")
    page.wait_for_url("**/portal/")
    found += faults(page)
    expect(page.locator("main")).to_contain_text("412")

    press(page, "Accuser réception")
    page.wait_for_url("**/portal/acknowledge")
    page.fill("[name=name]", "Odile Ferrand")
    page.keyboard.press("Enter")
    page.wait_for_url("**/portal/")
    for kind in ("file", "inform"):
        page.goto(f"/portal/mandate/{kind}")
        page.check("[name=answer][value=yes]")
        page.fill("[name=declared_name]", "Odile Ferrand")
        page.fill("[name=declared_function]", "Titulaire")
        page.check("[name=has_authority]")
        submit(page)
        page.wait_for_url("**/portal/")
    for path in DECISIONS:
        page.goto(f"/portal/{path}")
        found += faults(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= TELEPHONE["width"], f"{path} is wider than the telephone"
    assert found == []

    page.goto("/portal/")
    with page.expect_download() as mandate:
        page.get_by_role("button", name="Mandat (PDF)").first.click()
    assert mandate.value.suggested_filename.endswith(".pdf")
    dpo_page.goto(f"{case}controllers/")
    dpo_page.get_by_role("link", name="Pharmacie du Parcours").click()
    expect(dpo_page.locator("main")).to_contain_text("Odile Ferrand (Titulaire)")
