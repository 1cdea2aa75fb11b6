"""Following links from the dashboard to one page of every kind."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Page

ID = re.compile(r"/[0-9a-f]{32}(?=/|$)")
NO_PAGE = re.compile(r"\.(csv|json|pdf|xlsx|ics)$|/calendar/feed/")


def walk(page: Page) -> Iterator[str]:
    """Opens one page of every kind that links lead to, and tells its address."""
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        path = waiting.pop(0)
        kind = ID.sub("/:id", path)
        if kind in seen or NO_PAGE.search(path):
            continue
        seen.add(kind)
        page.goto(path)
        yield path
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        own = (urlsplit(link) for link in links)
        waiting += [link.path for link in own if link.netloc == urlsplit(page.url).netloc]
