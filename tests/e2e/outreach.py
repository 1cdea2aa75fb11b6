"""What a desk does about affected controllers, and what a pharmacist does with keys alone."""

import re
import time
from email.message import EmailMessage

from playwright.sync_api import Locator, Page

from tests.e2e.case import ago, fill_instant, submit
from tests.relay import Relay

PATIENCE = 60
"""Seconds until a mail has left."""

MANY_KEYS = 60


def open_processor_case(page: Page, title: str) -> str:
    page.goto("/incidents/new")
    page.fill("[name=title]", title)
    page.check("[name=role][value=processor]")
    fill_instant(page, "aware_at", ago(hours=3))
    submit(page)
    page.wait_for_url("**/incidents/*/")
    return page.url


def send_file(page: Page, case: str, name: str, content: bytes) -> None:
    """To the page that asks which column is which."""
    page.goto(f"{case}controllers/import")
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    page.set_input_files("[name=file]", files=[file])  # type: ignore[list-item]  # a FilePayload
    submit(page)
    page.wait_for_url(re.compile(r"/import/[0-9a-f]{32}/$"))


def draft_notice(page: Page, case: str) -> str:
    page.goto(f"{case}controllers/notices/")
    submit(page)
    page.wait_for_url(re.compile(r"/notices/[0-9a-f]{32}$"))
    return page.url


def confirm(page: Page, notice: str, act: str) -> None:
    """Approve or send the notice on the page of its own."""
    page.goto(f"{notice}/{act}")
    submit(page)
    page.wait_for_url(notice)


def mails_to(relay: Relay, addresses: set[str]) -> dict[str, EmailMessage]:
    """Waits until each of them got one; by recipient."""
    until = time.monotonic() + PATIENCE
    found: dict[str, EmailMessage] = {}
    while set(found) != addresses and time.monotonic() < until:
        time.sleep(0.3)
        found = {str(one["To"]): one for one in relay.taken if str(one["To"]) in addresses}
    return found


def link_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    found = re.search(r"http://\S+/p/[A-Za-z0-9_-]{43}", body.get_content() if body else "")
    assert found, "the mail has no personal link"
    return found[0]


def reach(page: Page, wanted: Locator) -> None:
    """Press the tabulator until it has the focus."""
    for _key in range(MANY_KEYS):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached by the keyboard")


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    reach(page, wanted)
    page.keyboard.press(key)


def write(page: Page, wanted: Locator, text: str) -> None:
    reach(page, wanted)
    page.keyboard.type(text)
