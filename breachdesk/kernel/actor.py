"""Who is acting and what they may do, where. The whole policy is the table ROLES."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from breachdesk.kernel.errors import ForbiddenError, NotFoundError
from breachdesk.kernel.text import Text, _


class Permission(StrEnum):
    INCIDENT_READ = "incident:read"
    INCIDENT_OPEN = "incident:open"
    INCIDENT_EDIT = "incident:edit"
    INCIDENT_DECIDE = "incident:decide"
    INCIDENT_ARCHIVE = "incident:archive"
    NOTIFICATION_FILE = "notification:file"
    OBLIGATION_WAIVE = "obligation:waive"
    REGISTER_EXPORT = "register:export"
    ORGANISATION_EDIT = "organisation:edit"
    AUDIT_READ = "audit:read"
    ORGANISATION_CREATE = "organisation:create"
    ACCOUNT_MANAGE = "account:manage"
    OUTBOX_READ = "outbox:read"
    PEOPLE_READ = "people:read"
    PEOPLE_IMPORT = "people:import"
    PEOPLE_UNMASK = "people:unmask"
    PEOPLE_EXPORT = "people:export"
    PEOPLE_PURGE = "people:purge"


class Role(StrEnum):
    """What a person is to one organisation."""

    DPO = "dpo"
    DEPUTY = "deputy"
    RESPONDER = "responder"
    COMMUNICATIONS = "communications"
    MANAGEMENT = "management"
    AUDITOR = "auditor"


ROLE_LABELS: Mapping[Role, Text] = {
    Role.DPO: _("Data protection officer"),
    Role.DEPUTY: _("Deputy of the DPO"),
    Role.RESPONDER: _("Incident responder"),
    Role.COMMUNICATIONS: _("Communications"),
    Role.MANAGEMENT: _("Management"),
    Role.AUDITOR: _("Auditor"),
}

_READ = frozenset({Permission.INCIDENT_READ})
_DESK = frozenset(
    {
        Permission.INCIDENT_READ,
        Permission.INCIDENT_OPEN,
        Permission.INCIDENT_EDIT,
        Permission.INCIDENT_DECIDE,
        Permission.INCIDENT_ARCHIVE,
        Permission.NOTIFICATION_FILE,
        Permission.OBLIGATION_WAIVE,
        Permission.REGISTER_EXPORT,
        Permission.ORGANISATION_EDIT,
        Permission.AUDIT_READ,
        Permission.PEOPLE_READ,
        Permission.PEOPLE_IMPORT,
        Permission.PEOPLE_UNMASK,
        Permission.PEOPLE_EXPORT,
        Permission.PEOPLE_PURGE,
    }
)

ROLES: Mapping[Role, frozenset[Permission]] = {
    Role.DPO: _DESK,
    Role.DEPUTY: _DESK - {Permission.ORGANISATION_EDIT},
    Role.RESPONDER: _READ
    | {
        Permission.INCIDENT_OPEN,
        Permission.INCIDENT_EDIT,
        Permission.PEOPLE_READ,
        Permission.PEOPLE_IMPORT,
    },
    Role.COMMUNICATIONS: _READ | {Permission.INCIDENT_EDIT, Permission.PEOPLE_READ},
    Role.MANAGEMENT: _READ | {Permission.REGISTER_EXPORT},
    Role.AUDITOR: _READ | {Permission.REGISTER_EXPORT, Permission.AUDIT_READ},
}

ADMINISTRATOR = frozenset(
    {Permission.ORGANISATION_CREATE, Permission.ACCOUNT_MANAGE, Permission.OUTBOX_READ}
)
"""What a technical administrator may do on the whole instance: nothing on any case."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person, or a process of ours acting on its own behalf.

    `grants` maps an organisation's id to what the actor may do there; `everywhere` holds what
    does not depend on an organisation. Processes have every permission everywhere.
    """

    user_id: str
    name: str
    grants: Mapping[str, frozenset[Permission]] = field(default_factory=dict)
    everywhere: frozenset[Permission] = frozenset()
    language: str = "fr"
    zone: str = "Europe/Paris"

    @classmethod
    def system(cls, process: str) -> "Actor":
        """The actor for jobs and command line: `process` is what the audit log will say."""
        return cls(process, process, everywhere=frozenset(Permission))

    def may(self, permission: Permission, organisation_id: str | None = None) -> bool:
        """Without organisation: whether the actor has the permission anywhere at all."""
        if permission in self.everywhere:
            return True
        if organisation_id is None:
            return any(permission in grant for grant in self.grants.values())
        return permission in self.grants.get(organisation_id, frozenset())

    def require(self, permission: Permission, organisation_id: str | None = None) -> None:
        """Raise NotFoundError for what the actor may not even see, else ForbiddenError."""
        if self.may(permission, organisation_id):
            return
        if organisation_id and not self.may(Permission.INCIDENT_READ, organisation_id):
            raise NotFoundError(_("There is nothing at this address."))
        raise ForbiddenError(_("Your role does not allow this."))

    def scope(self) -> frozenset[str] | None:
        """Ids of the organisations whose cases the actor may read; None means all."""
        if Permission.INCIDENT_READ in self.everywhere:
            return None
        return frozenset(
            organisation_id
            for organisation_id, grant in self.grants.items()
            if Permission.INCIDENT_READ in grant
        )
