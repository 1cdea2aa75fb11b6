import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from breachdesk.accounts import service
from breachdesk.bootstrap import Services
from breachdesk.kernel.clock import FrozenClock
from tests.builders.accounts import PASSWORD, SETUP, save_account
from tests.integration.accounts.browser import (
    EMAIL,
    Authenticator,
    enter,
    is_inside,
    key_of,
    post,
    set_up,
)
from tests.integration.trail import tags

STEP = timedelta(seconds=30)
WIDE = {ord(f"{n}"): ord("\N{FULLWIDTH DIGIT ZERO}") + n for n in range(10)}


@pytest.fixture(autouse=True)
def user_id(services: Services) -> str:
    return save_account(services, email=EMAIL, password=PASSWORD)


@pytest.fixture
def authenticator(client: FlaskClient, clock: FrozenClock) -> Authenticator:
    """Switched on, signed out again, and the password given: a code is wanted now."""
    enter(client)
    made = set_up(client, clock)
    post(client, "/logout", source="/account/")
    clock.at += STEP
    enter(client)
    return made


def give(client: FlaskClient, code: str) -> bool:
    post(client, "/login/code", source="/login/code", code=code)
    return is_inside(client)


class TestSetUp:
    def test_asks_for_a_fresh_password(self, client: FlaskClient) -> None:
        enter(client)
        with client.session_transaction() as cookie:
            cookie["fs_paa"] = cookie["fs_paa"] - 601

        reply = client.get("/account/second-factor")
        assert reply.location.startswith("/account/confirm")

    def test_au_30_goes_on_once_the_password_was_given(self, client: FlaskClient) -> None:
        enter(client)
        with client.session_transaction() as cookie:
            cookie["fs_paa"] = cookie["fs_paa"] - 601
        wanted = client.get("/account/second-factor").location

        assert post(client, wanted, source=wanted, password="wrong").status_code == 422
        reply = post(client, wanted, source=wanted, password=PASSWORD)
        assert reply.location == "/account/second-factor"

    def test_au_30_the_password_page_takes_nothing_else(self, client: FlaskClient) -> None:
        enter(client)
        path = "/account/confirm"

        assert post(client, path, source=path).status_code == 422
        assert post(client, path, source=path, password=PASSWORD).location == "/"

    def test_draws_the_code_without_leaving_the_machine(self, client: FlaskClient) -> None:
        enter(client)
        page = post(
            client, "/account/second-factor", source="/account/second-factor", setup="authenticator"
        )

        assert 'src="data:image/svg+xml;base64,' in page.text

    def test_with_a_wrong_code_changes_nothing(
        self, client: FlaskClient, services: Services
    ) -> None:
        enter(client)
        page = post(
            client, "/account/second-factor", source="/account/second-factor", setup="authenticator"
        )
        action = re.search(r'action="(/account/second-factor/[^"]+)"', page.text)
        assert action
        post(client, action[1], source="/account/", code="000000")

        assert tags(services, "account:second") == []

    def test_is_recorded(
        self, client: FlaskClient, user_id: str, clock: FrozenClock, services: Services
    ) -> None:
        enter(client)
        set_up(client, clock)

        assert tags(services, "account:second") == [("account:second-factor-set", user_id, "{}")]

    def test_au_28_the_key_is_encrypted_and_never_shown_again(
        self, client: FlaskClient, user_id: str, clock: FrozenClock, services: Services
    ) -> None:
        enter(client)
        authenticator = set_up(client, clock)

        with services.reading(SETUP) as uow:
            stored = service.credentials(uow, EMAIL)
        assert stored
        assert user_id == stored.id
        assert authenticator.totp.base32_key not in str(stored.second_factor)
        assert "<code>" not in client.get("/account/second-factor").text


class TestCode:
    def test_is_asked_for_after_the_password(
        self, client: FlaskClient, authenticator: Authenticator
    ) -> None:
        assert not is_inside(client)
        assert give(client, authenticator.code())

    def test_au_47_signing_in_says_there_were_two_factors(
        self, client: FlaskClient, authenticator: Authenticator, services: Services
    ) -> None:
        give(client, authenticator.code())

        assert tags(services, "sign-in:succeeded")[-1][2] == '{"with_second_factor":true}'

    @pytest.mark.usefixtures("authenticator")
    def test_au_29_no_address_leads_around_it(self, client: FlaskClient) -> None:
        for path in ("/", "/account/", "/organisations/", "/account/second-factor"):
            assert client.get(path).status_code != 200, path

    def test_au_23_is_refused_the_second_time(
        self, client: FlaskClient, authenticator: Authenticator
    ) -> None:
        code = authenticator.code()
        give(client, code)
        post(client, "/logout", source="/account/")
        enter(client)

        assert not give(client, code)

    @pytest.mark.parametrize("form", ["{0} ", " {0}", "{1}", "+{0}"])
    def test_au_24_is_refused_again_in_any_spelling(
        self, client: FlaskClient, authenticator: Authenticator, form: str
    ) -> None:
        code = authenticator.code()
        give(client, code)
        post(client, "/logout", source="/account/")
        enter(client)
        wide = code.translate(WIDE)

        assert not give(client, form.format(code, wide))

    @pytest.mark.parametrize("written", ["+{}", "{}x", "-{}", "0{}"])
    def test_au_24_is_six_ascii_digits_and_nothing_else(
        self, client: FlaskClient, authenticator: Authenticator, written: str
    ) -> None:
        assert not give(client, written.format(authenticator.code()))

    def test_au_24_wide_digits_are_no_digits(
        self, client: FlaskClient, authenticator: Authenticator
    ) -> None:
        wide = authenticator.code().translate(WIDE)

        assert not give(client, wide)

    @pytest.mark.parametrize(
        ("seconds", "taken"), [(-60, False), (0, True), (30, True), (60, False)]
    )
    def test_au_26_of_the_steps_beside_is_good(
        self, client: FlaskClient, authenticator: Authenticator, seconds: int, taken: object
    ) -> None:
        assert give(client, authenticator.code(seconds)) is taken

    def test_au_26_of_the_step_before_is_good(
        self, client: FlaskClient, authenticator: Authenticator, clock: FrozenClock
    ) -> None:
        code = authenticator.code()
        clock.at += STEP

        assert give(client, code)

    def test_au_27_guessing_five_times_locks(
        self, client: FlaskClient, authenticator: Authenticator
    ) -> None:
        for _ in range(5):
            give(client, "000000" if authenticator.code() != "000000" else "111111")

        assert not give(client, authenticator.code())

    @pytest.mark.usefixtures("authenticator")
    def test_comes_too_late_after_ten_minutes(
        self, client: FlaskClient, clock: FrozenClock
    ) -> None:
        clock.at += timedelta(minutes=10)

        assert client.get("/login/code").status_code == 302


class TestRecovery:
    @pytest.fixture
    def codes(self, client: FlaskClient, clock: FrozenClock) -> list[str]:
        """Recovery codes of somebody who gave the password and has no telephone any more."""
        enter(client)
        set_up(client, clock)
        path = "/account/recovery-codes"
        page = post(client, path, source=path)
        post(client, "/logout", source="/account/")
        enter(client)
        return re.findall(r"<code>([0-9a-f-]{39})</code>", page.text)

    def give(self, client: FlaskClient, code: str) -> bool:
        post(client, "/login/recovery-code", source="/login/recovery-code", code=code)
        return is_inside(client)

    def test_the_page_of_the_code_leads_to_it(self, client: FlaskClient, codes: list[str]) -> None:
        assert len(codes) == 8
        assert "/login/recovery-code" in client.get("/login/code").text

    def test_opens_the_account(
        self, client: FlaskClient, codes: list[str], services: Services
    ) -> None:
        assert self.give(client, codes[0])
        assert tags(services, "account:recovery-code-used")[0][2] == '{"left":7}'

    def test_au_31_a_code_works_once(self, client: FlaskClient, codes: list[str]) -> None:
        self.give(client, codes[0])
        post(client, "/logout", source="/account/")
        enter(client)

        assert not self.give(client, codes[0])

    def test_codes_are_not_shown_again(self, client: FlaskClient, codes: list[str]) -> None:
        self.give(client, codes[0])

        assert codes[1] not in client.get("/account/recovery-codes?show_codes=1").text


class TestRemoval:
    def test_is_recorded_and_the_password_is_enough_again(
        self,
        client: FlaskClient,
        authenticator: Authenticator,
        user_id: str,
        services: Services,
    ) -> None:
        give(client, authenticator.code())
        path = "/account/second-factor"
        post(client, path, source=path, setup="disable")
        post(client, "/logout", source="/account/")
        enter(client)

        assert is_inside(client)
        removed = tags(services, "account:second-factor-removed")
        assert [subject for _, subject, _ in removed] == [user_id]


def test_key_of_reads_what_the_page_shows(client: FlaskClient) -> None:
    enter(client)
    path = "/account/second-factor"
    first = key_of(post(client, path, source=path, setup="authenticator"))
    second = key_of(post(client, path, source=path, setup="authenticator"))

    assert first != second
