"""What an account is, when it is locked, and which passwords are refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.events import Event
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import Text, _

MIN_PASSWORD = 15
"""Characters of any kind: more bits than the 50 of CNIL 2022-100 with restricted attempts."""
MAX_PASSWORD = 1_000
MIN_STRENGTH = 3
ALWAYS_GUESSED = ("breachdesk", "cnil", "rgpd", "gdpr", "dpo", "motdepasse", "password")

FAILURES_BEFORE_LOCK = 10
WEIGHT_OF_CODE = 2
"""A wrong code comes after a right password, so it counts double: five tries, then the lock."""
FIRST_LOCK = timedelta(minutes=15)
LONGEST_LOCK = timedelta(hours=4)

FIRST_RUN_LIFE = timedelta(hours=1)
INVITATION_LIFE = timedelta(days=7)

LANGUAGE_LABELS: Mapping[str, Text] = {"fr": _("French"), "en": _("English")}


class Failure(StrEnum):
    """Why an attempt to sign in was refused; only the audit trail is told."""

    UNKNOWN_ACCOUNT = "unknown-account"
    CLOSED_ACCOUNT = "closed-account"
    LOCKED_ACCOUNT = "locked-account"
    WRONG_PASSWORD = "wrong-password"  # noqa: S105  # a reason, not a password
    WRONG_CODE = "wrong-code"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Without a password the person chooses one through an invitation link."""

    email: str
    name: str
    language: str = "fr"
    zone: str = "Europe/Paris"
    is_admin: bool = False
    password: str | None = field(default=None, repr=False)
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class CreatedAccount:
    """`invitation` is the token of the link, told once; None when a password was given."""

    id: str
    invitation: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Profile:
    name: str
    language: str
    zone: str


@dataclass(frozen=True, slots=True)
class AccountView:
    id: str
    email: str
    name: str
    language: str
    zone: str
    is_admin: bool
    is_active: bool
    has_password: bool
    has_second_factor: bool
    locked_until: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Credentials:
    """What signing in needs to know of an account. `session_key` changes at every sign-out."""

    id: str
    email: str
    is_active: bool
    session_key: str = field(repr=False)
    password_hash: str | None = field(repr=False)
    second_factor: str | None = field(repr=False)
    recovery_codes: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A single-use link that is still good. `user_id` is None for the first run."""

    user_id: str | None
    email: str
    name: str
    expires_at: datetime


def lock_after(failures: int) -> timedelta | None:
    """How long an account rests after so many failures in a row; None below the limit.

    Each further failure doubles the rest. What is tried during it counts for nothing, so nobody
    can keep an account locked for good by trying on.
    """
    beyond = failures - FAILURES_BEFORE_LOCK
    if beyond < 0:
        return None
    return min(FIRST_LOCK * (1 << min(beyond, 10)), LONGEST_LOCK)


def check_password(password: str, strength: int) -> None:
    """Any composition is fine (ASVS 6.2.5); short, common and predictable ones are not."""
    if len(password) < MIN_PASSWORD:
        raise RuleError(
            _("Choose at least %(length)s characters.", length=MIN_PASSWORD), field="password"
        )
    if len(password) > MAX_PASSWORD:
        raise RuleError(
            _("Choose at most %(length)s characters.", length=MAX_PASSWORD), field="password"
        )
    if any(ord(character) < ord(" ") for character in password):
        raise RuleError(_("A password cannot hold control characters."), field="password")
    if strength < MIN_STRENGTH:
        raise RuleError(
            _("This password is easy to guess. Try a few words that have nothing to do together."),
            field="password",
        )


def context_words(email: str, name: str) -> tuple[str, ...]:
    """Words an attacker tries first against this person."""
    parts = f"{email} {name}".replace("@", " ").replace(".", " ").replace("-", " ").split()
    return (*ALWAYS_GUESSED, *(part.lower() for part in parts))


@dataclass(frozen=True, slots=True)
class AccountCreated(Event):
    tag: ClassVar[str] = "account:created"
    is_admin: bool
    invited: bool


@dataclass(frozen=True, slots=True)
class FirstRunLinkMade(Event):
    tag: ClassVar[str] = "account:first-run-link-made"


@dataclass(frozen=True, slots=True)
class InvitationRenewed(Event):
    tag: ClassVar[str] = "account:invitation-renewed"


@dataclass(frozen=True, slots=True)
class InvitationAccepted(Event):
    tag: ClassVar[str] = "account:invitation-accepted"


@dataclass(frozen=True, slots=True)
class ProfileChanged(Event):
    tag: ClassVar[str] = "account:profile-changed"


@dataclass(frozen=True, slots=True)
class PasswordChanged(Event):
    tag: ClassVar[str] = "account:password-changed"


@dataclass(frozen=True, slots=True)
class AccountClosed(Event):
    tag: ClassVar[str] = "account:closed"


@dataclass(frozen=True, slots=True)
class AccountReopened(Event):
    tag: ClassVar[str] = "account:reopened"


@dataclass(frozen=True, slots=True)
class AccountLocked(Event):
    tag: ClassVar[str] = "account:locked"
    failures: int
    until: datetime


@dataclass(frozen=True, slots=True)
class AccountUnlocked(Event):
    tag: ClassVar[str] = "account:unlocked"


@dataclass(frozen=True, slots=True)
class SecondFactorSet(Event):
    tag: ClassVar[str] = "account:second-factor-set"


@dataclass(frozen=True, slots=True)
class SecondFactorRemoved(Event):
    tag: ClassVar[str] = "account:second-factor-removed"


@dataclass(frozen=True, slots=True)
class RecoveryCodesMade(Event):
    tag: ClassVar[str] = "account:recovery-codes-made"
    count: int


@dataclass(frozen=True, slots=True)
class RecoveryCodeUsed(Event):
    tag: ClassVar[str] = "account:recovery-code-used"
    left: int


@dataclass(frozen=True, slots=True)
class SignedIn(Event):
    tag: ClassVar[str] = "sign-in:succeeded"
    with_second_factor: bool


@dataclass(frozen=True, slots=True)
class SignInRefused(Event):
    """`subject_id` is empty when no account bears the address; the address is not kept."""

    tag: ClassVar[str] = "sign-in:refused"
    reason: Failure


@dataclass(frozen=True, slots=True)
class SignedOut(Event):
    tag: ClassVar[str] = "sign-in:ended"
