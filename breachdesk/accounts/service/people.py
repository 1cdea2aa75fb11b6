"""Making, changing, closing and listing accounts."""

from collections.abc import Collection

from breachdesk.accounts import store
from breachdesk.accounts.domain import (
    INVITATION_LIFE,
    AccountClosed,
    AccountCreated,
    AccountReopened,
    AccountUnlocked,
    AccountView,
    CreatedAccount,
    NewAccount,
    PasswordChanged,
    Profile,
    ProfileChanged,
    check_password,
    context_words,
)
from breachdesk.accounts.models import InvitationLink, UserAccount
from breachdesk.identities.domain import Unlikely, emails
from breachdesk.infra.keys import new_token, token_hash
from breachdesk.infra.passwords import hash_password, strength
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import NotFoundError, RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import _

NO_ACCOUNT = _("There is no such account.")


def create_account(uow: UnitOfWork, new: NewAccount) -> CreatedAccount:
    """Open an account; without a password an invitation link is made for it."""
    uow.actor.require(Permission.ACCOUNT_MANAGE)
    return insert_account(uow, new)


def invite(uow: UnitOfWork, new: NewAccount) -> CreatedAccount:
    """The same for whoever looks after an organisation: no administrator, no password chosen."""
    if not uow.actor.may(Permission.ACCOUNT_MANAGE):
        uow.actor.require(Permission.ORGANISATION_EDIT)
    invited = NewAccount(new.email, new.name, new.language, new.zone, id=new.id)
    return insert_account(uow, invited)


def insert_account(uow: UnitOfWork, new: NewAccount) -> CreatedAccount:
    """The same without asking for a permission: for the first run, when nobody has any."""
    if store.get(uow.session, new.id):
        return CreatedAccount(new.id, None)
    email = normal_email(new.email)
    if store.by_email(uow.session, email):
        raise RuleError(_("There is an account with this e-mail address already."), field="email")
    uow.create(
        UserAccount(
            id=new.id,
            email=email,
            name=new.name.strip(),
            language=new.language,
            zone=new.zone,
            is_admin=new.is_admin,
            password=hashed(new.password, email, new.name) if new.password else None,
            active=True,
            fs_uniquifier=new_id(),
            failures=0,
            created_at=uow.clock.now(),
        )
    )
    invitation = None if new.password else make_invitation(uow, new.id)
    uow.record(AccountCreated(new.id, "", new.is_admin, invited=invitation is not None))
    return CreatedAccount(new.id, invitation)


def make_invitation(uow: UnitOfWork, user_id: str) -> str:
    """The token of a new link; the account's former links end."""
    store.forget_links(uow.session, user_id)
    token = new_token()
    uow.add(
        InvitationLink(
            id=new_id(),
            token_hash=token_hash(token),
            user_id=user_id,
            expires_at=uow.clock.now() + INVITATION_LIFE,
        )
    )
    return token


def change_profile(uow: UnitOfWork, profile: Profile) -> None:
    """What a person may change of their own account."""
    row = found(store.get(uow.session, uow.actor.user_id))
    row.name, row.language, row.zone = profile.name.strip(), profile.language, profile.zone
    uow.record(ProfileChanged(row.id, ""))


def change_language(uow: UnitOfWork, language: str) -> None:
    row = found(store.get(uow.session, uow.actor.user_id))
    if row.language != language:
        row.language = language
        uow.record(ProfileChanged(row.id, ""))


def change_password(uow: UnitOfWork, new_password: str) -> None:
    """Replace the actor's own password and end every session of theirs.

    The caller has checked the former one. Nobody sets another person's: there are invitations.
    """
    row = found(store.lock(uow.session, uow.actor.user_id))
    row.password = hashed(new_password, row.email, row.name)
    row.fs_uniquifier = new_id()
    uow.record(PasswordChanged(row.id, ""))


def close_account(uow: UnitOfWork, user_id: str) -> None:
    """Nobody signs in with it any more; what the person did stays in the trail."""
    uow.actor.require(Permission.ACCOUNT_MANAGE)
    row = found(store.lock(uow.session, user_id))
    if not row.active:
        return
    if row.is_admin and store.active_administrators(uow.session) == 1:
        raise RuleError(_("This is the last administrator: appoint another one first."))
    row.active = False
    row.fs_uniquifier = new_id()
    store.forget_links(uow.session, user_id)
    uow.record(AccountClosed(row.id, ""))


def reopen_account(uow: UnitOfWork, user_id: str) -> None:
    uow.actor.require(Permission.ACCOUNT_MANAGE)
    row = found(store.lock(uow.session, user_id))
    if row.active:
        return
    row.active = True
    uow.record(AccountReopened(row.id, ""))


def unlock_account(uow: UnitOfWork, user_id: str) -> None:
    """End the rest imposed after too many failures, and forget them."""
    uow.actor.require(Permission.ACCOUNT_MANAGE)
    row = found(store.lock(uow.session, user_id))
    row.failures, row.locked_until = 0, None
    uow.record(AccountUnlocked(row.id, ""))


def account(uow: UnitOfWork, user_id: str) -> AccountView | None:
    row = store.get(uow.session, user_id)
    return view_of(row) if row else None


def own_account(uow: UnitOfWork) -> AccountView:
    return view_of(found(store.get(uow.session, uow.actor.user_id)))


def account_by_email(uow: UnitOfWork, email: str) -> AccountView | None:
    row = store.by_email(uow.session, normal_email(email))
    return view_of(row) if row else None


def accounts(uow: UnitOfWork) -> tuple[AccountView, ...]:
    """Every account, by name."""
    uow.actor.require(Permission.ACCOUNT_MANAGE)
    return tuple(view_of(row) for row in store.all_accounts(uow.session))


def people(uow: UnitOfWork, ids: Collection[str]) -> tuple[AccountView, ...]:
    """Those accounts, by name; the caller has checked who may know of them."""
    return tuple(view_of(row) for row in store.some_accounts(uow.session, ids))


def has_accounts(uow: UnitOfWork) -> bool:
    return store.count(uow.session) > 0


def normal_email(text: str) -> str:
    """One spelling of an address; raises RuleError for what is none."""
    try:
        return emails.readable(emails.canonical(text)).lower()
    except Unlikely as error:
        raise RuleError(error.text, field="email") from error


def hashed(password: str, email: str, name: str) -> str:
    """The hash of a password that is good enough; raises RuleError for one that is not."""
    check_password(password, strength(password, context_words(email, name)))
    return hash_password(password)


def found(row: UserAccount | None) -> UserAccount:
    if row is None:
        raise NotFoundError(NO_ACCOUNT)
    return row


def view_of(row: UserAccount) -> AccountView:
    return AccountView(
        id=row.id,
        email=row.email,
        name=row.name,
        language=row.language,
        zone=row.zone,
        is_admin=row.is_admin,
        is_active=row.active,
        has_password=row.password is not None,
        has_second_factor=row.tf_totp_secret is not None,
        locked_until=row.locked_until,
        created_at=row.created_at,
    )
