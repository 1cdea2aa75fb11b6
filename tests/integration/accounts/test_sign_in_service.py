import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from breachdesk.accounts import service
from breachdesk.bootstrap import Services
from breachdesk.kernel.clock import FrozenClock
from tests.builders.accounts import PASSWORD, SETUP, save_account
from tests.integration.trail import tags


def attempt(services: Services, user_id: str | None, *, is_right: bool = False) -> bool:
    with services.unit_of_work(SETUP) as uow:
        return service.note_attempt(uow, user_id, is_right=is_right)


def code(services: Services, user_id: str, counter: int | None) -> bool:
    with services.unit_of_work(SETUP) as uow:
        return service.check_code(uow, user_id, counter)


def last_reason(services: Services) -> str:
    return str(json.loads(tags(services, "sign-in:refused")[-1][2])["reason"])


@pytest.fixture
def user_id(services: Services) -> str:
    return save_account(services)


class TestLock:
    def test_nine_failures_do_not_lock(self, services: Services, user_id: str) -> None:
        for _ in range(9):
            attempt(services, user_id)

        assert attempt(services, user_id, is_right=True)

    def test_au_03_after_ten_even_the_right_password_is_refused(
        self, services: Services, user_id: str
    ) -> None:
        for _ in range(10):
            attempt(services, user_id)

        assert not attempt(services, user_id, is_right=True)
        assert last_reason(services) == "locked-account"

    def test_au_03_the_rest_ends_and_the_next_one_is_longer(
        self, services: Services, user_id: str, clock: FrozenClock
    ) -> None:
        for _ in range(10):
            attempt(services, user_id)
        clock.at += timedelta(minutes=15)
        attempt(services, user_id)
        clock.at += timedelta(minutes=29)

        assert not attempt(services, user_id, is_right=True)
        clock.at += timedelta(minutes=1)
        assert attempt(services, user_id, is_right=True)

    def test_tries_during_the_rest_do_not_make_it_longer(
        self, services: Services, user_id: str, clock: FrozenClock
    ) -> None:
        for _ in range(50):
            attempt(services, user_id)
        clock.at += timedelta(minutes=15)

        assert attempt(services, user_id, is_right=True)

    def test_au_05_an_administrator_ends_it(self, services: Services, user_id: str) -> None:
        for _ in range(10):
            attempt(services, user_id)
        with services.unit_of_work(SETUP) as uow:
            service.unlock_account(uow, user_id)

        assert attempt(services, user_id, is_right=True)

    def test_au_06_failures_at_the_same_moment_are_all_counted(
        self, services: Services, user_id: str
    ) -> None:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: attempt(services, user_id), range(10)))

        assert not attempt(services, user_id, is_right=True)

    def test_a_password_alone_does_not_forget_the_failures(
        self, services: Services, user_id: str
    ) -> None:
        for _ in range(4):
            attempt(services, user_id, is_right=True)
            code(services, user_id, None)
        code(services, user_id, None)

        assert not attempt(services, user_id, is_right=True)

    def test_signing_in_forgets_them(self, services: Services, user_id: str) -> None:
        for _ in range(9):
            attempt(services, user_id)
        with services.unit_of_work(SETUP) as uow:
            service.note_signed_in(uow, user_id, with_second_factor=False)
        attempt(services, user_id)

        assert attempt(services, user_id, is_right=True)


class TestTrail:
    def test_au_47_an_unknown_account_is_recorded_without_a_name(self, services: Services) -> None:
        attempt(services, None)

        [(_, subject, body)] = tags(services, "sign-in:refused")
        assert (subject, json.loads(body)) == ("", {"reason": "unknown-account"})

    def test_au_47_a_wrong_password_and_the_lock_are_recorded(
        self, services: Services, user_id: str
    ) -> None:
        for _ in range(10):
            attempt(services, user_id)

        assert last_reason(services) == "wrong-password"
        assert len(tags(services, "sign-in:refused")) == 10
        assert len(tags(services, "account:locked")) == 1

    def test_au_18_a_closed_account_opens_with_no_password(
        self, services: Services, user_id: str
    ) -> None:
        with services.unit_of_work(SETUP) as uow:
            service.close_account(uow, user_id)

        assert not attempt(services, user_id, is_right=True)
        assert last_reason(services) == "closed-account"


class TestPasswordHash:
    def test_au_13_an_outdated_hash_is_made_anew(self, services: Services) -> None:
        user_id = save_account(services, email="ada@example.org")
        with services.unit_of_work(SETUP) as uow:
            service.note_attempt(uow, user_id, is_right=True, rehash=PASSWORD)

        with services.reading(SETUP) as uow:
            found = service.credentials(uow, "ADA@example.org ")
        assert found
        assert PasswordHasher().verify(str(found.password_hash), PASSWORD)


class TestCodes:
    def test_au_23_a_time_step_is_good_once(self, services: Services, user_id: str) -> None:
        assert code(services, user_id, 1_000)
        assert not code(services, user_id, 1_000)

    def test_au_23_an_earlier_step_is_not_good_after_a_later(
        self, services: Services, user_id: str
    ) -> None:
        code(services, user_id, 1_001)

        assert not code(services, user_id, 1_000)

    def test_au_25_of_two_at_the_same_moment_one_wins(
        self, services: Services, user_id: str
    ) -> None:
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(lambda _: code(services, user_id, 1_000), range(2)))

        assert sorted(answers) == [False, True]

    def test_au_27_five_wrong_codes_lock(self, services: Services, user_id: str) -> None:
        for _ in range(5):
            code(services, user_id, None)

        assert not code(services, user_id, 1_000)


class TestRecoveryCodes:
    def codes(self, services: Services, user_id: str) -> tuple[str, ...]:
        with services.unit_of_work(SETUP) as uow:
            return service.make_recovery_codes(uow, user_id)

    def use(self, services: Services, user_id: str, typed: str) -> bool:
        with services.unit_of_work(SETUP) as uow:
            return service.use_recovery_code(uow, user_id, typed)

    def test_au_31_each_has_128_bits_and_works_once(self, services: Services, user_id: str) -> None:
        first, *_ = self.codes(services, user_id)

        assert len(first.replace("-", "")) * 4 == 128
        assert self.use(services, user_id, first.upper().replace("-", " "))
        assert not self.use(services, user_id, first)

    def test_au_31_of_two_uses_at_the_same_moment_one_wins(
        self, services: Services, user_id: str
    ) -> None:
        first, *_ = self.codes(services, user_id)

        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(lambda _: self.use(services, user_id, first), range(2)))
        assert sorted(answers) == [False, True]

    def test_new_codes_replace_the_former(self, services: Services, user_id: str) -> None:
        first, *_ = self.codes(services, user_id)
        self.codes(services, user_id)

        assert not self.use(services, user_id, first)

    def test_au_31_only_hashes_are_stored(self, services: Services, user_id: str) -> None:
        first, *_ = self.codes(services, user_id)

        raw = services.settings.home.joinpath("breachdesk.db-wal").read_bytes()
        assert first.replace("-", "").encode() not in raw
        assert first.encode() not in raw
