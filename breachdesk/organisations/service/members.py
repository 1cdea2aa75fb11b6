"""Who is what in an organisation, and what that lets a person do."""

from collections.abc import Collection

from breachdesk.accounts import service as accounts
from breachdesk.accounts.domain import NewAccount
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import ADMINISTRATOR, ROLES, Actor, Permission, Role
from breachdesk.kernel.errors import NotFoundError, RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import _
from breachdesk.organisations import store
from breachdesk.organisations.domain import (
    AddedMember,
    FirstRun,
    Member,
    MemberAdded,
    MemberRemoved,
    MemberRoleChanged,
    NewMember,
    NewOrganisation,
    check_keeps_a_dpo,
)
from breachdesk.organisations.models import Membership
from breachdesk.organisations.service.identity import insert


def actor_for(uow: UnitOfWork, user_id: str) -> Actor | None:
    """The person with today's rights; None when the account is closed or gone."""
    person = accounts.account(uow, user_id)
    if person is None or not person.is_active:
        return None
    return Actor(
        person.id,
        person.name,
        grants={
            row.organisation_id: ROLES[row.role]
            for row in store.memberships_of(uow.session, user_id)
        },
        everywhere=ADMINISTRATOR if person.is_admin else frozenset(),
        language=person.language,
        zone=person.zone,
    )


def members(
    uow: UnitOfWork,
    organisation_id: str,
    roles: Collection[Role] | None = None,
    *,
    with_closed: bool = False,
) -> tuple[Member, ...]:
    """People of the organisation by name; None means every role."""
    uow.actor.require(Permission.INCIDENT_READ, organisation_id)
    wanted = {
        row.user_id: row.role
        for row in store.memberships(uow.session, organisation_id)
        if roles is None or row.role in roles
    }
    return tuple(
        Member(
            user_id=person.id,
            name=person.name,
            email=person.email,
            language=person.language,
            zone=person.zone,
            role=wanted[person.id],
            is_active=person.is_active,
        )
        for person in accounts.people(uow, wanted)
        if person.is_active or with_closed
    )


def add_member(uow: UnitOfWork, organisation_id: str, new: NewMember) -> AddedMember:
    """Give somebody a role; whoever has no account yet gets one with an invitation."""
    uow.actor.require(Permission.ORGANISATION_EDIT, organisation_id)
    known = accounts.account_by_email(uow, new.email)
    if known is None:
        account = NewAccount(new.email, new.name, new.language, id=new.account_id)
        created = accounts.invite(uow, account)
        added = AddedMember(created.id, created.invitation)
    else:
        added = AddedMember(known.id, None)
    present = store.membership(uow.session, organisation_id, added.user_id)
    if present is None:
        _join(uow, organisation_id, added.user_id, new.role)
    elif added.user_id != new.account_id:
        raise RuleError(_("This person is a member already: change the role."), field="email")
    return added


def appoint(uow: UnitOfWork, organisation_id: str, user_id: str, role: Role) -> None:
    """Give a role to somebody who has an account; the same role again changes nothing."""
    uow.actor.require(Permission.ORGANISATION_EDIT, organisation_id)
    if store.membership(uow.session, organisation_id, user_id):
        change_role(uow, organisation_id, user_id, role)
    else:
        _join(uow, organisation_id, user_id, role)


def change_role(uow: UnitOfWork, organisation_id: str, user_id: str, role: Role) -> None:
    uow.actor.require(Permission.ORGANISATION_EDIT, organisation_id)
    row = _membership(uow, organisation_id, user_id)
    if row.role is role:
        return
    check_keeps_a_dpo(_roles(uow, organisation_id), user_id, role)
    before, row.role = row.role, role
    uow.record(MemberRoleChanged(organisation_id, "", user_id, before, role))


def remove_member(uow: UnitOfWork, organisation_id: str, user_id: str) -> None:
    """The account stays; its rights here end with the next request."""
    uow.actor.require(Permission.ORGANISATION_EDIT, organisation_id)
    row = _membership(uow, organisation_id, user_id)
    check_keeps_a_dpo(_roles(uow, organisation_id), user_id, None)
    uow.session.delete(row)
    uow.record(MemberRemoved(organisation_id, "", user_id, row.role))


def open_instance(uow: UnitOfWork, token: str, first: FirstRun) -> str:
    """The first run: an administrator, an organisation, and the one DPO of the other."""
    account = NewAccount(
        first.email,
        first.name,
        first.language,
        first.zone,
        is_admin=True,
        password=first.password,
        id=first.account_id,
    )
    user_id = accounts.open_first_account(uow, token, account)
    organisation = NewOrganisation(first.organisation_id, first.organisation, first.zone, user_id)
    insert(uow, organisation)
    return user_id


def _join(uow: UnitOfWork, organisation_id: str, user_id: str, role: Role) -> None:
    uow.create(Membership(id=new_id(), user_id=user_id, organisation_id=organisation_id, role=role))
    uow.record(MemberAdded(organisation_id, "", user_id, role))


def _membership(uow: UnitOfWork, organisation_id: str, user_id: str) -> Membership:
    row = store.membership(uow.session, organisation_id, user_id)
    if row is None:
        raise NotFoundError(_("This person is not a member."))
    return row


def _roles(uow: UnitOfWork, organisation_id: str) -> dict[str, Role]:
    return {member.user_id: member.role for member in members(uow, organisation_id)}
