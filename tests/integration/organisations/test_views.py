from typing import ClassVar

import pytest
from flask.testing import FlaskClient

from breachdesk.accounts import service as accounts
from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Role
from breachdesk.organisations import service
from breachdesk.organisations.domain import EditSection, Section
from tests.builders.accounts import PASSWORD, SETUP, build_account, save_account
from tests.builders.organisations import (
    BODY,
    Desk,
    actor_of,
    complete,
    save_desk,
    save_member,
)
from tests.integration.accounts.browser import enter, is_inside, post
from tests.integration.conftest import SignIn
from tests.integration.page import Page, Pages
from tests.integration.trail import tags


def address(desk: Desk, section: str = "body") -> str:
    return f"/organisations/{desk.organisation_id}/identity/{section}"


def members(desk: Desk) -> str:
    return f"/organisations/{desk.organisation_id}/members/"


class TestIndex:
    def test_leads_to_the_persons_organisations_only(
        self, pages: Pages, desk: Desk, services: Services
    ) -> None:
        other = save_desk(services, name="Clinique du Parc")

        page = pages.get("/organisations/")
        assert f"/organisations/{desk.organisation_id}" in page.links
        assert f"/organisations/{other.organisation_id}" not in page.links
        assert "Clinique" not in page.text

    def test_tells_whoever_has_none(
        self, client: FlaskClient, services: Services, sign_in: SignIn
    ) -> None:
        sign_in(client, actor_of(services, save_account(services)))

        Pages(client, services.engine).get("/organisations/")


class TestShow:
    def test_says_what_is_to_complete(self, pages: Pages, desk: Desk) -> None:
        page = pages.get(f"/organisations/{desk.organisation_id}")

        assert page.h1 == "Pharmacie des Tilleuls"

    def test_shows_everything_once_complete(
        self, pages: Pages, desk: Desk, services: Services
    ) -> None:
        complete(services, desk.organisation_id)

        text = pages.get(f"/organisations/{desk.organisation_id}").text
        assert "732829320" in text
        assert "Commerce ; réparation d'automobiles et de motocycles" in text

    def test_az_02_of_somebody_else_is_not_there(self, pages: Pages, services: Services) -> None:
        other = save_desk(services)

        pages.get(f"/organisations/{other.organisation_id}", status=404)
        pages.get(address(other), status=404)
        pages.get(members(other), status=404)
        pages.post(address(other), {"name": "Mine"}, status=404)


class TestEdit:
    def test_saves_what_was_typed(self, pages: Pages, desk: Desk, services: Services) -> None:
        pages.post(address(desk), {**pages.get(address(desk)).form_values, **BODY})

        with services.reading(desk.dpo) as uow:
            identity = service.identity(uow, desk.organisation_id)
        assert identity.section(Section.BODY) == BODY

    @pytest.mark.parametrize("section", list(Section))
    def test_every_section_has_its_page(self, pages: Pages, desk: Desk, section: Section) -> None:
        pages.get(address(desk, section.value))

    def test_keeps_what_was_typed_beside_the_refusal(self, pages: Pages, desk: Desk) -> None:
        typed = {**pages.get(address(desk)).form_values, **BODY, "siren": "123"}

        page = pages.post(address(desk), typed, status=422)
        assert (page.field("siren"), page.field("city")) == ("123", "Quimper")

    def test_a_stale_page_shows_both_versions_and_can_be_sent_again(
        self, pages: Pages, desk: Desk, services: Services
    ) -> None:
        typed = {**pages.get(address(desk)).form_values, "city": "Brest"}
        with services.unit_of_work(desk.dpo) as uow:
            service.edit(uow, EditSection(desk.organisation_id, 1, Section.BODY, BODY))

        page = pages.post(address(desk), typed, status=422)
        assert "Quimper" in page.text
        assert page.field("city") == "Brest"
        pages.post(address(desk), page.form_values)

    @pytest.mark.parametrize("version", ["", "x", "9" * 40, "-1", "²"])
    def test_a_version_that_is_none_is_stale(self, pages: Pages, desk: Desk, version: str) -> None:
        typed = {**pages.get(address(desk)).form_values, "version": version}

        pages.post(address(desk), typed, status=422)

    def test_of_an_unknown_section_finds_nothing(self, pages: Pages, desk: Desk) -> None:
        pages.get(address(desk, "soul"), status=404)

    def test_takes_the_right_role(
        self, client: FlaskClient, desk: Desk, services: Services, sign_in: SignIn
    ) -> None:
        sign_in(client, save_member(services, desk.organisation_id, Role.AUDITOR))
        pages = Pages(client, services.engine)

        pages.get(f"/organisations/{desk.organisation_id}")
        pages.get(address(desk), status=403)
        pages.post(address(desk), dict(BODY), status=403)


class TestMembers:
    def add(self, pages: Pages, desk: Desk, *, status: int, **over: str) -> Page:
        typed = {"name": "Bo Nil", "email": "bo@example.org", "role": "responder", **over}
        return pages.post(members(desk), typed, status=status)

    def test_an_unknown_person_is_invited_by_a_link(
        self, pages: Pages, desk: Desk, client: FlaskClient
    ) -> None:
        shown = self.add(pages, desk, status=200)

        link = "".join(shown.one("code").itertext())
        assert client.get(link.removeprefix("http://localhost:8765")).status_code == 200

    def test_a_known_person_is_added_at_once(
        self, pages: Pages, desk: Desk, services: Services
    ) -> None:
        save_account(services, email="bo@example.org")
        self.add(pages, desk, status=303)

        assert "bo@example.org" in pages.get(members(desk)).text

    @pytest.mark.parametrize(
        "over", [{"email": "bo@"}, {"name": ""}, {"role": "emperor"}, {"email": ""}]
    )
    def test_a_wrong_field_adds_nobody(
        self, pages: Pages, desk: Desk, services: Services, over: dict[str, str]
    ) -> None:
        self.add(pages, desk, status=422, **over)

        assert len(tags(services, "organisation:member-added")) == 1

    def test_the_role_is_changed(self, pages: Pages, desk: Desk, services: Services) -> None:
        person = save_member(services, desk.organisation_id, Role.RESPONDER)
        pages.post(f"{members(desk)}{person.user_id}/role", {"role": "auditor"})

        assert len(tags(services, "organisation:member-role-changed")) == 1

    def test_the_last_dpo_stays(self, pages: Pages, desk: Desk) -> None:
        own = f"{members(desk)}{desk.dpo.user_id}"

        pages.post(f"{own}/remove", {}, status=422)
        pages.post(f"{own}/role", {"role": "auditor"}, status=422)

    def test_somebody_is_removed(self, pages: Pages, desk: Desk, services: Services) -> None:
        person = save_member(services, desk.organisation_id, Role.RESPONDER)
        pages.post(f"{members(desk)}{person.user_id}/remove", {})

        assert actor_of(services, person.user_id).scope() == frozenset()


class TestOpening:
    @pytest.fixture
    def as_admin(self, client: FlaskClient, services: Services, sign_in: SignIn) -> Pages:
        sign_in(client, actor_of(services, save_account(services, is_admin=True)))
        return Pages(client, services.engine)

    def test_takes_an_administrator(self, pages: Pages) -> None:
        pages.get("/organisations/new", status=403)

    def test_appoints_the_person_chosen(
        self, as_admin: Pages, desk: Desk, services: Services
    ) -> None:
        typed = {**as_admin.get("/organisations/new").form_values, "name": "Clinique du Parc"}
        as_admin.post("/organisations/new", {**typed, "dpo_id": desk.dpo.user_id})

        assert len(actor_of(services, desk.dpo.user_id).grants) == 2

    def test_sent_twice_opens_one(self, as_admin: Pages, services: Services) -> None:
        typed = {**as_admin.get("/organisations/new").form_values, "name": "Clinique du Parc"}
        for _ in range(2):
            as_admin.post("/organisations/new", typed)

        assert len(tags(services, "organisation:created")) == 1


class TestFirstRun:
    TYPED: ClassVar = {
        "name": "Ada Lorne",
        "email": "ada@example.org",
        "password": PASSWORD,
        "password_again": PASSWORD,
        "organisation": "Pharmacie des Tilleuls",
        "zone": "Europe/Paris",
    }

    @pytest.fixture
    def path(self, services: Services) -> str:
        with services.unit_of_work(SETUP) as uow:
            return f"/first-run/{accounts.first_run_link(uow)}"

    def test_opens_the_instance(self, client: FlaskClient, path: str) -> None:
        post(client, path, source=path, **self.TYPED)
        enter(client)

        assert is_inside(client)
        assert "Pharmacie des Tilleuls" in client.get("/organisations/").text

    def test_au_14_the_page_is_gone_afterwards(self, client: FlaskClient, path: str) -> None:
        post(client, path, source=path, **self.TYPED)

        assert client.get(path).status_code == 404

    @pytest.mark.parametrize(
        ("field", "typed"),
        [
            ("password", "court"),
            ("password_again", "other"),
            ("email", "ada"),
            ("organisation", ""),
        ],
    )
    def test_says_what_is_wrong_and_opens_nothing(
        self, client: FlaskClient, path: str, services: Services, field: str, typed: str
    ) -> None:
        reply = post(client, path, source=path, **{**self.TYPED, field: typed})

        assert reply.status_code == 422
        assert PASSWORD not in reply.text
        assert tags(services, "account:created") == []

    def test_an_invitation_is_no_first_run(self, client: FlaskClient, services: Services) -> None:
        with services.unit_of_work(SETUP) as uow:
            token = accounts.invite(uow, build_account()).invitation

        assert client.get(f"/first-run/{token}").status_code == 404
