"""A client that checks the house rules on every page it is given, so that no test forgets them."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from html5lib.html5parser import HTMLParser
from sqlalchemy import Engine, event
from werkzeug.test import TestResponse

WRITES = ("INSERT", "UPDATE", "DELETE")
LABELLED_INPUTS = {"input", "select", "textarea"}
UNLABELLED_TYPES = {"hidden", "submit", "button"}


@dataclass
class Page:
    """An answer, parsed when it is HTML."""

    reply: TestResponse
    tree: Element | None

    @property
    def status(self) -> int:
        return self.reply.status_code

    @property
    def text(self) -> str:
        """What a reader sees, white space folded."""
        assert self.tree is not None, self.reply.content_type
        body = self.tree.find("body")
        assert body is not None
        return " ".join("".join(_visible(body)).split())

    @property
    def h1(self) -> str:
        return " ".join("".join(self.one("h1").itertext()).split())

    def all(self, tag: str, **attributes: str) -> list[Element]:
        assert self.tree is not None
        return [
            element
            for element in self.tree.iter(tag)
            if all(element.get(name.rstrip("_")) == value for name, value in attributes.items())
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        [found] = self.all(tag, **attributes)
        return found

    def field(self, name: str) -> str:
        """The value a form field is shown with."""
        elements = [e for tag in LABELLED_INPUTS for e in self.all(tag, name=name)]
        first = elements[0]
        if first.tag == "textarea":
            return "".join(first.itertext()).removeprefix("\n")
        if first.tag == "select":
            chosen = [option for option in first.iter("option") if "selected" in option.attrib]
            return chosen[0].get("value", "") if chosen else ""
        if first.get("type") in {"radio", "checkbox"}:
            return next((e.get("value", "on") for e in elements if "checked" in e.attrib), "")
        return first.get("value", "")

    @property
    def form_values(self) -> dict[str, Any]:
        """Every field of the page's main form as a browser would send it untouched.

        Boxes are lists of what is ticked: none sends nothing.
        """
        assert self.tree is not None
        main = next(self.tree.iter("main"))
        names = {
            str(e.get("name")) for e in main.iter() if e.tag in LABELLED_INPUTS and e.get("name")
        }
        return {
            name: self.ticked(name)
            if self.all("input", name=name, type="checkbox")
            else self.field(name)
            for name in names
        }

    def ticked(self, name: str) -> list[str]:
        """The values of the boxes of this name that are ticked."""
        boxes = self.all("input", name=name, type="checkbox")
        return [box.get("value", "on") for box in boxes if "checked" in box.attrib]

    @property
    def links(self) -> list[str]:
        return [str(a.get("href")) for a in self.all("a") if a.get("href")]


class Pages:
    """GET and POST with every rule asserted. `writes` of a GET must be none."""

    def __init__(self, client: FlaskClient, engine: Engine) -> None:
        self.client = client
        self.engine = engine

    def get(self, path: str, *, status: int = 200) -> Page:
        with self._writes() as writes:
            reply = self.client.get(path)
        assert writes == [], f"GET {path} wrote to the database"
        return self._checked(reply, status, path)

    def post(
        self, path: str, data: Mapping[str, Any], *, status: int = 303, token: bool = True
    ) -> Page:
        """Sends `data` with the token of the session's pages; `status` is asserted."""
        extra = {"csrf_token": self.token()} if token else {}
        reply = self.client.post(path, data={**data, **extra})
        return self._checked(reply, status, path)

    def token(self) -> str:
        page = self.client.get("/account/" if self._is_signed_in() else "/login")
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
        assert found, "the page holds no form token"
        return found[1]

    def _is_signed_in(self) -> bool:
        return self.client.get("/account/").status_code == 200

    def _checked(self, reply: TestResponse, status: int, path: str) -> Page:
        assert reply.status_code == status, f"{path}: {reply.status_code}\n{reply.text[:3000]}"
        tree = None
        if reply.mimetype == "text/html" and reply.status_code not in {302, 303, 308}:
            tree = parse(reply.text, path)
            check_page(tree, path)
        return Page(reply, tree)

    @contextmanager
    def _writes(self) -> Iterator[list[str]]:
        found: list[str] = []

        def note(*arguments: object) -> None:
            statement = str(arguments[2]).lstrip()
            if statement.upper().startswith(WRITES):
                found.append(statement)

        event.listen(self.engine, "before_cursor_execute", note)
        try:
            yield found
        finally:
            event.remove(self.engine, "before_cursor_execute", note)


def parse(html: str, path: str) -> Element:
    """Parse strictly; every fault is shown with the line it stands on."""
    parser = HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    document: Element = parser.parse(html)
    lines = html.splitlines()
    faults = [
        f"{code} at line {line}: {lines[line - 1].strip()[:120]}"
        for (line, _column), code, _values in parser.errors
    ]
    assert faults == [], f"{path} is not valid HTML:\n" + "\n".join(faults)
    return document


def check_page(tree: Element, path: str) -> None:
    headings = list(tree.iter("h1"))
    assert len(headings) == 1, f"{path}: {len(headings)} h1"
    title = "".join(next(tree.iter("title")).itertext())
    heading = " ".join("".join(headings[0].itertext()).split())
    assert heading in " ".join(title.split()), f"{path}: title “{title}” without h1 “{heading}”"
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), (
        f"{path}: ids used twice: {[i for i in ids if ids.count(i) > 1]}"
    )
    for chooser in tree.iter("select"):
        assert list(chooser.iter("option")), f"{path}: nothing to choose in {chooser.get('name')}"
    _check_labels(tree, path)
    _check_forms(tree, path)
    for element in tree.iter():
        assert "style" not in element.attrib, f"{path}: inline style"
        assert not any(name.startswith("on") for name in element.attrib), f"{path}: event attribute"


def _check_labels(tree: Element, path: str) -> None:
    targets = {label.get("for") for label in tree.iter("label")}
    wrapped = {id(child) for label in tree.iter("label") for child in label.iter()}
    for element in tree.iter():
        if element.tag not in LABELLED_INPUTS or element.get("type") in UNLABELLED_TYPES:
            continue
        named = element.get("aria-label") or element.get("aria-labelledby")
        assert named or element.get("id") in targets or id(element) in wrapped, (
            f"{path}: field {element.get('name')} has no label"
        )


def _check_forms(tree: Element, path: str) -> None:
    for form in tree.iter("form"):
        if (form.get("method") or "get").lower() == "post":
            tokens = [e for e in form.iter("input") if e.get("name") == "csrf_token"]
            assert tokens, f"{path}: a POST form without token"


def _visible(element: Element) -> Iterator[str]:
    if element.tag in {"script", "style", "template"}:
        return
    yield element.text or ""
    for child in element:
        yield from _visible(child)
        yield child.tail or ""
