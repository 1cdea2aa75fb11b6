"""What Flask-Security asks of a database, answered by accounts/service.

Each change is a transaction of its own with its own audit event: nothing waits for a commit.
"""

from typing import Any

from flask_security import MfRecoveryCodesUtil, Totp, UserDatastore, UserMixin
from passlib.exc import TokenError

from breachdesk.accounts import service
from breachdesk.accounts.forms.person import NoRole, Person
from breachdesk.accounts.forms.sign_in import SIGN_IN
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Actor
from breachdesk.web.context import services, visitor

STEP = 30
"""Seconds a code lasts; the one before and the one after are taken too (RFC 6238, 5.2)."""
DIGITS = frozenset("0123456789")


class Accounts(UserDatastore):
    """Finds people and keeps their second factor; everything else goes past Flask-Security."""

    def __init__(self) -> None:
        super().__init__(Person, NoRole)

    def find_user(
        self,
        case_insensitive: bool = False,  # noqa: ARG002, FBT001, FBT002  # Flask-Security's
        **kwargs: Any,  # noqa: ANN401
    ) -> UserMixin | None:
        with services().reading(SIGN_IN) as uow:
            found = service.credentials_of_session(uow, str(kwargs["fs_uniquifier"]))
        return Person(found) if found else None

    def tf_set(
        self,
        user: UserMixin,
        primary_method: str,  # noqa: ARG002  # authenticators are the only one
        totp_secret: str | None = None,
        phone: str | None = None,  # noqa: ARG002
    ) -> None:
        """Called after every code that was right; only a new secret is a change."""
        if totp_secret and totp_secret != user.tf_totp_secret:
            with _writing() as uow:
                service.set_second_factor(uow, str(user.id), totp_secret)

    def tf_reset(self, user: UserMixin) -> None:
        with _writing() as uow:
            service.remove_second_factor(uow, str(user.id))

    def commit(self) -> None:
        """Nothing is ever pending."""


class OneTimeCodes(Totp):
    """Codes by our clock, each good once."""

    def verify_totp(
        self,
        token: str,
        totp_secret: str,
        user: UserMixin,
        window: int = 0,  # noqa: ARG002  # one step, whatever the caller says
    ) -> bool:
        """Wrong codes count against the account, save while a new authenticator is set up."""
        counter = self._counter(token, totp_secret)
        if counter is None and totp_secret != user.tf_totp_secret:
            return False
        with _writing() as uow:
            return service.check_code(uow, str(user.id), counter)

    def _counter(self, token: str, totp_secret: str) -> int | None:
        """The time step the code belongs to; only ASCII digits are digits."""
        typed = token.replace(" ", "")
        if not typed or not set(typed) <= DIGITS:
            return None
        try:
            found = self._totp.verify(typed, totp_secret, time=_seconds(), window=STEP)
        except TokenError:
            return None
        return int(found.counter)


class RecoveryCodes(MfRecoveryCodesUtil):
    """Codes for a lost authenticator: shown once, kept as hashes, spent when used."""

    def create_recovery_codes(self, user: UserMixin) -> list[str]:
        with _writing() as uow:
            return list(service.make_recovery_codes(uow, str(user.id)))

    def get_recovery_codes(self, user: UserMixin) -> list[str]:  # noqa: ARG002
        """Nothing to show again: the codes themselves are not kept."""
        return []

    def check_recovery_code(self, user: UserMixin, code: str) -> bool:
        """Checking is spending: of two requests with one code, one is refused."""
        with _writing() as uow:
            return service.use_recovery_code(uow, str(user.id), code)

    def delete_recovery_code(self, user: UserMixin, code: str) -> bool:  # noqa: ARG002
        """Done already by check_recovery_code."""
        return True


def _writing() -> UnitOfWork:
    return services().unit_of_work(_whoever())


def _whoever() -> Actor:
    return visitor() or SIGN_IN


def _seconds() -> int:
    return int(services().clock.now().timestamp())
