"""Every page a data protection officer can reach: axe finds nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.conftest import NewPage
from tests.e2e.desk import RunningDesk
from tests.e2e.walk import walk

pytestmark = pytest.mark.browser

LEAST = 30
"""Fewer kinds of pages than this, and the walk has lost its way."""


def faults(page: Page) -> list[str]:
    result = Axe().run(page)
    return [
        f"{page.url}: {one['id']}: {one['nodes'][0]['html'][:200]}"
        for one in result.response["violations"]
    ]


def test_every_page_is_accessible_in_light_and_dark(dpo_page: Page) -> None:
    found, count = [], 0
    for _address in walk(dpo_page):
        count += 1
        found += faults(dpo_page)
        dpo_page.emulate_media(color_scheme="dark")
        found += faults(dpo_page)
        dpo_page.emulate_media(color_scheme="light")

    assert found == []
    assert count >= LEAST


@pytest.mark.parametrize("path", ["/login", "/recover", "/nowhere"])
def test_pages_before_sign_in_are_accessible(
    path: str, new_page: NewPage, desk: RunningDesk
) -> None:
    page = new_page(desk.address)
    page.goto(path)

    assert faults(page) == []
