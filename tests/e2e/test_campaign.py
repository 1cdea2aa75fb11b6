"""Persons of a file are told by mail: two people, one canary, each mail once, all accounted for."""

import csv
import re
from collections import Counter
from email.utils import parseaddr
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from breachdesk.demo.cast import PEOPLE
from breachdesk.kernel.actor import Role
from tests.builders.people import as_csv, person
from tests.e2e.case import ago, fill_instant, submit
from tests.e2e.conftest import NewPage, cookies
from tests.e2e.desk import RunningDesk
from tests.e2e.pictures import Pictures

pytestmark = pytest.mark.browser

PERSONS, CANARY = 6, 2
WIDE = {"width": 1440, "height": 900}
LATER = 45_000
"""Milliseconds in which what runs by itself has come round twice."""


@pytest.fixture
def deputy_page(browser: Browser, new_page: NewPage, desk: RunningDesk) -> Page:
    [deputy] = [one.email for one in PEOPLE if one.role is Role.DEPUTY]
    return new_page(desk.address, storage_state=cookies(browser, desk, deputy), viewport=WIDE)


def test_from_a_file_of_persons_to_the_coverage(
    dpo_page: Page, deputy_page: Page, desk: RunningDesk, tmp_path: Path
) -> None:
    pictures = Pictures(tmp_path)
    case = open_case(dpo_page)
    import_persons(dpo_page, case, pictures)
    campaign = draft(dpo_page, case, pictures)
    preview(dpo_page, campaign, pictures)
    be_refused(dpo_page, campaign, pictures)

    approve_and_launch(deputy_page, campaign, pictures)
    look_and_go_on(deputy_page, desk, campaign, pictures)
    check_a_code(dpo_page, desk, pictures)
    cover(dpo_page, case, pictures)
    assert pictures.faults == []


def arrived(desk: RunningDesk) -> Counter[str]:
    """How many mails each person got."""
    mails = (parseaddr(str(one["To"]))[1] for one in desk.relay.taken)
    return Counter(to for to in mails if to.endswith("@patients.example"))


def open_case(page: Page) -> str:
    page.goto("/incidents/new")
    page.fill("[name=title]", "Rançongiciel sur le serveur des rendez-vous")
    page.select_option("[name=incident_type]", "ransomware")
    fill_instant(page, "aware_at", ago(hours=3))
    submit(page)
    page.wait_for_url("**/incidents/*/")
    return page.url


def import_persons(page: Page, case: str, pictures: Pictures) -> None:
    rows = [person(number) for number in range(1, PERSONS + 1)]
    for row in rows:
        del row["FINESS"]
    page.goto(f"{case}people/import")
    pictures.take_both(page, "01-import")
    file = {"name": "patients.csv", "mimeType": "text/csv", "buffer": as_csv(rows)}
    page.set_input_files("[name=file]", files=[file])  # type: ignore[list-item]  # a FilePayload
    submit(page)
    page.wait_for_url(re.compile(r"/import/[0-9a-f]{32}/$"))
    mapping = page.url
    pictures.take_both(page, "02-columns")
    page.get_by_role("button", name="Importer", exact=True).click()
    page.wait_for_url("**/people/import")

    page.goto(f"{mapping}result")
    accepted = page.locator("dl.pairs dd").nth(1)
    while not accepted.count():
        page.wait_for_timeout(300)
        page.reload()
    expect(accepted).to_have_text(str(PERSONS))
    pictures.take_both(page, "03-imported")


def draft(page: Page, case: str, pictures: Pictures) -> str:
    page.goto(f"{case}campaigns/")
    pictures.take_both(page, "04-campaigns")
    page.fill("[name=name]", "Information des patients")
    submit(page)
    page.wait_for_url("**/edit")
    campaign = page.url.removesuffix("edit")
    expect(page.locator("main")).to_contain_text(re.compile(rf"aujourd’hui\s: {PERSONS}\."))

    page.fill("[name=canary]", str(CANARY))
    page.fill("[name=fr-date]", "le 27 août 2021")
    page.fill("[name=fr-data]", "votre nom, votre adresse électronique")
    for empty in ("en-subject", "en-body"):
        page.fill(f"[name={empty}]", "")
    page.locator("button[name=check]").click()
    expect(page.locator("main")).to_contain_text("Rien dans ce texte n’empêche")
    pictures.take_both(page, "05-edit")
    submit(page)
    page.wait_for_url(campaign)
    pictures.take_both(page, "06-draft")
    return campaign


def preview(page: Page, campaign: str, pictures: Pictures) -> None:
    page.goto(f"{campaign}preview")
    submit(page)
    expect(page.frame_locator("iframe").locator("body")).to_contain_text("Kermarec")
    html, text = page.locator("iframe").bounding_box(), page.locator("pre").bounding_box()
    assert html
    assert text
    assert html["x"] + html["width"] <= text["x"], "side by side"
    pictures.take_both(page, "07-preview")


def be_refused(page: Page, campaign: str, pictures: Pictures) -> None:
    page.goto(f"{campaign}approve")
    submit(page)
    expect(page.locator("main")).to_contain_text("une deuxième personne")
    pictures.take_both(page, "08-refused")


def approve_and_launch(page: Page, campaign: str, pictures: Pictures) -> None:
    for act in ("approve", "launch"):
        page.goto(f"{campaign}{act}")
        pictures.take_both(page, f"09-{act}")
        submit(page)
        page.wait_for_url(campaign)
    pictures.take_both(page, "10-launched")


def look_and_go_on(page: Page, desk: RunningDesk, campaign: str, pictures: Pictures) -> None:
    wait_for_state(page, campaign, "En pause")
    assert sum(arrived(desk).values()) == CANARY
    pictures.take_both(page, "11-canary")
    page.goto(f"{campaign}resume")
    pictures.take_both(page, "12-resume")
    submit(page)
    page.wait_for_url(campaign)

    wait_for_state(page, campaign, "Terminée")
    pictures.take_both(page, "13-finished")
    wanted = {f"patient-{number}@patients.example": 1 for number in range(1, PERSONS + 1)}
    assert arrived(desk) == wanted


def wait_for_state(page: Page, campaign: str, label: str) -> None:
    badge = page.locator("main .status").filter(has_text=label)
    for _second in range(LATER // 1_000):
        page.goto(campaign)
        if badge.count():
            return
        page.wait_for_timeout(1_000)
    expect(badge).to_be_visible()


def check_a_code(page: Page, desk: RunningDesk, pictures: Pictures) -> None:
    body = desk.relay.taken[-1].get_body(("plain",))
    found = re.search(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b", body.get_content() if body else "")
    assert found, "the mail has no code"
    page.goto("/verifier")
    page.fill("[name=code]", found[0])
    submit(page)
    expect(page.locator("main")).to_contain_text("Francetest")
    pictures.take_both(page, "14-genuine")


def cover(page: Page, case: str, pictures: Pictures) -> None:
    page.goto(f"{case}campaigns/coverage")
    pictures.take_both(page, "15-coverage")
    with page.expect_download() as coming:
        page.locator("form[action$='/coverage.csv'] button").click()
    text = Path(coming.value.path()).read_text(encoding="utf-8-sig")
    [row] = csv.DictReader(text.splitlines(), delimiter=";")

    assert row["Informées"] == row["Personnes"] == str(PERSONS)
    assert sorted({int(number) for number in list(row.values())[2:]}) == [0, PERSONS]
