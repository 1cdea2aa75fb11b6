"""Every page on the screen of a telephone: nothing sticks out."""

import pytest
from playwright.sync_api import StorageState

from tests.e2e.conftest import NewPage
from tests.e2e.desk import RunningDesk
from tests.e2e.walk import walk

pytestmark = pytest.mark.browser


def test_no_page_is_wider_than_a_telephone(
    new_page: NewPage, desk: RunningDesk, signed_in: StorageState
) -> None:
    size = {"width": 390, "height": 844}
    page = new_page(desk.address, storage_state=signed_in, viewport=size)
    width = "document.documentElement.scrollWidth"

    assert [address for address in walk(page) if page.evaluate(width) > size["width"]] == []
