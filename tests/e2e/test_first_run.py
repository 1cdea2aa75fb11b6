"""An empty instance: one link makes the first account, once."""

import pytest
from playwright.sync_api import expect

from tests.e2e.case import submit
from tests.e2e.conftest import NewPage
from tests.e2e.desk import RunningDesk

pytestmark = pytest.mark.browser

PASSWORD = "lanterne cuivre moulin verger"


def test_the_link_opens_the_first_account_and_works_once(
    new_page: NewPage, empty_desk: RunningDesk
) -> None:
    link = empty_desk.printed(r"(http\S+/first-run/\S+)")
    page = new_page(empty_desk.address)
    page.goto(link)
    page.fill("[name=name]", "Ada Lorne")
    page.fill("[name=email]", "ada@tilleuls.example")
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=password_again]", PASSWORD)
    page.fill("[name=organisation]", "Pharmacie des Tilleuls")
    submit(page)
    page.wait_for_url("**/login**")

    page.fill("[name=email]", "ada@tilleuls.example")
    page.fill("[name=password]", PASSWORD)
    submit(page)
    page.wait_for_url("**/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tableau de bord")

    stranger = new_page(empty_desk.address)
    answer = stranger.goto(link)
    assert answer is not None
    assert answer.status == 404
