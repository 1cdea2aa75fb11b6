"""The pictures of the README; written to docs/screenshots when BREACHDESK_SCREENSHOTS is set."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e.case import prepare_notification

pytestmark = pytest.mark.browser

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return FOLDER if os.environ.get("BREACHDESK_SCREENSHOTS") else tmp_path


def test_pictures_of_the_demonstration(dpo_page: Page, folder: Path) -> None:
    dpo_page.goto("/")
    dpo_page.screenshot(path=folder / "dashboard.png")
    dpo_page.goto("/register/")
    dpo_page.screenshot(path=folder / "register.png")
    dpo_page.get_by_role("link", name="Résultats de tests lisibles en ligne").click()
    dpo_page.wait_for_url(re.compile(r"/incidents/[0-9a-f]{32}/$"))
    case = dpo_page.url
    dpo_page.screenshot(path=folder / "case.png")
    prepare_notification(dpo_page, case, "initial")
    dpo_page.screenshot(path=folder / "notification.png")

    pictures = {path.name: path.stat().st_size for path in folder.glob("*.png")}
    assert set(pictures) == {"dashboard.png", "register.png", "case.png", "notification.png"}
    assert min(pictures.values()) > 20_000
