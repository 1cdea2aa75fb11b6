"""Every form given what no form expects: a clear page, no 500, nothing half done."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import pytest

from breachdesk.audit import service as audit
from breachdesk.bootstrap import Services
from tests.builders.accounts import SETUP
from tests.databases import KINDS
from tests.integration.demo.walk import ID, walk
from tests.integration.page import Pages

TYPED = {"text", "date", "time", "email", "tel", "number", None}
BAD = {
    "nothing": "",
    "spaces": "   ",
    "control characters": "a\x00b\x07c\x1b[31m\x7f\u2028\u202e",
    "markup": "<script>alert(1)</script>{{ 7*7 }}%(name)s%n",
    "numbers that are none": "-1e999",
    "lone marks": "\ud7ff\ufffe\ufeff",
    "a page of it": "Très long. " * 500,
    "two hundred pages of it": "Très long. " * 55_000,
}


@dataclass(frozen=True)
class Form:
    action: str
    typed: tuple[str, ...]
    fixed: dict[str, str]


def forms(pages: Pages) -> Iterator[Form]:
    """One of each kind that has something to type."""
    seen = set()
    for path, page in walk(pages):
        for form in page.all("form", method="post"):
            found = read(form, path)
            kind = (ID.sub("/:id", found.action), found.typed)
            if found.typed and kind not in seen:
                seen.add(kind)
                yield found


def read(form: Element, path: str) -> Form:
    typed, fixed = [], {}
    for one in form.iter():
        name = one.get("name", "")
        if one.tag == "textarea" or (one.tag == "input" and one.get("type") in TYPED):
            typed.append(name)
        elif one.tag == "input" and name != "csrf_token" and one.get("type") != "file":
            if one.get("type") == "hidden" or "checked" in one.attrib:
                fixed[name] = one.get("value", "")
        elif one.tag == "select":
            options = list(one.iter("option"))
            chosen = [option for option in options if "selected" in option.attrib]
            fixed[name] = (chosen or options)[0].get("value", "") if options else ""
    return Form(form.get("action") or path, tuple(dict.fromkeys(typed)), fixed)


@pytest.mark.parametrize("services", KINDS, indirect=True)
def test_no_form_breaks_on_bad_input(services: Services, pages: Pages) -> None:
    broken = []
    found = list(forms(pages))
    token = pages.token()
    for form in found:
        for what, bad in BAD.items():
            data = {**form.fixed, **dict.fromkeys(form.typed, bad), "csrf_token": token}
            reply = pages.client.post(form.action, data=data)
            is_taken = reply.status_code == 303 and what == "control characters"
            if reply.status_code >= 500 or is_taken:
                broken.append(f"{form.action}: {what}: {reply.status_code}")
            elif reply.status_code == 422 and not re.search(
                "field-error|error-summary", reply.text
            ):
                broken.append(f"{form.action}: {what}: refused without a word")

    assert broken == []
    assert len(found) > 20
    with services.reading(SETUP) as uow:
        assert audit.verify(uow).ok


def test_what_was_typed_stays(pages: Pages) -> None:
    page = pages.get("/incidents/new")
    data = {**page.form_values, "title": "Un titre <à garder>", "aware_at-date": "31/02/2026"}
    reply = pages.client.post("/incidents/new", data={**data, "csrf_token": pages.token()})

    assert reply.status_code == 422
    assert "Un titre &lt;à garder&gt;" in reply.text
    assert "31/02/2026" in reply.text


@pytest.mark.parametrize("megabytes", [30, 100])
def test_an_upload_beyond_the_limit_is_refused_with_a_page(pages: Pages, megabytes: int) -> None:
    [incident, *_rest] = [link for link in pages.get("/incidents/").links if ID.search(link)]
    reply = pages.client.post(
        f"{incident}evidence/",
        data=b"x" * (megabytes * 1_000_000),
        content_type="multipart/form-data; boundary=x",
    )

    assert reply.status_code == 413
    assert "trop volumineux" in reply.text


@pytest.mark.parametrize("services", KINDS, indirect=True)
@pytest.mark.parametrize(
    "path",
    [
        "/incidents/%00/",
        "/incidents/?words=%00",
        "/register/?year=99999999999999999999&organisation_id=%00",
        "/incidents/?page=-1",
        "/incidents/?page=99999999999999999999",
        "/calendar/feed/%00.ics",
        "/first-run/%00",
        "/invitations/%f0%9f%92%a9",
    ],
)
def test_an_address_nobody_wrote_is_no_disaster(pages: Pages, path: str) -> None:
    assert pages.client.get(path).status_code < 500
