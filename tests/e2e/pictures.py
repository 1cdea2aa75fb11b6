"""What is wrong with a page that a person would see at once, and a picture of it."""

from pathlib import Path

from playwright.sync_api import Page, ViewportSize

from tests.e2e.test_accessibility import faults

CUT = """Array.from(document.querySelectorAll("main :is(input, select, textarea, button, a)"))
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().left < 0)
    .map(one => one.name || one.textContent)"""
PHONE: ViewportSize = {"width": 390, "height": 844}


class Pictures:
    """Judges every page by axe and by its width, and keeps a picture of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[str] = []

    def take(self, page: Page, name: str) -> None:
        self.faults += faults(page)
        self._take(page, name)

    def take_both(self, page: Page, name: str) -> None:
        """Also on the screen of a telephone, where nothing may stick out."""
        wide = page.viewport_size
        assert wide
        self.take(page, f"{name}-wide")
        page.set_viewport_size(PHONE)
        self._take(page, f"{name}-phone")
        page.set_viewport_size(wide)

    def _take(self, page: Page, name: str) -> None:
        size = page.viewport_size
        assert size
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            self.faults.append(f"{name}: wider than the screen")
        self.faults += [f"{name}: {one} is cut by the edge" for one in page.evaluate(CUT)]
        page.screenshot(path=self.folder / f"{name}.png", full_page=True)
