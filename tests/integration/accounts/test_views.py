from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from breachdesk.accounts import service
from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor, Permission
from breachdesk.kernel.clock import FrozenClock
from tests.builders.accounts import PASSWORD, SETUP, build_account, save_account
from tests.builders.organisations import actor_of
from tests.integration.accounts.browser import EMAIL, enter, is_inside, post
from tests.integration.conftest import SignIn
from tests.integration.page import Pages
from tests.integration.trail import tags

OTHER = "brouillard cerise moulin quatre"


@pytest.fixture
def admin(services: Services) -> Actor:
    return actor_of(services, save_account(services, is_admin=True, name="Maud Nil"))


@pytest.fixture
def as_admin(client: FlaskClient, services: Services, admin: Actor, sign_in: SignIn) -> Pages:
    sign_in(client, admin)
    return Pages(client, services.engine)


class TestOwnAccount:
    def test_shows_what_may_be_changed(self, pages: Pages) -> None:
        page = pages.get("/account/")

        assert page.field("name") == "Ada Lorne"
        assert page.field("zone") == "Europe/Paris"

    def test_keeps_a_change_and_speaks_the_new_language(self, pages: Pages) -> None:
        pages.post("/account/", {"name": "Ada L.", "language": "en", "zone": "UTC"})

        page = pages.get("/account/")
        assert page.h1 == "Your account"
        assert (page.field("name"), page.field("zone")) == ("Ada L.", "UTC")

    @pytest.mark.parametrize(
        ("field", "typed"), [("name", ""), ("language", "de"), ("zone", "Mars/Olympus")]
    )
    def test_refuses_what_it_does_not_know(self, pages: Pages, field: str, typed: str) -> None:
        words = {"name": "Ada", "language": "en", "zone": "UTC", field: typed}

        page = pages.post("/account/", words, status=422)
        assert pages.get("/account/").field("name") == "Ada Lorne"
        assert page.status == 422

    def test_az_06_nobody_makes_oneself_administrator(
        self, pages: Pages, services: Services, dpo: Actor
    ) -> None:
        words = {"name": "Ada", "language": "fr", "zone": "UTC", "is_admin": "y", "active": "0"}
        pages.post("/account/", words)

        assert not actor_of(services, dpo.user_id).may(Permission.ACCOUNT_MANAGE)


class TestPasswordChange:
    @pytest.fixture(autouse=True)
    def _inside(self, services: Services, client: FlaskClient) -> None:
        save_account(services, email=EMAIL, password=PASSWORD)
        enter(client)

    def change(self, client: FlaskClient, **over: str) -> int:
        words = {"current_password": PASSWORD, "password": OTHER, "password_again": OTHER, **over}
        path = "/account/password"
        return post(client, path, source=path, **words).status_code

    def test_au_19_ends_every_session(self, client: FlaskClient) -> None:
        copied = client.get_cookie("bd")
        assert copied
        assert self.change(client) == 303
        client.set_cookie("bd", copied.value)

        assert not is_inside(client)

    def test_makes_the_new_one_the_only_one(self, client: FlaskClient) -> None:
        self.change(client)
        enter(client)
        assert not is_inside(client)
        enter(client, password=OTHER)

        assert is_inside(client)

    def test_is_recorded(self, client: FlaskClient, services: Services) -> None:
        self.change(client)

        assert [tag for tag, *_ in tags(services, "account:pass")] == ["account:password-changed"]

    @pytest.mark.parametrize(
        ("field", "typed"),
        [
            ("current_password", "not the right one"),
            ("password_again", "something else entirely"),
            ("password", "court"),
        ],
    )
    def test_is_refused_with_422(self, client: FlaskClient, field: str, typed: str) -> None:
        assert self.change(client, **{field: typed}) == 422
        assert is_inside(client)

    def test_a_wrong_present_password_counts_as_a_failure(
        self, client: FlaskClient, services: Services
    ) -> None:
        self.change(client, current_password="not the right one")

        assert len(tags(services, "sign-in:refused")) == 1


class TestLanguage:
    def test_is_french_by_default(self, client: FlaskClient) -> None:
        assert '<html lang="fr"' in client.get("/login").text

    def test_is_switched_before_signing_in(self, client: FlaskClient) -> None:
        reply = post(client, "/language", language="en", next="/login")

        assert (reply.status_code, reply.location) == (303, "/login")
        assert "Sign in" in client.get("/login").text

    def test_is_kept_for_the_person(self, pages: Pages, services: Services, dpo: Actor) -> None:
        pages.post("/language", {"language": "en", "next": "/account/"})

        assert actor_of(services, dpo.user_id).language == "en"

    @pytest.mark.parametrize("language", ["de", "", "../../etc"])
    def test_that_is_none_changes_nothing(self, client: FlaskClient, language: str) -> None:
        post(client, "/language", language=language, next="/login")

        assert '<html lang="fr"' in client.get("/login").text

    def test_em_06_leads_to_our_pages_only(self, client: FlaskClient) -> None:
        assert post(client, "/language", language="en", next="//evil.test").location == "/"


class TestInvitation:
    @pytest.fixture
    def path(self, services: Services) -> str:
        with services.unit_of_work(SETUP) as uow:
            created = service.create_account(uow, build_account(email=EMAIL))
        return f"/invitations/{created.invitation}"

    def test_lets_somebody_choose_a_password(self, client: FlaskClient, path: str) -> None:
        post(client, path, source=path, password=PASSWORD, password_again=PASSWORD)
        enter(client)

        assert is_inside(client)

    def test_names_the_account(self, client: FlaskClient, path: str) -> None:
        assert EMAIL in client.get(path).text

    def test_looking_at_it_spends_nothing(self, client: FlaskClient, path: str) -> None:
        for _ in range(3):
            assert client.get(path).status_code == 200

    def test_a_weak_password_is_refused_beside_its_field(
        self, client: FlaskClient, path: str
    ) -> None:
        weak = "motdepassemotdepasse"

        reply = post(client, path, source=path, password=weak, password_again=weak)
        assert reply.status_code == 422
        assert weak not in reply.text

    @pytest.mark.parametrize("token", ["x", "0" * 43])
    def test_unknown_links_open_nothing(self, client: FlaskClient, token: str) -> None:
        assert client.get(f"/invitations/{token}").status_code == 404

    def test_expired_links_open_nothing(
        self, client: FlaskClient, path: str, clock: FrozenClock
    ) -> None:
        clock.at += timedelta(days=8)

        assert client.get(path).status_code == 404

    def test_the_link_of_the_first_run_is_no_invitation(
        self, client: FlaskClient, services: Services
    ) -> None:
        with services.unit_of_work(SETUP) as uow:
            token = service.first_run_link(uow)

        assert client.get(f"/invitations/{token}").status_code == 404


class TestAdministration:
    def test_takes_an_administrator(self, pages: Pages) -> None:
        pages.get("/accounts/", status=403)
        pages.post("/accounts/new", {"name": "B", "email": "b@example.org"}, status=403)

    def test_lists_everybody(self, as_admin: Pages, services: Services) -> None:
        save_account(services, name="Bo Nil", email="bo@example.org")

        assert "bo@example.org" in as_admin.get("/accounts/").text

    def test_opens_an_account_and_shows_its_link_once(
        self, as_admin: Pages, client: FlaskClient
    ) -> None:
        page = as_admin.get("/accounts/new")
        typed = {**page.form_values, "name": "Bo Nil", "email": "bo@example.org"}
        shown = as_admin.post("/accounts/new", typed, status=200)

        link = "".join(shown.one("code").itertext())
        assert link.startswith("http://localhost:8765/invitations/")
        assert client.get(link.removeprefix("http://localhost:8765")).status_code == 200

    def test_the_same_page_sent_twice_opens_one_account(
        self, as_admin: Pages, services: Services
    ) -> None:
        page = as_admin.get("/accounts/new")
        typed = {**page.form_values, "name": "Bo Nil", "email": "bo@example.org"}
        as_admin.post("/accounts/new", typed, status=200)
        as_admin.post("/accounts/new", typed)

        assert len(tags(services, "account:created")) == 2  # the administrator is the other one

    def test_says_when_the_address_is_taken(self, as_admin: Pages, services: Services) -> None:
        save_account(services, email="bo@example.org")
        typed = {"name": "Bo", "email": "bo@example.org", "language": "fr"}

        assert as_admin.post("/accounts/new", typed, status=422).field("name") == "Bo"

    @pytest.mark.parametrize(
        ("verb", "tag"),
        [("close", "account:closed"), ("unlock", "account:unlocked")],
    )
    def test_acts_on_an_account(
        self, as_admin: Pages, services: Services, verb: str, tag: str
    ) -> None:
        user_id = save_account(services)
        as_admin.post(f"/accounts/{user_id}/{verb}", {})

        assert [(t, subject) for t, subject, _ in tags(services, tag)] == [(tag, user_id)]

    def test_reopens_a_closed_account(self, as_admin: Pages, services: Services) -> None:
        user_id = save_account(services)
        as_admin.post(f"/accounts/{user_id}/close", {})
        as_admin.post(f"/accounts/{user_id}/reopen", {})

        assert services.actor_for(user_id)

    def test_renews_an_invitation(self, as_admin: Pages, services: Services) -> None:
        user_id = save_account(services)
        shown = as_admin.post(f"/accounts/{user_id}/invite", {}, status=200)

        assert "/invitations/" in shown.text

    def test_az_12_does_not_close_the_last_administrator(
        self, as_admin: Pages, admin: Actor
    ) -> None:
        as_admin.post(f"/accounts/{admin.user_id}/close", {}, status=422)

    def test_of_an_unknown_account_finds_nothing(self, as_admin: Pages) -> None:
        as_admin.post(f"/accounts/{'0' * 32}/close", {}, status=404)


def test_a_page_kept_after_the_session_ended_shows_no_password(client: FlaskClient) -> None:
    typed = {"current_password": PASSWORD, "password": OTHER, "password_again": OTHER}

    reply = client.post("/account/password", data=typed)
    assert reply.status_code == 400
    assert PASSWORD not in reply.text
    assert OTHER not in reply.text
