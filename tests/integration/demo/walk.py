"""Following links from the dashboard to one page of every kind."""

import re
from collections.abc import Iterator

from tests.integration.page import Page, Pages

ID = re.compile(r"/[0-9a-f]{32}(?=/|$)")
NO_PAGE = re.compile(r"\.(csv|json|pdf|xlsx|ics)$|/calendar/feed/")


def walk(pages: Pages) -> Iterator[tuple[str, Page]]:
    """(address, page)."""
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        path = waiting.pop(0)
        kind = ID.sub("/:id", path)
        if kind in seen or NO_PAGE.search(path) or not path.startswith("/"):
            continue
        seen.add(kind)
        page = pages.get(path)
        yield path, page
        waiting += [link.partition("#")[0].partition("?")[0] for link in page.links]
