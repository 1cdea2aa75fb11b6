from datetime import timedelta

import pytest
from sqlalchemy import select

from breachdesk.accounts import service
from breachdesk.accounts.domain import NewAccount, Profile
from breachdesk.accounts.models import UserAccount
from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import ForbiddenError, NotFoundError, RuleError
from tests.builders.accounts import PASSWORD, SETUP, build_account, save_account
from tests.builders.organisations import Desk
from tests.integration.trail import tags


class TestCreateAccount:
    def test_leaves_an_event_that_names_no_address(self, services: Services) -> None:
        user_id = save_account(services, email="ada@example.org")

        [(tag, subject, body)] = tags(services)
        assert (tag, subject) == ("account:created", user_id)
        assert "ada" not in body

    def test_without_password_gives_an_invitation_once(self, services: Services) -> None:
        with services.unit_of_work(SETUP) as uow:
            created = service.create_account(uow, build_account())

        with services.reading(SETUP) as uow:
            assert created.invitation
            assert service.find_link(uow, created.invitation).user_id == created.id

    def test_the_same_form_sent_twice_makes_one_account(self, services: Services) -> None:
        new = build_account()
        for _ in range(2):
            with services.unit_of_work(SETUP) as uow:
                service.create_account(uow, new)

        assert len(tags(services)) == 1

    def test_an_address_is_taken_whatever_its_capitals(self, services: Services) -> None:
        save_account(services, email="ada@example.org")

        with (
            pytest.raises(RuleError, match="already") as refusal,
            services.unit_of_work(SETUP) as uow,
        ):
            service.create_account(uow, build_account(email="Ada@Example.ORG"))

        assert refusal.value.field == "email"

    @pytest.mark.parametrize("email", ["", "ada", "ada@", "a@b@c.fr", "ada@x.fr\nBcc: e@x.fr"])
    def test_what_is_no_address_is_refused(self, services: Services, email: str) -> None:
        with pytest.raises(RuleError, match="name@example"):
            save_account(services, email=email)

    def test_stores_an_argon2id_hash_and_not_the_password(self, services: Services) -> None:
        save_account(services, password=PASSWORD)

        with services.reading(SETUP) as uow:
            stored = uow.session.scalars(select(UserAccount.password)).one()
        assert str(stored).startswith("$argon2id$")

    def test_takes_an_administrator(self, services: Services, dpo: Actor) -> None:
        with pytest.raises(ForbiddenError), services.unit_of_work(dpo) as uow:
            service.create_account(uow, build_account())


class TestInvitation:
    def invited(self, services: Services) -> tuple[str, str]:
        with services.unit_of_work(SETUP) as uow:
            created = service.create_account(uow, build_account())
        return created.id, str(created.invitation)

    def test_sets_the_password(self, services: Services) -> None:
        user_id, token = self.invited(services)

        with services.unit_of_work(SETUP) as uow:
            assert service.accept_invitation(uow, token, PASSWORD) == user_id
        with services.reading(SETUP) as uow:
            person = service.account(uow, user_id)
            assert person
            assert person.has_password

    def test_works_once(self, services: Services) -> None:
        _, token = self.invited(services)
        with services.unit_of_work(SETUP) as uow:
            service.accept_invitation(uow, token, PASSWORD)

        with pytest.raises(NotFoundError), services.unit_of_work(SETUP) as uow:
            service.accept_invitation(uow, token, PASSWORD)

    def test_dies_after_seven_days(self, services: Services, clock: FrozenClock) -> None:
        _, token = self.invited(services)
        clock.at += timedelta(days=7)

        with pytest.raises(NotFoundError), services.unit_of_work(SETUP) as uow:
            service.accept_invitation(uow, token, PASSWORD)

    def test_a_new_one_kills_the_former(self, services: Services) -> None:
        user_id, token = self.invited(services)
        with services.unit_of_work(SETUP) as uow:
            service.renew_invitation(uow, user_id)

        with pytest.raises(NotFoundError), services.reading(SETUP) as uow:
            service.find_link(uow, token)

    def test_a_weak_password_spends_nothing(self, services: Services) -> None:
        user_id, token = self.invited(services)

        with pytest.raises(RuleError), services.unit_of_work(SETUP) as uow:
            service.accept_invitation(uow, token, "motdepassemotdepasse")
        with services.reading(SETUP) as uow:
            assert service.find_link(uow, token).user_id == user_id


class TestFirstRun:
    def token(self, services: Services) -> str | None:
        with services.unit_of_work(SETUP) as uow:
            return service.first_run_link(uow)

    def open(self, services: Services, token: str) -> str:
        new = NewAccount("ada@example.org", "Ada Lorne", password=PASSWORD)
        with services.unit_of_work(SETUP) as uow:
            return service.open_first_account(uow, token, new)

    def test_au_14_there_is_no_default_account(self, services: Services) -> None:
        with services.reading(SETUP) as uow:
            assert service.accounts(uow) == ()

    def test_makes_an_administrator(self, services: Services) -> None:
        user_id = self.open(services, str(self.token(services)))

        with services.reading(SETUP) as uow:
            person = service.account(uow, user_id)
            assert person
            assert person.is_admin

    def test_au_14_the_link_works_once(self, services: Services) -> None:
        token = str(self.token(services))
        self.open(services, token)

        with pytest.raises(NotFoundError):
            self.open(services, token)

    def test_au_14_the_link_lives_one_hour(self, services: Services, clock: FrozenClock) -> None:
        token = str(self.token(services))
        clock.at += timedelta(hours=1)

        with pytest.raises(NotFoundError):
            self.open(services, token)

    def test_a_new_link_replaces_the_former(self, services: Services) -> None:
        former = str(self.token(services))
        self.token(services)

        with pytest.raises(NotFoundError):
            self.open(services, former)

    def test_is_over_once_there_is_an_account(self, services: Services) -> None:
        token = str(self.token(services))
        save_account(services)

        assert self.token(services) is None
        with pytest.raises(NotFoundError):
            self.open(services, token)

    def test_only_the_hash_of_the_token_is_stored(self, services: Services) -> None:
        token = str(self.token(services))

        raw = services.settings.home.joinpath("breachdesk.db-wal").read_bytes()
        assert token.encode() not in raw

    def test_its_link_is_no_invitation(self, services: Services) -> None:
        token = str(self.token(services))

        with pytest.raises(NotFoundError), services.unit_of_work(SETUP) as uow:
            service.accept_invitation(uow, token, PASSWORD)


class TestOwnAccount:
    def test_profile_is_changed(self, services: Services, desk: Desk) -> None:
        with services.unit_of_work(desk.dpo) as uow:
            service.change_profile(uow, Profile("Ada L.", "en", "UTC"))

        changed = services.actor_for(desk.dpo.user_id)
        assert changed
        assert (changed.name, changed.language, changed.zone) == ("Ada L.", "en", "UTC")

    def test_the_same_language_again_leaves_no_trace(self, services: Services, desk: Desk) -> None:
        for _ in range(2):
            with services.unit_of_work(desk.dpo) as uow:
                service.change_language(uow, "en")

        assert len(tags(services, "account:profile-changed")) == 1


class TestClosing:
    def test_leaves_nobody_to_act(self, services: Services, desk: Desk) -> None:
        with services.unit_of_work(SETUP) as uow:
            service.close_account(uow, desk.dpo.user_id)

        assert services.actor_for(desk.dpo.user_id) is None

    def test_az_12_the_last_administrator_stays(self, services: Services) -> None:
        user_id = save_account(services, is_admin=True)

        with (
            pytest.raises(RuleError, match="last administrator"),
            services.unit_of_work(SETUP) as uow,
        ):
            service.close_account(uow, user_id)

    def test_twice_is_once(self, services: Services, desk: Desk) -> None:
        steps = (service.close_account, service.reopen_account)
        for act in (steps[0], steps[0], steps[1], steps[1]):
            with services.unit_of_work(SETUP) as uow:
                act(uow, desk.dpo.user_id)

        assert len(tags(services, "account:closed")) == 1
        assert len(tags(services, "account:reopened")) == 1

    def test_can_be_taken_back(self, services: Services, desk: Desk) -> None:
        for act in (service.close_account, service.reopen_account):
            with services.unit_of_work(SETUP) as uow:
                act(uow, desk.dpo.user_id)

        assert services.actor_for(desk.dpo.user_id) is not None
