from io import BytesIO
from xml.etree.ElementTree import Element

import pytest

from breachdesk.bootstrap import Services
from breachdesk.evidence import service as evidence
from breachdesk.kernel.actor import Actor, Role
from breachdesk.measures import service
from breachdesk.measures.domain import MeasureStatus, MeasureView
from breachdesk.measures.registry import PLAYBOOKS
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, save_desk, save_member
from tests.integration.conftest import SignIn
from tests.integration.page import Page, Pages
from tests.integration.trail import tags

SETTLED = "measure:settled"
NOTE = "Accès fermé par l’hébergeur, capture EV-3."


@pytest.fixture
def incident_id(services: Services, dpo: Actor) -> str:
    return open_case(services, dpo)


@pytest.fixture
def address(incident_id: str) -> str:
    return f"/incidents/{incident_id}/actions/"


def add(
    pages: Pages, address: str, due: tuple[str, str] = ("", ""), *, status: int = 303, **over: str
) -> Page:
    """An action of one's own; `due` is the date and the time."""
    own = {
        "title": "Fermer la boîte",
        "detail": "Révoquer les sessions, garder le journal.",
        "phase": "first-day",
        "kind": "containment",
        "owner_id": "",
        "due_at-date": due[0],
        "due_at-time": due[1],
        "once": pages.get(f"{address}new").field("once"),
    }
    return pages.post(f"{address}new", own | over, status=status)


def of_case(services: Services, actor: Actor, incident_id: str) -> list[MeasureView]:
    with services.reading(actor) as uow:
        return list(service.of_case(uow, incident_id))


@pytest.fixture
def own(pages: Pages, address: str, services: Services, dpo: Actor, incident_id: str) -> str:
    """The address of one open action."""
    add(pages, address)
    [measure] = of_case(services, dpo, incident_id)
    return f"{address}{measure.id}"


def line(page: Page, words: str) -> str:
    """What the list says of the action whose title holds the words."""
    items = [_text(item) for item in page.all("li", class_="measure")]
    [found] = [text for text in items if words in text]
    return found


def said(page: Page, field: str) -> str:
    return _text(page.one("p", id=f"{field}-error"))


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


class TestPlaybook:
    def test_its_actions_stand_on_the_page_by_phase(self, pages: Pages, address: str) -> None:
        pages.post(f"{address}playbook", {"playbook": "ransomware"})

        page = pages.get(address)
        text = line(page, "Isoler les machines atteintes")
        assert "À faire" in text
        assert "Échéance" in text
        assert page.all("time", datetime="2026-03-02T12:00:00+00:00")
        sections = {_text(next(one.iter("h2"))) for one in page.all("section") if one.find("ul")}
        assert len(sections) > 1

    def test_applied_twice_adds_nothing_more(
        self, pages: Pages, address: str, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        for _time in range(2):
            pages.post(f"{address}playbook", {"playbook": "ransomware"})

        titles = [one.title.fr for one in of_case(services, dpo, incident_id)]
        assert titles
        assert len(titles) == len(set(titles))

    @pytest.mark.parametrize("key", ["", "none-of-them", "../ransomware", "a" * 10_000])
    def test_one_that_does_not_exist_is_refused_beside_its_field(
        self, pages: Pages, address: str, services: Services, key: str
    ) -> None:
        page = pages.post(f"{address}playbook", {"playbook": key}, status=422)

        assert said(page, "playbook")
        assert tags(services, "measure:playbook-applied") == []

    def test_every_one_can_be_chosen(self, pages: Pages, address: str) -> None:
        offered = pages.get(address).one("select", name="playbook")

        assert {option.get("value") for option in offered.iter("option")} == set(PLAYBOOKS)


class TestAdding:
    def test_an_action_has_its_owner_and_due_time(
        self, pages: Pages, address: str, services: Services, desk: Desk
    ) -> None:
        bo = save_member(services, desk.organisation_id, Role.RESPONDER, name="Bo Nil")
        add(pages, address, ("2026-03-03", "09:30"), owner_id=bo.user_id)

        page = pages.get(address)
        text = line(page, "Fermer la boîte")
        assert "Bo Nil" in text
        assert "Révoquer les sessions" in text
        assert page.all("time", datetime="2026-03-03T08:30:00+00:00")

    def test_late_is_said_in_words(self, pages: Pages, address: str) -> None:
        add(pages, address, ("2026-03-01", "09:30"))

        assert "En retard" in line(pages.get(address), "Fermer la boîte")

    def test_without_a_title_is_refused_and_the_rest_stays(
        self, pages: Pages, address: str, services: Services
    ) -> None:
        page = add(pages, address, status=422, title=" ")

        assert said(page, "title") == "Dites ce qu’il faut faire."
        assert page.field("detail") == "Révoquer les sessions, garder le journal."
        assert page.field("phase") == "first-day"
        assert tags(services, "measure:added") == []

    def test_a_stranger_cannot_be_its_owner(
        self, pages: Pages, address: str, services: Services
    ) -> None:
        page = add(pages, address, status=422, owner_id=save_desk(services).dpo.user_id)

        assert said(page, "owner_id")
        assert tags(services, "measure:added") == []

    def test_the_form_sent_twice_adds_one(
        self, pages: Pages, address: str, services: Services
    ) -> None:
        once = pages.get(f"{address}new").field("once")
        for _time in range(2):
            add(pages, address, once=once)

        assert len(tags(services, "measure:added")) == 1


class TestOwner:
    def test_is_assigned_and_shown(
        self, pages: Pages, address: str, own: str, services: Services, desk: Desk
    ) -> None:
        assert "personne" in line(pages.get(address), "Fermer la boîte")
        bo = save_member(services, desk.organisation_id, Role.RESPONDER, name="Bo Nil")
        values = pages.get(f"{own}/assign").form_values

        pages.post(f"{own}/assign", {**values, "owner_id": bo.user_id})
        assert "Bo Nil" in line(pages.get(address), "Fermer la boîte")
        assert pages.get(f"{own}/assign").field("owner_id") == bo.user_id

    def test_is_a_member(self, pages: Pages, own: str, services: Services) -> None:
        values = pages.get(f"{own}/assign").form_values
        owner = save_desk(services).dpo.user_id

        page = pages.post(f"{own}/assign", {**values, "owner_id": owner}, status=422)
        assert said(page, "owner_id")
        assert tags(services, "measure:assigned") == []


class TestFinishing:
    def finish(
        self, pages: Pages, own: str, clock_time: str = "12:45", *, status: int = 303
    ) -> Page:
        path = f"{own}/finish"
        own_words = {
            "done_at-date": "2026-03-02" if clock_time else "",
            "done_at-time": clock_time,
            "note": NOTE,
        }
        return pages.post(path, {**pages.get(path).form_values, **own_words}, status=status)

    def test_says_when_by_whom_and_where_the_evidence_is(
        self, pages: Pages, address: str, own: str, dpo: Actor
    ) -> None:
        self.finish(pages, own)

        page = pages.get(address)
        text = line(page, "Fermer la boîte")
        assert NOTE in text
        assert dpo.name in text
        assert page.all("time", datetime="2026-03-02T11:45:00+00:00")

    @pytest.mark.parametrize(
        ("at", "sentence"),
        [
            ("13:01", "Cela ne peut pas être dans le futur."),
            ("10:59", "Cela ne peut pas précéder la découverte de l’incident."),
        ],
        ids=["in the future", "before the incident"],
    )
    def test_at_a_time_that_cannot_be_is_refused_beside_its_field(
        self, pages: Pages, own: str, services: Services, at: str, sentence: str
    ) -> None:
        page = self.finish(pages, own, at, status=422)

        assert said(page, "done_at") == sentence
        assert page.field("note") == NOTE
        assert page.field("done_at-time") == at
        assert tags(services, SETTLED) == []

    def test_at_the_moment_of_discovery_is_taken(self, pages: Pages, own: str) -> None:
        self.finish(pages, own, "11:00")

    def test_wants_a_time(self, pages: Pages, own: str, services: Services) -> None:
        page = self.finish(pages, own, "", status=422)

        assert said(page, "done_at")
        assert tags(services, SETTLED) == []

    def test_twice_is_refused_without_losing_the_note(
        self, pages: Pages, own: str, services: Services
    ) -> None:
        stale = pages.get(f"{own}/finish").form_values
        self.finish(pages, own)

        page = pages.post(f"{own}/finish", {**stale, "note": "Autre note"}, status=422)
        assert page.field("note") == "Autre note"
        assert len(tags(services, SETTLED)) == 1

    def test_its_file_is_kept_with_the_action(
        self, pages: Pages, own: str, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        actions, _slash, measure_id = own.rpartition("/")
        [link] = [one for one in pages.get(f"{actions}/").links if "about=" in one]
        form = pages.get(link).form_values
        pages.post(
            f"/incidents/{incident_id}/evidence/", {**form, "file": (BytesIO(b"log"), "a.log")}
        )

        with services.reading(dpo) as uow:
            [kept] = evidence.of_case(uow, incident_id, measure_id)
        assert kept.name == "a.log"

    def test_taken_up_again_it_is_open(
        self, pages: Pages, own: str, services: Services, dpo: Actor, incident_id: str
    ) -> None:
        self.finish(pages, own)
        [done] = of_case(services, dpo, incident_id)

        pages.post(f"{own}/reopen", {"version": str(done.version)})
        [again] = of_case(services, dpo, incident_id)
        assert (again.status, again.done_at) == (MeasureStatus.OPEN, None)

    @pytest.mark.parametrize("version", ["1", "2", "", "x", "9" * 5_000])
    def test_one_that_is_open_is_not_taken_up_again(
        self, pages: Pages, own: str, services: Services, version: str
    ) -> None:
        page = pages.post(f"{own}/reopen", {"version": version}, status=422)

        assert page.one("div", class_="error-summary") is not None
        assert tags(services, "measure:reopened") == []


class TestSkipping:
    def test_wants_a_reason(self, pages: Pages, own: str, services: Services) -> None:
        values = pages.get(f"{own}/skip").form_values

        page = pages.post(f"{own}/skip", {**values, "note": " "}, status=422)
        assert said(page, "note") == "Dites pourquoi cela ne s’applique pas."
        assert tags(services, SETTLED) == []

    def test_shows_the_reason(self, pages: Pages, address: str, own: str) -> None:
        values = pages.get(f"{own}/skip").form_values
        pages.post(f"{own}/skip", {**values, "note": "Aucune sauvegarde en ligne."})

        text = line(pages.get(address), "Fermer la boîte")
        assert "Sans objet" in text
        assert "Aucune sauvegarde en ligne." in text


class TestRights:
    def test_an_auditor_reads_only(
        self, pages: Pages, own: str, services: Services, desk: Desk, sign_in: SignIn
    ) -> None:
        sign_in(pages.client, save_member(services, desk.organisation_id, Role.AUDITOR))

        pages.get(f"{own.rpartition('/')[0]}/")
        for verb in ("finish", "skip", "assign"):
            pages.get(f"{own}/{verb}", status=403)
            pages.post(f"{own}/{verb}", {"version": "1", "note": "x"}, status=403)

    def test_a_stranger_finds_nothing(
        self, pages: Pages, own: str, services: Services, sign_in: SignIn
    ) -> None:
        sign_in(pages.client, save_desk(services).dpo)

        for verb in ("finish", "skip", "assign"):
            pages.get(f"{own}/{verb}", status=404)

    def test_an_action_is_found_through_its_own_case_only(
        self, pages: Pages, own: str, services: Services, dpo: Actor
    ) -> None:
        other = open_case(services, dpo)

        pages.get(f"/incidents/{other}/actions/{own.rpartition('/')[2]}/finish", status=404)
