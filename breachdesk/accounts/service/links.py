"""Single-use links: the first account of an instance, and invitations."""

from dataclasses import replace

from breachdesk.accounts import store
from breachdesk.accounts.domain import (
    FIRST_RUN_LIFE,
    FirstRunLinkMade,
    InvitationAccepted,
    InvitationRenewed,
    Link,
    NewAccount,
)
from breachdesk.accounts.models import InvitationLink
from breachdesk.accounts.service.people import found, hashed, insert_account, make_invitation
from breachdesk.infra.keys import new_token, token_hash
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import _

DEAD_LINK = _("This link has been used, has expired or was replaced. Ask for a new one.")


def first_run_link(uow: UnitOfWork) -> str | None:
    """The token of a new link that opens the first account; None once there is an account."""
    uow.actor.require(Permission.ACCOUNT_MANAGE)
    if store.count(uow.session):
        return None
    store.forget_links(uow.session, None)
    token = new_token()
    row = InvitationLink(
        id=new_id(),
        token_hash=token_hash(token),
        expires_at=uow.clock.now() + FIRST_RUN_LIFE,
    )
    uow.add(row)
    uow.record(FirstRunLinkMade(row.id, ""))
    return token


def renew_invitation(uow: UnitOfWork, user_id: str) -> str:
    """A new link for somebody who has not used the former one, or has lost the password."""
    uow.actor.require(Permission.ACCOUNT_MANAGE)
    row = found(store.get(uow.session, user_id))
    token = make_invitation(uow, row.id)
    uow.record(InvitationRenewed(row.id, ""))
    return token


def find_link(uow: UnitOfWork, token: str) -> Link:
    """What the link opens; NotFoundError alike for unknown, used, replaced and expired ones."""
    row = _good(uow, token)
    if row.user_id is None:
        return Link(None, "", "", row.expires_at)
    person = found(store.get(uow.session, row.user_id))
    return Link(person.id, person.email, person.name, row.expires_at)


def accept_invitation(uow: UnitOfWork, token: str, password: str) -> str:
    """The invited person chooses a password; returns the account's id."""
    link = _good(uow, token)
    if link.user_id is None:
        raise NotFoundError(DEAD_LINK)
    row = found(store.lock(uow.session, link.user_id))
    row.password = hashed(password, row.email, row.name)
    row.fs_uniquifier = new_id()
    link.used_at = uow.clock.now()
    uow.record(InvitationAccepted(row.id, ""))
    return row.id


def open_first_account(uow: UnitOfWork, token: str, new: NewAccount) -> str:
    """The first run: its link makes one administrator, and only while there is no account."""
    link = _good(uow, token)
    if link.user_id is not None or store.count(uow.session):
        raise NotFoundError(DEAD_LINK)
    created = insert_account(uow, replace(new, is_admin=True))
    link.used_at = uow.clock.now()
    return created.id


def _good(uow: UnitOfWork, token: str) -> InvitationLink:
    find = store.link if uow.reading else store.lock_link
    row = find(uow.session, token_hash(token))
    if row is None or row.used_at is not None or row.expires_at <= uow.clock.now():
        raise NotFoundError(DEAD_LINK)
    return row
