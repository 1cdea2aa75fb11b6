"""Every form about controllers, filings and the portal, given what no form expects."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pytest

from breachdesk.bootstrap import Services
from breachdesk.controllers.service import notices, questions
from breachdesk.infra.mail import RecordingMailer
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.ids import new_id
from tests.builders.controllers import (
    as_csv,
    row,
    save_controller,
    send_notice,
    upload,
)
from tests.integration.page import Page, Pages, parse
from tests.integration.portal.conftest import links_of, visitor
from tests.integration.test_bad_input import (
    NONSENSE,
    REFUSED,
    STRANGE,
    Form,
    Trial,
    read,
)

LONG = "Une page collée par mégarde. " * 700  # 20,300 characters
OF_ONE = ("edit", "knowledge", "filing", "risk", "withdraw", "override", "by-hand")
PORTAL = ("acknowledge", "mandate/file", "mandate/inform", "filed", "question")
assert visitor  # a fixture


@pytest.fixture
def paths(services: Services, dpo: Actor, incident_id: str) -> list[str]:
    """Of every page with something to type."""
    one = save_controller(services, dpo, incident_id)
    send_notice(services, dpo, incident_id)
    with services.unit_of_work(dpo) as uow:
        draft = notices.start(uow, incident_id, new_id())
        question = questions.ask(uow, one, new_id(), "Qui prévient les patients ?")
    waiting = upload(services, dpo, incident_id, as_csv([row(2)]))
    base = f"/incidents/{incident_id}/controllers"
    return [
        f"{base}/",
        f"{base}/new",
        f"{base}/import",
        f"{base}/import/{waiting}/",
        f"{base}/notices/{draft}",
        f"{base}/notices/{draft}/withdraw",
        f"{base}/questions/{question}",
        *(f"{base}/{one}/{name}" for name in OF_ONE),
        f"/incidents/{incident_id}/filings/",
    ]


@pytest.fixture(params=["desk", "portal"])
def side(
    request: pytest.FixtureRequest,
    pages: Pages,
    paths: list[str],
    visitor: Callable[[str], Pages],  # the fixture imported above
    mailer: RecordingMailer,
) -> tuple[Pages, list[str]]:
    """A browser, and the addresses it may type at."""
    if request.param == "desk":
        return pages, paths
    [link] = links_of(mailer).values()
    return visitor(link), [f"/portal/{name}" for name in PORTAL]


@pytest.fixture
def trial(side: tuple[Pages, list[str]], services: Services) -> Trial:
    return Trial(side[0], services)


@pytest.fixture
def forms(side: tuple[Pages, list[str]]) -> list[Form]:
    return list(_forms(*side))


def _forms(pages: Pages, paths: list[str]) -> Iterator[Form]:
    for path in paths:
        for element in pages.get(path).all("form", method="post"):
            form = read(element, path)
            if form.texts or form.chosen:
                yield form


def test_nothing_filled_in_breaks_nothing(forms: list[Form], trial: Trial) -> None:
    assert len(forms) >= len(PORTAL)
    for form in forms:
        trial.post(form, {}, "no field at all")
        trial.post(form, {name: [""] for name in form.values}, "every field empty")
    assert trial.broken == []


def test_twenty_thousand_characters_are_refused_and_kept(forms: list[Form], trial: Trial) -> None:
    for form in forms:
        for name in form.texts:
            reply = trial.refused(form, {**form.values, name: [LONG]}, name)
            if reply.status_code == REFUSED and LONG.strip()[-200:] not in reply.text:
                trial.note(form, name, "not kept")
    assert trial.broken == []


@pytest.mark.parametrize("kind", STRANGE)
def test_a_character_no_keyboard_makes_is_refused(
    forms: list[Form], trial: Trial, kind: str
) -> None:
    for form in forms:
        for name in form.texts:
            trial.refused(form, {**form.values, name: [STRANGE[kind]]}, name)
    assert trial.broken == []


def test_what_is_chosen_or_hidden_may_hold_nonsense(forms: list[Form], trial: Trial) -> None:
    for form in forms:
        for name in (*form.chosen, *form.texts[:4]):
            for nonsense in NONSENSE:
                trial.post(form, {**form.values, name: [nonsense]}, f"{name}={nonsense[:9]}")
    assert trial.broken == []


def test_a_file_where_a_text_belongs_and_a_text_where_a_file_belongs(
    forms: list[Form], trial: Trial
) -> None:
    for form in forms:
        for name in form.texts:
            data = {**form.values, name: (BytesIO(b"x"), "a.txt"), "csrf_token": trial.token}
            if trial.pages.client.post(form.action, data=data).status_code >= 500:
                trial.note(form, name, "a file")
        trial.post(form, {**form.values, "file": ["x"]}, "a text for a file")
    assert trial.broken == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("", b"x"),
        ("a.csv", b""),
        ("a.xlsx", b"PK\x03\x04"),
        ("...", b"Nom\r\nA\r\n"),
        ("a.exe", b"MZ" * 50),
    ],
)
def test_an_upload_that_is_no_table_is_refused_beside_its_field(
    pages: Pages, incident_id: str, name: str, content: bytes
) -> None:
    for path in ("controllers/import", "filings/numbers"):
        address = f"/incidents/{incident_id}/{path}"
        data = {"once": new_id(), "file": (BytesIO(content), name), "csrf_token": pages.token()}
        reply = pages.client.post(address, data=data)

        assert reply.status_code == REFUSED, path
        page = Page(reply, parse(reply.text, address))
        assert page.all("p", class_="field-error") or "error-summary" in reply.text


class TestStale:
    """Somebody saved meanwhile: what is stored and what was typed are both on the page."""

    def test_the_file_of_a_controller(
        self, pages: Pages, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        one = save_controller(services, dpo, incident_id)
        address = f"/incidents/{incident_id}/controllers/{one}/edit"
        mine = pages.get(address).form_values
        pages.post(address, {**mine, "city": "Ville d’une autre", "persons_declared": "777"})

        page = pages.post(address, {**mine, "city": "Ma ville"}, status=REFUSED)
        assert page.field("city") == "Ma ville"
        assert "Ville d’une autre" in page.text
        assert "777" in page.text
        pages.post(address, {**page.form_values})
        assert pages.get(address).field("city") == "Ma ville"

    def test_what_the_controller_knew(
        self, pages: Pages, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        one = save_controller(services, dpo, incident_id)
        address = f"/incidents/{incident_id}/controllers/{one}/knowledge"
        mine = pages.get(address).form_values
        theirs = {"other_at-date": "2026-03-01", "other_at-time": "10:15"}
        pages.post(address, {**mine, **theirs, "other_why": "Radio locale"})

        page = pages.post(
            address,
            {
                **mine,
                "retained_at-date": "2026-03-01",
                "retained_at-time": "09:00",
                "retained_why": "Appel reçu",
            },
            status=REFUSED,
        )
        assert page.field("retained_why") == "Appel reçu"
        assert "Radio locale" in page.text
        assert "10:15" in page.text

    def test_the_text_of_a_notice(
        self, pages: Pages, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        with services.unit_of_work(dpo) as uow:
            draft = notices.start(uow, incident_id, new_id())
        address = f"/incidents/{incident_id}/controllers/notices/{draft}"
        mine = pages.get(address).form_values
        pages.post(address, {**mine, "fr-events": "Le texte d’une autre."})

        page = pages.post(address, {**mine, "fr-events": "Mon texte."}, status=REFUSED)
        assert page.field("fr-events") == "Mon texte."
        assert "Le texte d’une autre." in page.text

    @pytest.mark.parametrize("act", ["withdraw", "override"])
    def test_an_act_on_a_page_that_is_old_keeps_its_reason(
        self, pages: Pages, services: Services, dpo: Actor, incident_id: str, act: str
    ) -> None:
        one = save_controller(services, dpo, incident_id)
        base = f"/incidents/{incident_id}/controllers/{one}"
        mine = pages.get(f"{base}/{act}").form_values
        pages.post(f"{base}/edit", {**pages.get(f"{base}/edit").form_values, "city": "Ailleurs"})

        page = pages.post(f"{base}/{act}", {**mine, "why": "Ma raison"}, status=REFUSED)
        assert page.field("why") == "Ma raison"
        pages.post(f"{base}/{act}", page.form_values)

    def test_a_filing_recorded_meanwhile_is_not_overwritten(
        self, pages: Pages, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        one = save_controller(services, dpo, incident_id)
        address = f"/incidents/{incident_id}/controllers/{one}/filing"
        mine = pages.get(address).form_values
        pages.post(address, {**mine, "cnil_number": "2026-THEIRS"})

        page = pages.post(address, {**mine, "cnil_number": "2026-MINE"}, status=REFUSED)
        assert page.field("cnil_number") == "2026-MINE"
        assert "2026-THEIRS" in page.text
