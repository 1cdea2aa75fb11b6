"""The page that everybody reads, at every width, in light and dark and on paper."""

import pytest
from playwright.sync_api import Browser

from breachdesk.bootstrap import Services
from breachdesk.publications.service import pages
from tests.builders.accounts import SETUP
from tests.builders.publications import SITE, published
from tests.e2e.test_accessibility import faults
from tests.integration.conftest import blank_instance, mailer, services, settings

__all__ = ["blank_instance", "mailer", "services", "settings"]

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_it_is_accessible_and_fits(
    services: Services, browser: Browser, language: str, width: int
) -> None:
    _desk, incident_id, notice_id = published(services)
    with services.reading(SETUP) as uow:
        _view, content = pages.preview(uow, incident_id, notice_id, language, SITE)
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.set_content(content.decode())

    found = faults(page)
    page.emulate_media(color_scheme="dark")
    found += faults(page)
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
