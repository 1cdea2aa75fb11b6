"""Two tabs, no script, no mouse, another language: nothing is lost, everything is reached."""

import pytest
from playwright.sync_api import Page, StorageState, expect

from tests.e2e.case import ago, open_incident, submit
from tests.e2e.conftest import NewPage
from tests.e2e.desk import RunningDesk

pytestmark = pytest.mark.browser


def test_a_stale_edit_shows_both_versions_and_keeps_what_was_typed(dpo_page: Page) -> None:
    case = open_incident(dpo_page, "Deux onglets", ago(hours=2))
    mine, other = dpo_page, dpo_page.context.new_page()
    for page in (mine, other):
        page.goto(f"{case}facts/breach")
    other.fill("[name=breach--description-text]", "Version du collègue")
    submit(other)
    other.wait_for_url("**/facts/**")

    mine.fill("[name=breach--description-text]", "Ma version, longue à écrire")
    submit(mine)

    expect(mine.locator(".conflict")).to_contain_text("Version du collègue")
    field = mine.locator("[name=breach--description-text]")
    expect(field).to_have_value("Ma version, longue à écrire")
    submit(mine)
    mine.wait_for_url("**/facts/")
    expect(mine.locator("main")).to_contain_text("Ma version, longue à écrire")


def test_an_ended_session_gives_back_what_was_typed(dpo_page: Page) -> None:
    case = open_incident(dpo_page, "Session finie", ago(hours=2))
    dpo_page.goto(f"{case}timeline/")
    dpo_page.fill("[name=what]", "Saisi avant la fin de la session")
    dpo_page.context.clear_cookies()

    submit(dpo_page)

    expect(dpo_page.get_by_role("heading", level=1)).to_contain_text("Votre session est finie")
    assert "Saisi avant la fin de la session" in dpo_page.content()


def test_without_script_the_clock_stands_and_forms_work(
    new_page: NewPage, desk: RunningDesk, signed_in: StorageState
) -> None:
    page = new_page(desk.address, storage_state=signed_in, java_script_enabled=False)
    case = open_incident(page, "Sans script", ago(hours=5))

    expect(page.locator("section.case .next")).to_contain_text("heure de Paris")
    page.goto(f"{case}facts/measures")
    page.fill("[name=measures--taken-text]", "Accès fermé")
    submit(page)
    expect(page.locator("main")).to_contain_text("Accès fermé")


def test_with_script_the_countdown_ticks_silently(dpo_page: Page) -> None:
    dpo_page.clock.install()
    open_incident(dpo_page, "Compte à rebours", ago(hours=5))
    left = dpo_page.locator("section.case .next .left")
    before = left.inner_text()

    dpo_page.clock.run_for(120_000)

    expect(left).not_to_have_text(before)
    assert left.evaluate("one => one.closest('[aria-live]')") is None


def test_the_keyboard_alone_opens_a_case(dpo_page: Page) -> None:
    page = dpo_page
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Aller au contenu")
    page.keyboard.press("Enter")
    for _press in range(10):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == "Ouvrir un incident":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents/new")
    title = page.locator("[name=title]")
    while not title.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.type("Ouvert au clavier")
    page.keyboard.press("Enter")

    expect(page.locator("#aware_at .field-error, .error-summary").first).to_be_visible()
    expect(title).to_have_value("Ouvert au clavier")


def test_the_language_changes_and_stays(new_page: NewPage, desk: RunningDesk) -> None:
    page = new_page(desk.address)
    page.goto("/login")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/login")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
