"""Debian's Chromium, an instance with the demonstration case, and pages that are watched."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, StorageState

from tests.e2e.desk import RunningDesk

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NewPage: TypeAlias = Callable[..., Page]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    assert found, "no Chromium is installed: apt-get install chromium"
    return {**browser_type_launch_args, "executable_path": found, "args": FLAGS}


def running(folder: Path, *arguments: str) -> Iterator[RunningDesk]:
    desk = RunningDesk(folder, arguments)
    desk.start()
    yield desk
    assert desk.stop() == 0


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """With the demonstration case."""
    yield from running(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def empty_desk(tmp_path: Path) -> Iterator[RunningDesk]:
    yield from running(tmp_path, "--no-demo")


@pytest.fixture(scope="session")
def signed_in(browser: Browser, desk: RunningDesk) -> StorageState:
    """The cookies of the demonstration's data protection officer."""
    return cookies(browser, desk, desk.printed(r"sign-in: (\S+)"))


def cookies(browser: Browser, desk: RunningDesk, email: str) -> StorageState:
    """Of somebody of the demonstration, whose passwords are one."""
    context = browser.new_context(base_url=desk.address, locale="fr-FR")
    page = context.new_page()
    page.goto("/login")
    page.fill("[name=email]", email)
    page.fill("[name=password]", desk.printed(r"password: (\S+)"))
    page.locator("main form button[type=submit], main form input[type=submit]").first.click()
    page.wait_for_url("**/")
    state = context.storage_state()
    context.close()
    return state


class Watch:
    """Notes what went wrong in a page that nobody sees."""

    def __init__(self, context: BrowserContext) -> None:
        self.faults: list[str] = []
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))

    def _console(self, message: ConsoleMessage) -> None:
        is_own_status = message.page and message.location["url"] == message.page.url
        if message.type == "error" and not is_own_status:
            self.faults.append(f"{message.location['url']}: {message.text}")


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Pages in a context of their own; a script error or a blocked resource fails the test."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_page(address: str, **options: object) -> Page:
        wanted: dict[str, Any] = {
            "locale": "fr-FR",
            "timezone_id": "Europe/Paris",
            "reduced_motion": "reduce",  # a colour half faded is nobody's choice
            **options,
        }
        context = browser.new_context(base_url=address, **wanted)
        opened.append((context, Watch(context)))
        return context.new_page()

    yield open_page
    faults = [fault for _context, watch in opened for fault in watch.faults]
    for context, _watch in opened:
        context.close()
    assert faults == []


@pytest.fixture
def dpo_page(new_page: NewPage, desk: RunningDesk, signed_in: StorageState) -> Page:
    """Signed in as the data protection officer, in French, at 1440 × 900."""
    size = {"width": 1440, "height": 900}
    return new_page(desk.address, storage_state=signed_in, viewport=size)
