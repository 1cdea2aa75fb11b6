"""Signing in and out: attempts are counted here, and every one leaves an event."""

import secrets

from breachdesk.accounts import store
from breachdesk.accounts.domain import (
    WEIGHT_OF_CODE,
    AccountLocked,
    Credentials,
    Failure,
    RecoveryCodesMade,
    RecoveryCodeUsed,
    SecondFactorRemoved,
    SecondFactorSet,
    SignedIn,
    SignedOut,
    SignInRefused,
    lock_after,
)
from breachdesk.accounts.models import UserAccount
from breachdesk.accounts.service.people import found
from breachdesk.infra.keys import token_hash
from breachdesk.infra.passwords import hash_password
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.ids import new_id

RECOVERY_CODES = 8
AUTHENTICATOR = "authenticator"


def credentials(uow: UnitOfWork, email: str) -> Credentials | None:
    row = store.by_email(uow.session, email.strip().lower())
    return _credentials(row) if row else None


def credentials_of_session(uow: UnitOfWork, session_key: str) -> Credentials | None:
    row = store.by_session_key(uow.session, session_key)
    return _credentials(row) if row else None


def note_attempt(
    uow: UnitOfWork, user_id: str | None, *, is_right: bool, rehash: str | None = None
) -> bool:
    """Judge a password that was tried: True when the person may go on.

    The account is read again and held, so that of many tries at once none escapes the count.
    `rehash` is the right password when its hash is outdated.
    """
    row = store.lock(uow.session, user_id) if user_id else None
    reason = _why_refused(row, uow, Failure.WRONG_PASSWORD, is_right=is_right)
    if reason is not None or row is None:
        _refuse(uow, row, reason or Failure.UNKNOWN_ACCOUNT)
        return False
    if rehash is not None:
        row.password = hash_password(rehash)
    return True


def check_code(uow: UnitOfWork, user_id: str, counter: int | None) -> bool:
    """Judge a one-time code. `counter` is the time step it belongs to; None for a wrong one.

    Each step is good once, even for two requests at the same moment.
    """
    row = found(store.lock(uow.session, user_id))
    is_right = counter is not None and counter > (row.tf_last_counter or 0)
    reason = _why_refused(row, uow, Failure.WRONG_CODE, is_right=is_right)
    if reason is not None:
        _refuse(uow, row, reason)
        return False
    row.tf_last_counter = counter
    return True


def use_recovery_code(uow: UnitOfWork, user_id: str, code: str) -> bool:
    """Spend one of the codes; False when it is none of them."""
    row = found(store.lock(uow.session, user_id))
    spent = token_hash(code.replace("-", "").replace(" ", "").lower())
    left = [kept for kept in row.mf_recovery_codes or [] if kept != spent]
    is_right = len(left) < len(row.mf_recovery_codes or [])
    reason = _why_refused(row, uow, Failure.WRONG_CODE, is_right=is_right)
    if reason is not None:
        _refuse(uow, row, reason)
        return False
    row.mf_recovery_codes = left
    uow.record(RecoveryCodeUsed(row.id, "", len(left)))
    return True


def note_signed_in(uow: UnitOfWork, user_id: str, *, with_second_factor: bool) -> None:
    """Both factors were right: failures are forgotten."""
    row = found(store.lock(uow.session, user_id))
    row.failures, row.locked_until = 0, None
    uow.record(SignedIn(row.id, "", with_second_factor))


def sign_out(uow: UnitOfWork, user_id: str) -> None:
    """End every session of the person, copied cookies included."""
    row = found(store.lock(uow.session, user_id))
    row.fs_uniquifier = new_id()
    uow.record(SignedOut(row.id, ""))


def set_second_factor(uow: UnitOfWork, user_id: str, secret: str) -> None:
    """From now on signing in asks for a code; `secret` is already encrypted."""
    row = found(store.lock(uow.session, user_id))
    row.tf_primary_method, row.tf_totp_secret = AUTHENTICATOR, secret
    uow.record(SecondFactorSet(row.id, ""))


def remove_second_factor(uow: UnitOfWork, user_id: str) -> None:
    row = found(store.lock(uow.session, user_id))
    row.tf_primary_method = row.tf_totp_secret = row.mf_recovery_codes = None
    uow.record(SecondFactorRemoved(row.id, ""))


def make_recovery_codes(uow: UnitOfWork, user_id: str) -> tuple[str, ...]:
    """New codes of 128 bits in place of the former; only their hashes are kept."""
    row = found(store.lock(uow.session, user_id))
    codes = tuple(secrets.token_hex(16) for _ in range(RECOVERY_CODES))
    row.mf_recovery_codes = [token_hash(code) for code in codes]
    uow.record(RecoveryCodesMade(row.id, "", len(codes)))
    return tuple(map(_grouped, codes))


def _why_refused(
    row: UserAccount | None, uow: UnitOfWork, wrong: Failure, *, is_right: bool
) -> Failure | None:
    if row is None:
        return Failure.UNKNOWN_ACCOUNT
    if not row.active:
        return Failure.CLOSED_ACCOUNT
    if row.locked_until and row.locked_until > uow.clock.now():
        return Failure.LOCKED_ACCOUNT
    return None if is_right else wrong


def _refuse(uow: UnitOfWork, row: UserAccount | None, reason: Failure) -> None:
    uow.record(SignInRefused(row.id if row else "", "", reason))
    if row is None or reason not in {Failure.WRONG_PASSWORD, Failure.WRONG_CODE}:
        return
    row.failures += WEIGHT_OF_CODE if reason is Failure.WRONG_CODE else 1
    rest = lock_after(row.failures)
    if rest:
        row.locked_until = uow.clock.now() + rest
        uow.record(AccountLocked(row.id, "", row.failures, row.locked_until))


def _grouped(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _credentials(row: UserAccount) -> Credentials:
    return Credentials(
        id=row.id,
        email=row.email,
        is_active=row.active,
        session_key=row.fs_uniquifier,
        password_hash=row.password,
        second_factor=row.tf_totp_secret,
        recovery_codes=tuple(row.mf_recovery_codes or ()),
    )
