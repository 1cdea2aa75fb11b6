"""An organisation's identity by section of the CNIL form, and its members."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from breachdesk.kernel.actor import Role
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.events import Event
from breachdesk.kernel.text import Text, _

Value = str | bool


class Section(StrEnum):
    """Sections 2, 3 and 4 of the CNIL form."""

    BODY = "body"
    REPRESENTATIVE = "representative"
    CONTACT = "contact"


SECTION_LABELS: Mapping[Section, Text] = {
    Section.BODY: _("Identification of the body"),
    Section.REPRESENTATIVE: _("Legal representative"),
    Section.CONTACT: _("Person to contact"),
}

FIELDS: Mapping[Section, tuple[str, ...]] = {
    Section.BODY: (
        "siren",
        "name",
        "vat",
        "sector",
        "headcount",
        "address",
        "postcode",
        "city",
        "country",
    ),
    Section.REPRESENTATIVE: (
        "legal_civility",
        "legal_last_name",
        "legal_first_name",
        "legal_email",
    ),
    Section.CONTACT: (
        "contact_civility",
        "contact_last_name",
        "contact_first_name",
        "contact_function",
        "contact_email",
        "contact_phone",
        "contact_is_dpo",
        "contact_dpo_number",
    ),
}
"""Columns of each section, in the order of the form."""

FIELD_LABELS: Mapping[str, Text] = {
    "siren": _("SIREN number"),
    "name": _("Name of the body"),
    "vat": _("Intra-community VAT number"),
    "sector": _("Sector of activity"),
    "headcount": _("Headcount"),
    "address": _("Postal address"),
    "postcode": _("Postcode"),
    "city": _("City"),
    "country": _("Country"),
    "legal_civility": _("Title of address"),
    "legal_last_name": _("Last name"),
    "legal_first_name": _("First name"),
    "legal_email": _("E-mail address"),
    "contact_civility": _("Title of address"),
    "contact_last_name": _("Last name"),
    "contact_first_name": _("First name"),
    "contact_function": _("Function"),
    "contact_email": _("E-mail address"),
    "contact_phone": _("Telephone"),
    "contact_is_dpo": _("This person is the data protection officer"),
    "contact_dpo_number": _("DPO designation number"),
}

NOT_REQUIRED = frozenset({"vat", "contact_is_dpo", "contact_dpo_number"})
"""« le cas échéant » on the form; the number is wanted once the contact is the DPO."""

CIVILITIES = ("", "Madame", "Monsieur")


@dataclass(frozen=True, slots=True)
class OrganisationIdentity:
    """Everything the CNIL asks about the body itself, as one version."""

    id: str
    version: int
    name: str
    zone: str
    values: Mapping[str, Value]

    def __getitem__(self, key: str) -> Value:
        return self.values[key]

    def section(self, section: Section) -> Mapping[str, Value]:
        return {key: self.values[key] for key in FIELDS[section]}

    def missing(self, section: Section) -> tuple[str, ...]:
        """Fields of the section that the CNIL wants and that are still empty."""
        return missing(self.section(section))

    @property
    def is_complete(self) -> bool:
        return not any(self.missing(section) for section in Section)


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    id: str
    name: str
    zone: str
    dpo_id: str


@dataclass(frozen=True, slots=True)
class EditSection:
    """Values of one section as typed, made from `version`."""

    id: str
    version: int
    section: Section
    values: Mapping[str, Value]
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class NewMember:
    """Somebody to be given a role; an unknown address gets an account and an invitation."""

    account_id: str
    email: str
    name: str
    role: Role
    language: str = "fr"


@dataclass(frozen=True, slots=True)
class AddedMember:
    user_id: str
    invitation: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Member:
    user_id: str
    name: str
    email: str
    language: str
    zone: str
    role: Role
    is_active: bool


@dataclass(frozen=True, slots=True)
class FirstRun:
    """What the first page of an instance asks: the person, and the body they serve."""

    account_id: str
    organisation_id: str
    name: str
    email: str
    password: str = field(repr=False)
    organisation: str
    zone: str
    language: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A line of the list; `identity` is None where the actor may know the name only."""

    id: str
    name: str
    identity: OrganisationIdentity | None


@dataclass(frozen=True, slots=True)
class OrganisationCreated(Event):
    tag: ClassVar[str] = "organisation:created"


@dataclass(frozen=True, slots=True)
class OrganisationEdited(Event):
    tag: ClassVar[str] = "organisation:edited"
    section: Section
    version: int


@dataclass(frozen=True, slots=True)
class MemberAdded(Event):
    tag: ClassVar[str] = "organisation:member-added"
    user_id: str
    role: Role


@dataclass(frozen=True, slots=True)
class MemberRoleChanged(Event):
    tag: ClassVar[str] = "organisation:member-role-changed"
    user_id: str
    before: Role
    after: Role


@dataclass(frozen=True, slots=True)
class MemberRemoved(Event):
    tag: ClassVar[str] = "organisation:member-removed"
    user_id: str
    role: Role


def missing(values: Mapping[str, Value]) -> tuple[str, ...]:
    """Keys that must be filled in and are not."""
    wanted = [key for key in values if key not in NOT_REQUIRED]
    if values.get("contact_is_dpo"):
        wanted.append("contact_dpo_number")
    return tuple(key for key in wanted if not values[key])


def check_keeps_a_dpo(roles: Mapping[str, Role], user_id: str, after: Role | None) -> None:
    """`roles` of the active members by user; without a DPO nobody could run a case."""
    others = (role for member, role in roles.items() if member != user_id)
    if after is not Role.DPO and roles.get(user_id) is Role.DPO and Role.DPO not in others:
        raise RuleError(
            _("This is the only data protection officer here: appoint another one first."),
            field="role",
        )
