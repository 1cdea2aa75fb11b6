"""The pages of the replies desk keep the house rules and tell no more than they should."""

import csv
import re
from collections.abc import Callable
from io import StringIO

import pytest

from breachdesk.bootstrap import Services
from breachdesk.infra.mail import RecordingMailer
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.ids import new_id
from breachdesk.people import service as people
from breachdesk.replies.domain import ReplyChannel, ReplyKind, ReplyState, ReplyView
from breachdesk.replies.registry import READY
from tests.builders.controllers import deliver
from tests.builders.organisations import Desk, save_member
from tests.builders.people import as_csv, import_people, person
from tests.builders.replies import ANSWER, DAY, LETTER, save_reply, view
from tests.integration.conftest import SignIn
from tests.integration.page import Page, Pages
from tests.integration.trail import tags

FORMS = ("note", "person", "extend", "hand", "close")
CANARY = "anari"


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest, pages: Pages) -> str:
    pages.client.post("/language", data={"language": request.param, "csrf_token": pages.token()})
    return str(request.param)


@pytest.fixture
def base(incident_id: str) -> str:
    return f"/incidents/{incident_id}/replies"


@pytest.fixture
def reply_id(services: Services, dpo: Actor, incident_id: str) -> str:
    return save_reply(services, dpo, incident_id)


@pytest.fixture
def shown(
    services: Services, dpo: Actor, incident_id: str, reply_id: str
) -> Callable[[], ReplyView]:
    """How the message stands, whenever it is called."""
    return lambda: view(services, dpo, incident_id, reply_id)


def typed(**over: str) -> dict[str, str]:
    """What a person types about a message that came by telephone."""
    return {
        "once": new_id(),
        "kind": "question",
        "channel": "telephone",
        "received_at-date": "2026-03-02",
        "received_at-time": "09:30",
        "received_at-zone": "Europe/Paris",
        "language": "fr",
        "words": LETTER.text,
        "name": LETTER.name,
        "email": LETTER.email,
        "contact": LETTER.contact,
    } | over


def answer_form(page: Page) -> dict[str, str]:
    """The fields of the answer on the page of an opened message."""
    return {name: page.field(name) for name in ("once", "version", "words", "channel")}


def french_spaces(page: Page) -> list[str]:
    return re.findall(r"\w[:;?!] ", page.text)


def test_every_page_in_both_languages(
    pages: Pages, base: str, reply_id: str, language: str
) -> None:
    found = [pages.get(f"{base}/{path}") for path in ("", "new", f"{reply_id}/")]
    found += [pages.get(f"{base}/{reply_id}/{path}") for path in FORMS]
    found.append(pages.post(f"{base}/{reply_id}/opened", {"ready": "protect"}, status=200))
    found.append(pages.get(base.rpartition("/")[0] + "/"))
    found.append(pages.get("/"))

    for page in found:
        assert page.one("html").get("lang") == language
        assert language == "en" or not french_spaces(page)


@pytest.mark.usefixtures("language")
def test_the_list_without_a_message(pages: Pages, base: str) -> None:
    pages.get(f"{base}/?kind=x&state=y&channel=z&late=1&mine=1&page=99999")


def test_a_message_is_recorded_once_and_its_page_shows_nothing_of_it(
    pages: Pages, services: Services, dpo: Actor, base: str, incident_id: str
) -> None:
    data = typed()
    where = [pages.post(f"{base}/new", data).reply.location for _time in range(2)]

    assert where[0] == where[1] == f"{base}/{data['once']}/"
    found = view(services, dpo, incident_id, data["once"])
    assert (found.line.kind, found.line.channel) == (ReplyKind.QUESTION, ReplyChannel.TELEPHONE)
    assert CANARY not in pages.get(where[0]).text.lower()
    assert CANARY not in pages.get(f"{base}/").text.lower()


def test_the_person_is_looked_up_while_recording(
    pages: Pages, services: Services, dpo: Actor, base: str, incident_id: str
) -> None:
    import_people(services, dpo, incident_id, as_csv([person(1)]))
    data = typed(nir=person(1)["NIR"])
    pages.post(f"{base}/new", data)

    assert view(services, dpo, incident_id, data["once"]).person_id is not None


@pytest.mark.parametrize(
    "over",
    [
        {"kind": "nonsense"},
        {"channel": ""},
        {"language": "de"},
        {"received_at-date": "2026-03-03"},
        {"received_at-date": "0001-01-01"},
        {"received_at-date": "31/02/2026"},
        {"received_at-zone": "Mars/Olympus"},
        {"words": "  "},
        {"words": "gardé\0ceci"},
        {"words": "x" * 20_001},
        {"email": "no address"},
        {"email": "a@b.example\r\nBcc: c@d.example"},
        {"name": "n" * 201},
        {"nir": "1 23"},
        {"last_name": "Kermarec"},
        {"born": "32/13/2026", "last_name": "K"},
        {"controller": "99999999999999"},
        {"controller": "²"},
    ],
)
def test_bad_input_is_told_and_what_was_typed_stays(
    pages: Pages, services: Services, base: str, over: dict[str, str]
) -> None:
    before = tags(services)
    page = pages.post(f"{base}/new", typed(**over), status=422)

    assert page.field("contact") == LETTER.contact
    assert tags(services) == before
    for name, value in over.items():
        if (
            name in {"email", "name", "nir", "controller", "last_name", "born"}
            and "\r" not in value
        ):
            assert page.field(name) == value


def test_a_message_is_opened_by_a_post_that_is_recorded(
    pages: Pages, services: Services, base: str, reply_id: str
) -> None:
    page = pages.post(f"{base}/{reply_id}/opened", {"ready": "concerned"}, status=200)

    assert LETTER.text in page.text
    assert LETTER.email in page.text
    assert page.field("words") == READY["concerned"].text.fr.strip()
    assert tags(services, "reply:")[-1][:2] == ("reply:opened", reply_id)
    pages.client.get(f"{base}/{reply_id}/opened")
    assert len(tags(services, "reply:opened")) == 1


def test_an_answer_leaves_after_it_was_read_again(
    pages: Pages,
    services: Services,
    mailer: RecordingMailer,
    base: str,
    shown: Callable[[], ReplyView],
) -> None:
    reply_id = shown().line.id
    opened = pages.post(f"{base}/{reply_id}/opened", {}, status=200)
    data = answer_form(opened) | {"words": ANSWER, "channel": "email"}
    review = pages.post(f"{base}/{reply_id}/review", data, status=200)
    deliver(services)

    assert mailer.sent == []
    assert LETTER.email in review.text
    assert ANSWER in review.text
    for _time in range(2):
        pages.post(f"{base}/{reply_id}/answer", review.form_values)
    deliver(services)
    [mail] = mailer.sent
    assert mail["To"] == LETTER.email
    assert shown().line.state is ReplyState.ANSWERED
    assert "Accepté" in pages.get(f"{base}/{reply_id}/").text


def test_the_answer_may_still_be_changed_after_reading_it_again(
    pages: Pages, base: str, reply_id: str
) -> None:
    opened = pages.post(f"{base}/{reply_id}/opened", {}, status=200)
    data = answer_form(opened) | {"words": "Première version", "channel": "email"}
    review = pages.post(f"{base}/{reply_id}/review", data, status=200)

    again = pages.post(f"{base}/{reply_id}/opened", review.form_values, status=200)
    assert again.field("words") == "Première version"


def test_an_answer_by_letter_is_recorded_with_its_time(
    pages: Pages, base: str, shown: Callable[[], ReplyView]
) -> None:
    reply_id = shown().line.id
    opened = pages.post(f"{base}/{reply_id}/opened", {}, status=200)
    data = answer_form(opened) | {"words": ANSWER, "channel": "letter"}
    refused = pages.post(f"{base}/{reply_id}/review", data, status=422)
    moment = {"at-date": "2026-03-02", "at-time": "10:00", "at-zone": "Europe/Paris"}
    review = pages.post(f"{base}/{reply_id}/review", data | moment, status=200)
    pages.post(f"{base}/{reply_id}/answer", review.form_values)

    assert refused.field("words") == ANSWER
    found = shown()
    assert found.line.answered_at is not None
    assert found.line.answered_at.hour == 9


@pytest.mark.parametrize(
    "over",
    [
        {"words": ""},
        {"words": "Il manque […]."},
        {"channel": "portal"},
        {"channel": "x"},
        {"version": "0"},
        {"version": "²"},
        {"words": "a\0b"},
        {"channel": "letter", "at-date": "2027-01-01", "at-time": "10:00"},
    ],
)
@pytest.mark.parametrize("step", ["review", "answer"])
def test_an_answer_that_cannot_be_given_keeps_what_was_written(
    pages: Pages,
    services: Services,
    shown: Callable[[], ReplyView],
    over: dict[str, str],
    step: str,
) -> None:
    line = shown().line
    address = f"/incidents/{line.incident_id}/replies/{line.id}"
    opened = pages.post(f"{address}/opened", {}, status=200)
    data = answer_form(opened) | {"words": ANSWER, "channel": "email"} | over
    page = pages.post(f"{address}/{step}", data, status=422)

    assert page.field("words") == data["words"].replace("\0", "\ufffd")
    assert tags(services, "reply:answered") == []
    assert tags(services, "mail:") == []


def test_each_act_has_its_page(pages: Pages, base: str, shown: Callable[[], ReplyView]) -> None:
    reply_id = shown().line.id
    told = {
        "channel": "letter", "at-date": "2026-03-02", "at-time": "10:00",
        "at-zone": "Europe/Paris", "words": "Motif.",
    }  # fmt: skip
    for name, data in (
        ("note", {"words": "Une note"}),
        ("person", {"last_name": "Inconnue", "born": "15/01/1985"}),
        ("extend", told),
        ("hand", told | {"controller": "1"}),
        ("close", {"words": ""}),
    ):
        address = f"{base}/{reply_id}/{name}"
        pages.post(address, pages.get(address).form_values | data)
    state = shown().line.state

    assert state is ReplyState.CLOSED
    page = pages.post(f"{base}/{reply_id}/opened", {}, status=200)
    assert "Une note" in page.text
    assert page.text.count("Motif.") == 2


@pytest.mark.parametrize("name", FORMS)
def test_an_act_with_nothing_filled_in_is_refused(
    pages: Pages, services: Services, base: str, reply_id: str, name: str
) -> None:
    before = tags(services)
    for data in ({}, pages.get(f"{base}/{reply_id}/{name}").form_values):
        pages.post(f"{base}/{reply_id}/{name}", data, status=422)

    assert tags(services) == before


def test_the_buttons_of_its_page(
    pages: Pages, dpo: Actor, base: str, shown: Callable[[], ReplyView]
) -> None:
    reply_id = shown().line.id

    def version() -> str:
        return str(shown().version)

    page = pages.get(f"{base}/{reply_id}/")
    for path, data in (
        ("take-up", {"version": "0"}),
        ("assign", {"version": version(), "owner_id": "nobody"}),
        ("assign", {"version": "0", "owner_id": dpo.user_id}),
    ):
        pages.post(f"{base}/{reply_id}/{path}", data, status=422)
    pages.post(f"{base}/{reply_id}/take-up", {"version": version()})
    pages.post(f"{base}/{reply_id}/assign", {"version": version(), "owner_id": dpo.user_id})

    assert page.field("owner_id") == ""
    assert pages.get(f"{base}/{reply_id}/").field("owner_id") == dpo.user_id


def test_a_late_right_is_seen_where_deadlines_are(
    pages: Pages, services: Services, dpo: Actor, incident_id: str, base: str
) -> None:
    late = save_reply(services, dpo, incident_id, received_at=services.clock.now() - 40 * DAY)
    reference = view(services, dpo, incident_id, late).line.reference
    address = f"{base}/{late}/"

    for page in (pages.get("/"), pages.get(f"/incidents/{incident_id}/")):
        assert reference in page.text
        assert address in page.links
        assert "en retard" in page.text
    assert reference in pages.get(f"{base}/?late=y").text


@pytest.mark.usefixtures("reply_id")
def test_the_figures_as_csv(pages: Pages, services: Services, base: str) -> None:
    reply = pages.post(f"{base}/figures.csv", {}, status=200).reply
    rows = list(csv.reader(StringIO(reply.data.decode("utf-8-sig")), delimiter=";"))

    assert len(rows) == 1 + 1 + len(ReplyKind) + len(ReplyChannel)
    assert rows[1][:4] == ["Tous les messages", "1", "1", "0"]
    assert CANARY not in reply.text.lower()
    assert tags(services, "reply:exported")


def test_the_target_times_of_an_organisation(pages: Pages, desk: Desk) -> None:
    address = f"/organisations/{desk.organisation_id}/reply-targets/"
    page = pages.get(address)
    assert (page.field("question_days"), page.field("complaint_days")) == ("7", "15")

    for wrong in ("", "0", "91", "x", "9" * 4_000):
        pages.post(address, page.form_values | {"question_days": wrong}, status=422)
    pages.post(address, page.form_values | {"question_days": "3"})
    assert pages.get(address).field("question_days") == "3"
    stale = pages.post(address, page.form_values | {"question_days": "4"}, status=422)
    assert stale.field("question_days") == "4"


def test_after_destruction_every_page_says_so(
    pages: Pages, services: Services, desk: Desk, base: str, shown: Callable[[], ReplyView]
) -> None:
    incident_id = shown().line.incident_id
    reply_id = shown().line.id
    deputy = save_member(services, desk.organisation_id, Role.DEPUTY, email="second@t.example")
    with services.unit_of_work(desk.dpo) as uow:
        people.propose(uow, incident_id)
    with services.unit_of_work(deputy) as uow:
        people.confirm(uow, incident_id)

    for path in ("", f"{reply_id}/"):
        assert "détruites le 02/03/2026" in pages.get(f"{base}/{path}").text
    opened = pages.post(f"{base}/{reply_id}/opened", {}, status=200)
    assert "détruites le 02/03/2026" in opened.text
    assert CANARY not in opened.text.lower()
    pages.post(f"{base}/new", typed(), status=422)
    pages.post(
        f"{base}/{reply_id}/note",
        pages.get(f"{base}/{reply_id}/note").form_values | {"words": "x"},
        status=422,
    )
    for step in ("review", "answer"):
        version = str(shown().version)
        data = {"once": new_id(), "version": version, "words": "x", "channel": "email"}
        pages.post(f"{base}/{reply_id}/{step}", data, status=422)


def test_nothing_of_what_was_written_stands_in_the_instance(
    pages: Pages, services: Services, base: str, reply_id: str
) -> None:
    data = typed(words="Canari-écrit", name="Canari-nom")
    pages.post(f"{base}/new", data)
    opened = pages.post(f"{base}/{reply_id}/opened", {}, status=200)
    answer = answer_form(opened) | {"words": ANSWER, "channel": "email"}
    pages.post(f"{base}/{reply_id}/answer", answer)
    address = f"{base}/{reply_id}/note"
    pages.post(address, pages.get(address).form_values | {"words": "Canari-note"})

    files = [path for path in services.settings.home.rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if b"anari" in path.read_bytes()] == []


def test_a_reader_sees_no_way_in(
    pages: Pages, services: Services, desk: Desk, shown: Callable[[], ReplyView], sign_in: SignIn
) -> None:
    line = shown().line
    base = f"/incidents/{line.incident_id}/replies"
    reply_id = line.id
    manager = save_member(services, desk.organisation_id, Role.MANAGEMENT, email="m@t.example")
    pages.client.post("/logout", data={"csrf_token": pages.token()})
    sign_in(pages.client, manager)

    page = pages.get(f"{base}/{reply_id}/")
    assert page.all("textarea") == []
    assert f"{base}/{reply_id}/note" not in page.links
    pages.post(f"{base}/{reply_id}/opened", {}, status=403)
    pages.get(f"{base}/new", status=403)
