"""The list of cases as pages one turns, with the filter kept."""

import pytest

from breachdesk.bootstrap import Services
from breachdesk.incidents.views import PAGE_SIZE
from breachdesk.kernel.actor import Actor
from tests.builders.incidents import open_case
from tests.integration.page import Pages


@pytest.fixture(autouse=True)
def _two_pages(services: Services, dpo: Actor) -> None:
    for number in range(PAGE_SIZE + 1):
        open_case(services, dpo, title=f"Ordinateur perdu {number}")


def turning(pages: Pages, address: str, number: int) -> str:
    """The link to a page of the list, as the page at the address gives it."""
    [found] = [one for one in pages.get(address).links if f"page={number}" in one]
    return found


def test_turning_the_page_keeps_the_filter(pages: Pages) -> None:
    forth = turning(pages, "/incidents/?words=Ordinateur+perdu", 2)
    back = turning(pages, forth, 1)

    assert pages.get(forth).field("words") == "Ordinateur perdu"
    assert pages.get(back).field("words") == "Ordinateur perdu"


@pytest.mark.parametrize("query", ["endpoint=x", "_external=1", "_anchor=x"])
def test_words_of_the_program_in_the_address_are_no_error(pages: Pages, query: str) -> None:
    assert turning(pages, f"/incidents/?{query}", 2).startswith("/incidents/?")
