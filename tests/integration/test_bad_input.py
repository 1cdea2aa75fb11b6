"""Every form a data protection officer reaches, given what no form expects."""

import re
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element

import pytest
from werkzeug.test import TestResponse

from breachdesk.bootstrap import Services
from breachdesk.incidents.domain import IncidentType
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.ids import new_id
from breachdesk.measures import service as measures
from breachdesk.measures.domain import MeasureDone
from breachdesk.notifications import service as notifications
from breachdesk.notifications.domain import NewNotification, NotificationKind
from breachdesk.obligations import service as obligations
from tests.builders.incidents import open_case
from tests.conftest import NOON
from tests.integration.demo.walk import ID, walk
from tests.integration.facts.browser import Sent, filled
from tests.integration.page import Page, Pages, parse
from tests.integration.trail import tags

TEXTS = {"text", "date", "time", "email", "tel", "number", "search", None}
SECRET = {"password"}
CHOSEN = {"hidden", "radio", "checkbox"}
TWO_HUNDRED_PAGES = "Une page collée par mégarde. " * 20_700
STRANGE = {
    "NUL": "gardé\0ceci",
    "escape": "gardé\x1b[31mceci",
    "delete": "gardé\x7fceci",
    "C1": "gardé\x85ceci",
}
NONSENSE = ("9" * 5_000, "-1", "1e999", "²", "None", "{}", "../x", " ")
REFUSED = 422
TAKEN = 303


@dataclass(frozen=True)
class Form:
    """One form of a page: where it goes, what it holds untouched, and what can be typed in it."""

    action: str
    values: Sent
    texts: tuple[str, ...]
    secrets: tuple[str, ...]
    chosen: tuple[str, ...]

    @property
    def kind(self) -> str:
        return ID.sub("/:id", self.action)

    @property
    def is_facts(self) -> bool:
        """There what stays empty is left alone: such a page may be sent without effect."""
        return "/facts/" in self.action

    @property
    def is_a_button(self) -> bool:
        """There the remark is optional: the press of the button alone is a whole decision."""
        return self.action.endswith("/steps/qualified")


def forms(pages: Pages, case: str) -> list[Form]:
    """One of each kind, the ones with nothing but a button left out."""
    found: dict[tuple[str, tuple[str, ...]], Form] = {}
    for path, page in (*walk(pages), (f"{case}reopen", pages.get(f"{case}reopen"))):
        for element in page.all("form", method="post"):
            form = read(element, path)
            if form.texts or form.secrets or form.chosen:
                found.setdefault((form.kind, form.texts), form)
    return list(found.values())


def read(element: Element, path: str) -> Form:
    inputs = list(element.iter("input"))
    areas = [str(one.get("name")) for one in element.iter("textarea")]
    lists = [str(one.get("name")) for one in element.iter("select")]

    def names(kinds: set[str | None] | set[str]) -> list[str]:
        return [str(one.get("name")) for one in inputs if one.get("type") in kinds]

    chosen = [*lists, *(name for name in names(CHOSEN) if name not in {"csrf_token", "next"})]
    return Form(
        action=element.get("action") or path,
        values=filled(element),
        texts=tuple(dict.fromkeys([*names(TEXTS), *areas])),
        secrets=tuple(names(SECRET)),
        chosen=tuple(dict.fromkeys(chosen)),
    )


@pytest.fixture
def case(services: Services, dpo: Actor) -> str:
    """The address of a case with something of everything."""
    incident_id = open_case(services, dpo, incident_type=IncidentType.EXPOSED_WEB_DATA)
    new = NewNotification(new_id(), incident_id, NotificationKind.INITIAL)
    with services.unit_of_work(dpo) as uow:
        notifications.start(uow, new)
        done, *_open = measures.of_case(uow, incident_id)
        measures.finish(uow, incident_id, MeasureDone(done.id, done.version, NOON, "Fait"))
        duty = obligations.of_case(uow, incident_id)[-1]
        obligations.waive(uow, duty.id, duty.version, "Aucune donnée touchée.")
    return f"/incidents/{incident_id}/"


class Trial:
    """Posts bad input, and remembers what the program did that it should not have."""

    def __init__(self, pages: Pages, services: Services) -> None:
        self.pages = pages
        self.services = services
        self.token = pages.token()
        self.broken: list[str] = []

    def post(self, form: Form, values: Sent, what: str) -> TestResponse:
        """Whatever comes, it is no crash, and what is refused leaves no trace."""
        before = len(tags(self.services))
        data = {**values, "csrf_token": [self.token]}
        reply = self.pages.client.post(form.action, data=data)
        if reply.status_code >= 500:
            self.note(form, what, f"status {reply.status_code}")
        elif reply.status_code != TAKEN and len(tags(self.services)) != before:
            self.note(form, what, f"status {reply.status_code}, yet something was recorded")
        elif reply.status_code == REFUSED and not _has_a_word(reply.text):
            self.note(form, what, "refused without a word")
        return reply

    def refused(self, form: Form, values: Sent, what: str) -> TestResponse:
        """As post(), and nothing of it may be taken."""
        before = tags(self.services)
        reply = self.post(form, values, what)
        if form.is_a_button and not any(map(any, values.values())):
            return reply
        if tags(self.services) != before or (reply.status_code == TAKEN and not form.is_facts):
            self.note(form, what, "taken")
        return reply

    def note(self, form: Form, what: str, problem: str) -> None:
        self.broken.append(f"{form.kind}: {what}: {problem}")


@pytest.fixture
def trial(pages: Pages, services: Services) -> Trial:
    return Trial(pages, services)


def _has_a_word(html: str) -> bool:
    return bool(re.search("field-error|error-summary", html))


def _shown(reply: TestResponse, form: Form) -> Sent:
    """What the form of the answering page holds."""
    page = Page(reply, parse(reply.text, form.action))
    assert page.tree is not None
    return filled(next(page.tree.iter("main")))


def test_the_forms_are_found(pages: Pages, case: str) -> None:
    kinds = {form.kind for form in forms(pages, case)}

    assert len(kinds) > 35
    assert {
        "/incidents/new",
        "/incidents/:id/edit",
        "/incidents/:id/timeline/",
        "/incidents/:id/facts/dates",
        "/incidents/:id/obligations/:id/waive",
        "/incidents/:id/notifications/:id/file",
        "/incidents/:id/evidence/",
    } <= kinds


def test_nothing_filled_in(pages: Pages, case: str, trial: Trial) -> None:
    for form in forms(pages, case):
        trial.refused(form, {}, "no field at all")
        if form.texts:
            trial.refused(form, {name: [""] for name in form.values}, "every field empty")

    assert trial.broken == []


def test_two_hundred_pages_in_a_field_are_refused_and_kept(
    pages: Pages, case: str, trial: Trial
) -> None:
    for form in forms(pages, case):
        for name in (*form.texts, *form.secrets):
            reply = trial.refused(form, {**form.values, name: [TWO_HUNDRED_PAGES]}, name)
            if reply.status_code != REFUSED or name in form.secrets:
                continue
            if TWO_HUNDRED_PAGES.strip() not in reply.text:
                trial.note(form, name, "not kept")

    assert trial.broken == []


@pytest.mark.parametrize("kind", STRANGE)
def test_a_character_no_keyboard_makes_is_refused_and_the_rest_kept(
    pages: Pages, case: str, trial: Trial, kind: str
) -> None:
    for form in forms(pages, case):
        for name in form.texts:
            reply = trial.refused(form, {**form.values, name: [STRANGE[kind]]}, name)
            if reply.status_code == REFUSED and not re.search("gardé.{0,9}ceci", reply.text):
                trial.note(form, name, "not kept")

    assert trial.broken == []


def test_a_page_that_refuses_a_character_is_itself_valid(pages: Pages) -> None:
    data = {**pages.get("/incidents/new").form_values, "title": STRANGE["NUL"]}

    page = pages.post("/incidents/new", data, status=REFUSED)
    assert page.field("title").startswith("gardé")


@pytest.mark.parametrize(
    "raw",
    ["%ED%A0%80", "%FF%FE", "%C3", "%F4%90%80%80"],
    ids=["surrogate", "bom", "half", "beyond"],
)
def test_bytes_that_are_no_text_break_nothing(
    pages: Pages, case: str, trial: Trial, raw: str
) -> None:
    """They arrive as U+FFFD, which is a character like others."""
    for form in forms(pages, case):
        body = "&".join([f"csrf_token={trial.token}", *(f"{name}={raw}" for name in form.texts)])
        reply = pages.client.post(
            form.action, data=body, content_type="application/x-www-form-urlencoded"
        )
        if reply.status_code >= 500:
            trial.note(form, raw, f"status {reply.status_code}")

    assert trial.broken == []


def test_what_is_chosen_or_hidden_may_hold_nonsense(pages: Pages, case: str, trial: Trial) -> None:
    for form in forms(pages, case):
        for name in form.chosen:
            for nonsense in NONSENSE:
                trial.post(form, {**form.values, name: [nonsense]}, f"{name}={nonsense[:9]}")

    assert trial.broken == []


def test_a_file_where_a_text_belongs_and_a_text_where_a_file_belongs(
    pages: Pages, case: str, trial: Trial
) -> None:
    for form in forms(pages, case):
        for name in form.texts:
            data = {**form.values, name: (BytesIO(b"x"), "a.txt"), "csrf_token": trial.token}
            if pages.client.post(form.action, data=data).status_code >= 500:
                trial.note(form, name, "a file")
        trial.post(form, {**form.values, "file": ["x"], "receipt": ["x"]}, "a text for a file")

    assert trial.broken == []


def test_a_hundred_megabytes_are_refused_with_a_page(
    pages: Pages, case: str, services: Services
) -> None:
    before = tags(services)
    reply = pages.client.post(
        f"{case}evidence/",
        data=b"x" * 100_000_000,
        content_type="multipart/form-data; boundary=x",
    )

    assert reply.status_code == 413
    told = Page(reply, parse(reply.text, "413")).text
    assert "trop volumineux" in told
    assert f"{services.settings.max_upload_mb} Mo" in told
    assert ".csv.gz" in told
    assert "breachdesk people import" in told
    assert tags(services) == before
