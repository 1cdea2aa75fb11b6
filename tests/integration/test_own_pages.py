"""Pages that belong to no case keep the house rules too."""

import pytest

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor
from tests.builders.incidents import open_case
from tests.integration.page import Pages


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/register/",
        "/register/?year=2026&state=reported&nature=confidentiality&level=high&words=%25",
        "/register/?year=abc&state=x&level=y&organisation_id=z",
        "/calendar/",
        "/organisations/",
        "/account/",
    ],
)
def test_a_page_keeps_the_house_rules(
    pages: Pages, services: Services, dpo: Actor, path: str
) -> None:
    open_case(services, dpo)

    pages.get(path)
