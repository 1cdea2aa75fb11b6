"""Making and editing an organisation, and its identity as a value."""

from breachdesk.accounts import service as accounts
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission, Role
from breachdesk.kernel.errors import NotFoundError, RuleError, StaleError
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import _
from breachdesk.organisations import store
from breachdesk.organisations.domain import (
    FIELDS,
    EditSection,
    MemberAdded,
    NewOrganisation,
    OrganisationCreated,
    OrganisationEdited,
    OrganisationIdentity,
    Section,
    Summary,
)
from breachdesk.organisations.models import Membership, Organisation
from breachdesk.organisations.service.checks import tidied

NOTHING_HERE = _("There is nothing at this address.")


def create(uow: UnitOfWork, new: NewOrganisation) -> str:
    """Open an organisation and appoint its first data protection officer."""
    uow.actor.require(Permission.ORGANISATION_CREATE)
    return insert(uow, new)


def insert(uow: UnitOfWork, new: NewOrganisation) -> str:
    """The same without asking for a permission: for the first run, when nobody has any."""
    if store.get(uow.session, new.id):
        return new.id
    if not new.name.strip():
        raise RuleError(_("Give the name of the body."), field="name")
    if accounts.account(uow, new.dpo_id) is None:
        raise NotFoundError(_("There is no such account."))
    uow.create(
        Organisation(
            id=new.id, name=new.name.strip(), zone=new.zone, created_at=uow.clock.now(), version=1
        )
    )
    uow.record(OrganisationCreated(new.id, ""))
    uow.create(Membership(id=new_id(), user_id=new.dpo_id, organisation_id=new.id, role=Role.DPO))
    uow.record(MemberAdded(new.id, "", new.dpo_id, Role.DPO))
    return new.id


def edit(uow: UnitOfWork, change: EditSection) -> None:
    """Save one section; StaleError when somebody saved another version meanwhile."""
    uow.actor.require(Permission.ORGANISATION_EDIT, change.id)
    row = _row(uow, change.id)
    if row.version != change.version:
        raise StaleError
    allowed = FIELDS[change.section]
    values = {key: value for key, value in change.values.items() if key in allowed}
    for key, value in tidied(change.section, values).items():
        setattr(row, key, value)
    if change.zone is not None:
        row.zone = change.zone
    if not uow.session.is_modified(row):
        return
    uow.session.flush()
    uow.record(OrganisationEdited(row.id, "", change.section, row.version))


def identity(uow: UnitOfWork, organisation_id: str) -> OrganisationIdentity:
    """Who the body is; NotFoundError outside the actor's scope."""
    uow.actor.require(Permission.INCIDENT_READ, organisation_id)
    return _identity(_row(uow, organisation_id))


def names(uow: UnitOfWork) -> dict[str, str]:
    """Names by id of the organisations whose cases the actor may read."""
    return {row.id: row.name for row in store.in_scope(uow.session, uow.actor.scope())}


def summaries(uow: UnitOfWork) -> tuple[Summary, ...]:
    """The actor's organisations; whoever may open new ones sees the names of all."""
    scope = uow.actor.scope()
    shown = None if uow.actor.may(Permission.ORGANISATION_CREATE) else scope
    return tuple(
        Summary(row.id, row.name, _identity(row) if scope is None or row.id in scope else None)
        for row in store.in_scope(uow.session, shown)
    )


def find(uow: UnitOfWork, name_or_id: str) -> str:
    """The id of the organisation a script names; RuleError when none or several fit."""
    if store.get(uow.session, name_or_id):
        return name_or_id
    fitting = store.named(uow.session, name_or_id)
    if len(fitting) != 1:
        raise RuleError(
            _("%(count)s organisations are called %(name)s.", count=len(fitting), name=name_or_id)
        )
    return fitting[0].id


def _row(uow: UnitOfWork, organisation_id: str) -> Organisation:
    row = store.get(uow.session, organisation_id)
    if row is None:
        raise NotFoundError(NOTHING_HERE)
    return row


def _identity(row: Organisation) -> OrganisationIdentity:
    keys = (key for section in Section for key in FIELDS[section])
    return OrganisationIdentity(
        row.id, row.version, row.name, row.zone, {key: getattr(row, key) for key in keys}
    )
