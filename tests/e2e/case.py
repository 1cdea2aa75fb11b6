"""What a person does on the pages of a case, by the names of the fields."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

PARIS = ZoneInfo("Europe/Paris")


def ago(**length: float) -> datetime:
    """In Paris, as a person reads the clock."""
    return (datetime.now(tz=UTC) - timedelta(**length)).astimezone(PARIS)  # noqa: TID251  # real hours


def fill_instant(page: Page, name: str, at: datetime) -> None:
    page.fill(f"[name={name}-date]", f"{at:%Y-%m-%d}")
    page.fill(f"[name={name}-time]", f"{at:%H:%M}")


def submit(page: Page) -> None:
    """Press the button of the page's own form."""
    page.locator("main form[method=post] p.submit button").first.click()


def open_incident(page: Page, title: str, aware_at: datetime) -> str:
    """Returns the address of the case."""
    page.goto("/incidents/new")
    page.fill("[name=title]", title)
    fill_instant(page, "aware_at", aware_at)
    submit(page)
    page.wait_for_url("**/incidents/*/")
    return page.url


def tell_people_count(page: Page, case: str, count: str) -> None:
    page.goto(f"{case}facts/data")
    page.fill("[name=people--count-low]", count)
    page.locator("details.source").last.evaluate("one => one.open = true")
    page.fill("[name=people--count-source]", "Extraction du serveur")
    page.fill("[name=people--count-as_of_date]", f"{ago(hours=24):%Y-%m-%d}")
    page.fill("[name=people--count-as_of_time]", "08:00")
    page.select_option("[name=people--count-confidence]", index=1)
    submit(page)
    page.wait_for_url("**/facts/**")


def prepare_notification(page: Page, case: str, kind: str) -> str:
    page.goto(f"{case}notifications/")
    page.check(f"[name=kind][value={kind}]")
    submit(page)
    page.wait_for_url(re.compile(r"/notifications/[0-9a-f]{32}/?$"))
    return page.url


def file_notification(page: Page, notification: str, number: str) -> None:
    page.goto(f"{notification.rstrip('/')}/file")
    fill_instant(page, "filed_at", ago(minutes=1))
    page.fill("[name=cnil_number]", number)
    submit(page)
    page.wait_for_url(lambda url: not url.endswith("/file"))
