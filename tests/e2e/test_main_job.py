"""The main job by hand: open, tell, file, complete, register, verify."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.case import (
    ago,
    file_notification,
    open_incident,
    prepare_notification,
    tell_people_count,
)
from tests.e2e.desk import RunningDesk

pytestmark = pytest.mark.browser

TITLE = "Boîte de messagerie ouverte par un tiers"


def test_from_discovery_to_register(dpo_page: Page, desk: RunningDesk, tmp_path: Path) -> None:
    page = dpo_page
    case = open_incident(page, TITLE, ago(hours=19, minutes=30))
    expect(page.locator("section.case")).to_contain_text(TITLE)
    expect(page.locator("section.case .next time").first).to_be_visible()
    tell_people_count(page, case, "1200")

    initial = prepare_notification(page, case, "initial")
    expect(page.get_by_label("Nombre approximatif de personnes concernées").first).to_have_value(
        "1\u202f200"
    )
    expect(page.locator("textarea.unknown").first).to_have_value("Inconnu à ce stade")
    file_notification(page, initial, "CNIL-2026-1")
    expect(page.locator("code.digest").first).to_be_visible()
    expect(page.locator("section.case .next")).to_contain_text("H+19")

    tell_people_count(page, case, "1350")
    complement = prepare_notification(page, case, "complementary")
    expect(page.locator("del")).to_have_text(["1\u202f200"])
    file_notification(page, complement, "CNIL-2026-1")

    page.goto("/register/")
    expect(page.get_by_role("row").filter(has_text=TITLE)).to_have_count(1)
    with page.expect_download() as coming:
        page.locator("form[action*=csv] button").click()
    coming.value.save_as(tmp_path / "register.csv")
    assert TITLE in (tmp_path / "register.csv").read_text(encoding="utf-8-sig")

    verdict = json.loads(desk.breachdesk("audit", "verify", "--json").stdout)
    assert verdict["ok"] is True


def test_the_register_prints_without_menus_and_forms(dpo_page: Page) -> None:
    dpo_page.goto("/register/")
    dpo_page.emulate_media(media="print")

    expect(dpo_page.locator("table")).to_be_visible()
    expect(dpo_page.locator(".side")).to_be_hidden()
    expect(dpo_page.locator("form.filter")).to_be_hidden()


def test_a_copy_button_fills_the_clipboard(dpo_page: Page) -> None:
    dpo_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    case = open_incident(dpo_page, "Essai de copie", ago(hours=1))
    prepare_notification(dpo_page, case, "initial")
    answer = dpo_page.get_by_label("Pays").input_value()

    dpo_page.get_by_role("button", name="Copier Pays").click()

    assert dpo_page.evaluate("navigator.clipboard.readText()") == answer
