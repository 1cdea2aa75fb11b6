"""Signing in through the pages, as a browser does it."""

import time
from datetime import timedelta
from statistics import median
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from breachdesk.accounts import service
from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from tests.builders.accounts import PASSWORD, SETUP, save_account
from tests.integration.accounts.browser import (
    EMAIL,
    enter,
    is_inside,
    post,
    token_of,
    without_token,
)
from tests.integration.conftest import SignIn
from tests.integration.trail import tags


@pytest.fixture
def user_id(services: Services) -> str:
    return save_account(services, email=EMAIL, password=PASSWORD)


@pytest.mark.usefixtures("user_id")
class TestPassword:
    def test_opens_the_account(self, client: FlaskClient) -> None:
        reply = enter(client)

        assert (reply.status_code, reply.location) == (302, "/")
        assert is_inside(client)

    def test_whatever_the_capitals_of_the_address(self, client: FlaskClient) -> None:
        enter(client, email="Ada@EXAMPLE.org")

        assert is_inside(client)

    def test_au_47_is_recorded(self, client: FlaskClient, services: Services, user_id: str) -> None:
        enter(client)

        assert tags(services, "sign-in") == [
            ("sign-in:succeeded", user_id, '{"with_second_factor":false}')
        ]

    def test_au_01_unknown_account_and_wrong_password_answer_alike(
        self, client: FlaskClient
    ) -> None:
        wrong = enter(client, password="not the right one")
        other = "bob@example.org"
        unknown = enter(client, password="not the right one", email=other)

        assert wrong.status_code == unknown.status_code == 422
        assert without_token(wrong).replace(EMAIL, "") == without_token(unknown).replace(other, "")

    def test_au_02_they_take_the_same_time(self, client: FlaskClient, services: Services) -> None:
        save_account(services, email="cleo@example.org", password=PASSWORD)
        token = token_of(client.get("/login"))

        def spent(email: str) -> float:
            data = {"email": email, "password": "not the right one", "csrf_token": token}
            began = time.perf_counter()
            client.post("/login", data=data)
            return time.perf_counter() - began

        pairs = [(EMAIL, "x@example.org"), ("cleo@example.org", "y@example.org")] * 8
        known, unknown = zip(*[(spent(a), spent(b)) for a, b in pairs], strict=True)
        assert abs(median(known) - median(unknown)) < 0.005

    def test_au_03_locked_account_answers_like_a_wrong_password(self, client: FlaskClient) -> None:
        replies = [enter(client, password="not the right one") for _ in range(10)]
        right = enter(client)

        assert right.status_code == replies[0].status_code
        assert without_token(right) == without_token(replies[0])
        assert not is_inside(client)

    def test_au_05_the_command_line_ends_the_lock(
        self, client: FlaskClient, services: Services, user_id: str
    ) -> None:
        for _ in range(10):
            enter(client, password="not the right one")
        with services.unit_of_work(SETUP) as uow:
            service.unlock_account(uow, user_id)
        enter(client)

        assert is_inside(client)

    def test_au_08_a_megabyte_of_password_is_refused(self, client: FlaskClient) -> None:
        assert enter(client, password="x" * 1_000_000).status_code == 422

    @pytest.mark.parametrize(("email", "password"), [("", PASSWORD), (EMAIL, ""), ("", "")])
    def test_with_an_empty_field_opens_nothing(
        self, client: FlaskClient, services: Services, email: str, password: str
    ) -> None:
        assert enter(client, password=password, email=email).status_code == 422
        assert tags(services, "sign-in") == []

    def test_au_12_password_managers_find_their_fields(self, client: FlaskClient) -> None:
        page = client.get("/login").text

        assert 'autocomplete="username"' in page
        assert 'autocomplete="current-password"' in page

    def test_au_22_nobody_stays_signed_in_for_good(self, client: FlaskClient) -> None:
        post(client, "/login", email=EMAIL, password=PASSWORD, remember="y")

        assert "remember" not in client.get("/login").text
        assert client.get_cookie("remember_token") is None

    def test_au_45_without_the_page_of_this_session_nothing_opens(
        self, client: FlaskClient
    ) -> None:
        reply = client.post("/login", data={"email": EMAIL, "password": PASSWORD})

        assert reply.status_code == 400
        assert not is_inside(client)

    @pytest.mark.parametrize(
        "kwargs",
        [
            {"auth": (EMAIL, PASSWORD)},
            {"headers": {"Authentication-Token": "x"}},
            {"query_string": {"auth_token": "x", "email": EMAIL, "password": PASSWORD}},
        ],
    )
    def test_au_46_headers_and_addresses_open_nothing(
        self, client: FlaskClient, kwargs: dict[str, Any]
    ) -> None:
        assert client.get("/account/", **kwargs).status_code == 303

    def test_nothing_that_was_typed_is_in_the_trail(
        self, client: FlaskClient, services: Services
    ) -> None:
        enter(client, password="not the right one", email="bob@example.org")
        enter(client)

        told = str(tags(services))
        assert not any(typed in told for typed in ("bob", "not the right", PASSWORD, EMAIL))


@pytest.mark.usefixtures("user_id")
class TestNext:
    def test_leads_back_to_the_page_wanted(self, client: FlaskClient) -> None:
        wanted = client.get("/account/password").location
        reply = post(client, wanted, source=wanted, email=EMAIL, password=PASSWORD)

        assert reply.location == "/account/password"

    @pytest.mark.parametrize(
        "address",
        [
            "//evil.test",
            "https://evil.test",
            "https:evil.test",
            r"\\evil.test",
            r"/\evil.test",
            "\t//evil.test",
            "/\t/evil.test",
            "javascript:alert(1)",
            "evil.test",
        ],
    )
    def test_em_06_never_leads_elsewhere(self, client: FlaskClient, address: str) -> None:
        token = token_of(client.get("/login"))
        data = {"email": EMAIL, "password": PASSWORD, "csrf_token": token, "next": address}

        assert client.post("/login", data=data).status_code == 400
        assert client.get("/login", query_string={"next": address}).status_code == 400


class TestSession:
    @pytest.mark.usefixtures("user_id")
    def test_au_15_at_sign_in_the_form_token_changes(self, client: FlaskClient) -> None:
        before = token_of(client.get("/login"))
        enter(client)

        assert client.post("/account/", data={"csrf_token": before}).status_code == 400

    @pytest.mark.usefixtures("user_id")
    def test_au_16_a_cookie_of_before_is_worth_nothing_after(self, client: FlaskClient) -> None:
        client.get("/login")
        planted = client.get_cookie("bd")
        enter(client)
        client.set_cookie("bd", planted.value if planted else "")

        assert not is_inside(client)

    def test_au_17_cookie_copied_before_sign_out_is_refused(
        self, client: FlaskClient, dpo: Actor, sign_in: SignIn
    ) -> None:
        sign_in(client, dpo)
        copied = client.get_cookie("bd")
        assert copied
        post(client, "/logout", source="/account/")
        client.set_cookie("bd", copied.value)

        assert not is_inside(client)

    def test_sign_out_clears_the_browser_and_is_recorded(
        self, client: FlaskClient, dpo: Actor, sign_in: SignIn, services: Services
    ) -> None:
        sign_in(client, dpo)
        reply = post(client, "/logout", source="/account/")

        assert (reply.status_code, reply.location) == (303, "/login")
        assert "storage" in reply.headers["Clear-Site-Data"]
        assert [subject for _, subject, _ in tags(services, "sign-in:ended")] == [dpo.user_id]

    def test_signing_out_without_a_session_is_harmless(
        self, client: FlaskClient, services: Services
    ) -> None:
        assert post(client, "/logout").status_code == 303
        assert tags(services, "sign-in:ended") == []

    def test_cs_03_other_sites_send_no_forms(
        self, client: FlaskClient, dpo: Actor, sign_in: SignIn
    ) -> None:
        sign_in(client, dpo)
        data = {"csrf_token": token_of(client.get("/account/"))}

        for site in ("cross-site", "same-site"):
            reply = client.post("/logout", data=data, headers={"Sec-Fetch-Site": site})
            assert reply.status_code == 403
        assert is_inside(client)

    def test_signing_out_is_no_link(self, client: FlaskClient, dpo: Actor, sign_in: SignIn) -> None:
        sign_in(client, dpo)

        assert client.get("/logout").status_code == 405
        assert client.post("/logout").status_code == 400
        assert is_inside(client)

    def test_au_18_closing_the_account_ends_its_sessions_at_once(
        self, client: FlaskClient, dpo: Actor, sign_in: SignIn, services: Services
    ) -> None:
        sign_in(client, dpo)
        with services.unit_of_work(SETUP) as uow:
            service.close_account(uow, dpo.user_id)

        assert not is_inside(client)

    def test_au_20_thirty_idle_minutes_end_it(
        self, client: FlaskClient, dpo: Actor, sign_in: SignIn, clock: FrozenClock
    ) -> None:
        sign_in(client, dpo)
        clock.at += timedelta(minutes=29, seconds=59)
        assert is_inside(client)
        clock.at += timedelta(minutes=30)

        assert not is_inside(client)

    def test_au_20_eight_hours_end_it_whatever_one_does(
        self, client: FlaskClient, dpo: Actor, sign_in: SignIn, clock: FrozenClock
    ) -> None:
        sign_in(client, dpo)
        for _ in range(24):
            clock.at += timedelta(minutes=20)
            last = is_inside(client)

        assert not last

    def test_au_20_flask_securitys_own_pages_know_it_too(
        self, client: FlaskClient, dpo: Actor, sign_in: SignIn, clock: FrozenClock
    ) -> None:
        sign_in(client, dpo)
        clock.at += timedelta(minutes=31)

        assert client.get("/account/second-factor").status_code != 200

    def test_au_44_a_clock_set_back_revives_no_session_of_the_future(
        self, client: FlaskClient, dpo: Actor, sign_in: SignIn, clock: FrozenClock
    ) -> None:
        sign_in(client, dpo)
        clock.at -= timedelta(seconds=1)

        assert not is_inside(client)


class TestTrouble:
    def test_a_busy_database_is_a_503_and_opens_nothing(
        self, client: FlaskClient, services: Services
    ) -> None:
        save_account(services, email=EMAIL, password=PASSWORD)
        services.engine.dispose()
        event.listen(services.engine, "connect", impatient)
        token = token_of(client.get("/login"))
        data = {"email": EMAIL, "password": PASSWORD, "csrf_token": token}

        with services.unit_of_work(SETUP):
            assert client.post("/login", data=data).status_code == 503
        assert not is_inside(client)

    def test_without_an_account_the_page_says_how_to_get_one(self, client: FlaskClient) -> None:
        assert "breachdesk user first-run" in client.get("/login").text

    @pytest.mark.usefixtures("dpo")
    def test_with_one_it_does_not(self, client: FlaskClient) -> None:
        assert "first-run" not in client.get("/login").text

    def test_flask_securitys_own_words_are_french_too(self, app: Flask) -> None:
        with app.test_request_context("/login"):
            assert app.extensions["security"].i18n_domain.gettext("Invalid code") == "Code invalide"


def impatient(connection: Any, _record: object) -> None:  # noqa: ANN401  # DB-API
    connection.execute("PRAGMA busy_timeout = 10")
