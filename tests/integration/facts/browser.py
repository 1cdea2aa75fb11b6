"""Forms of facts as a browser sends them: lists under one name, nothing for what is off."""

from xml.etree.ElementTree import Element

from breachdesk.facts.registry import SECTIONS
from tests.integration.page import Page

Sent = dict[str, list[str]]
Parts = dict[str, str | list[str]]
OFF = {"submit", "button", "file"}


def sent(page: Page) -> Sent:
    """Every field of the page's main form, untouched."""
    assert page.tree is not None
    return filled(next(page.tree.iter("main")))


def filled(area: Element) -> Sent:
    """What the fields inside an element hold."""
    found: Sent = {}
    for one in area.iter():
        name, kind = one.get("name"), one.get("type")
        if not name or kind in OFF or name == "csrf_token":
            continue
        if one.tag == "select":
            chosen = [o for o in one.iter("option") if "selected" in o.attrib]
            chosen = chosen or list(one.iter("option"))
            found.setdefault(name, []).append(chosen[0].get("value", "") if chosen else "")
        elif one.tag == "textarea":
            found.setdefault(name, []).append("".join(one.itertext()).removeprefix("\n"))
        elif one.tag == "input" and (kind not in {"radio", "checkbox"} or "checked" in one.attrib):
            found.setdefault(name, []).append(one.get("value", ""))
    return found


def section_of(key: str) -> str:
    return next(s.key for s in SECTIONS if any(field.key == key for field in s.fields))


def inputs(question: str, **parts: str | list[str]) -> Sent:
    """The inputs of one question, such as `text`, `key`, `low`, `source` and `as_of_date`."""
    name = question.replace(".", "--")
    return {
        f"{name}-{part}": value if isinstance(value, list) else [value]
        for part, value in parts.items()
    }
