"""One affected controller: who it is, what it was told, what it decided, what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from breachdesk.controllers.domain.clock import AwarenessBasis
from breachdesk.deadlines.domain import Standing
from breachdesk.identities.domain.characters import unaccented
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.text import Text, _
from breachdesk.kernel.typed import problem_with_line, problem_with_prose

MAX_LINE, MAX_PROSE = 300, 5_000
MAX_PERSONS = 1_000_000_000


class Answer(StrEnum):
    """What a controller answers to a proposed mandate."""

    NONE = "none"
    YES = "yes"
    NO = "no"


ANSWER_LABELS: Mapping[Answer, Text] = {
    Answer.NONE: _("no answer yet"),
    Answer.YES: _("yes"),
    Answer.NO: _("no, does it itself"),
}


SHORT_ANSWERS: Mapping[Answer, Text] = {
    Answer.NONE: _("waiting"),
    Answer.YES: _("yes"),
    Answer.NO: _("no"),
}


class Contact(StrEnum):
    """Whether the address the notice goes to works, as far as is known."""

    FINE = "fine"
    MISSING = "missing"
    FAILED = "failed"


CONTACT_LABELS: Mapping[Contact, Text] = {
    Contact.FINE: _("usable"),
    Contact.MISSING: _("no e-mail address"),
    Contact.FAILED: _("did not arrive: correct it, write or call"),
}


class Lack(StrEnum):
    """What may be missing at a controller, in the order in which it is worth a look."""

    CONTACT = "contact"
    NOTICE = "notice"
    DELIVERY = "delivery"
    ACKNOWLEDGEMENT = "acknowledgement"
    MANDATE_FILE = "mandate-file"
    MANDATE_INFORM = "mandate-inform"
    FILING = "filing"
    PERSONS = "persons"


LACK_LABELS: Mapping[Lack, Text] = {
    Lack.CONTACT: _("a working contact"),
    Lack.NOTICE: _("the notice"),
    Lack.DELIVERY: _("proof that the notice arrived"),
    Lack.ACKNOWLEDGEMENT: _("the acknowledgement"),
    Lack.MANDATE_FILE: _("an answer on the notification to the CNIL"),
    Lack.MANDATE_INFORM: _("an answer on informing its patients"),
    Lack.FILING: _("the notification to the CNIL"),
    Lack.PERSONS: _("its number of persons"),
}

IDENTITY = (
    "name",
    "finess",
    "siret",
    "siren",
    "own_key",
    "contact_name",
    "email",
    "phone",
    "address",
    "postcode",
    "city",
    "dpo_name",
    "dpo_email",
    "contract",
)
"""Columns of text that say who it is and how it is reached."""

FIELD_LABELS: Mapping[str, Text] = {
    "name": _("Name of the body"),
    "finess": _("FINESS number"),
    "siret": _("SIRET number"),
    "siren": _("SIREN number"),
    "own_key": _("Number in the processor’s own files"),
    "contact_name": _("Person to contact"),
    "email": _("E-mail address"),
    "phone": _("Telephone"),
    "address": _("Postal address"),
    "postcode": _("Postcode"),
    "city": _("City"),
    "dpo_name": _("Data protection officer"),
    "dpo_email": _("E-mail address of the data protection officer"),
    "contract": _("Contract reference"),
    "contract_hours": _("Hours the contract gives for the notice"),
    "persons_declared": _("Persons concerned, as declared"),
    "records_declared": _("Records concerned, as declared"),
    "language": _("Language"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """What tells two controllers of one name apart: str() is the name with the town."""

    name: str
    town: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.town})" if self.town else self.name

    @property
    def sorting(self) -> tuple[str, str]:
        """As a reader looks it up: neither accents nor capitals count."""
        return unaccented(self.name).casefold(), unaccented(self.town).casefold()


@dataclass(frozen=True, slots=True)
class NewController:
    """A controller as typed or read from a file: identity by column name, figures apart."""

    id: str
    identity: Mapping[str, str] = field(repr=False)
    contract_hours: int | None = None
    persons_declared: int | None = None
    records_declared: int | None = None
    language: str = "fr"


@dataclass(frozen=True, slots=True)
class EditController:
    id: str
    version: int
    new: NewController


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a person records about when the controller learnt of the breach."""

    other_at: datetime | None
    other_why: str
    retained_at: datetime | None
    retained_why: str


@dataclass(frozen=True, slots=True)
class ControllerView:
    """One file among the affected controllers."""

    id: str
    incident_id: str
    number: int
    identity: Mapping[str, str] = field(repr=False)
    contract_hours: int | None
    persons_declared: int | None
    persons_counted: int | None
    records_declared: int | None
    language: str
    department: str
    contact: Contact
    contact_problem: str
    notice_sent_at: datetime | None
    delivered_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str
    other_at: datetime | None
    other_why: str
    retained_at: datetime | None
    retained_why: str
    aware_at: datetime | None
    aware_basis: AwarenessBasis | None
    due_at: datetime | None
    standing: Standing
    risk_view: str
    mandate_file: Answer
    mandate_inform: Answer
    filed_at: datetime | None
    cnil_number: str
    override_why: str
    override_by: str
    override_confirmed_by: str
    withdrawn_at: datetime | None
    withdrawn_why: str
    version: int

    @property
    def name(self) -> str:
        return self.identity["name"]

    @property
    def place(self) -> Place:
        return Place(self.name, self.identity["city"])

    @property
    def persons(self) -> int | None:
        """Counted from the imported people once they are, else as declared."""
        return self.persons_declared if self.persons_counted is None else self.persons_counted

    @property
    def may_be_informed_for(self) -> bool:
        """Whether the processor may write to this controller's patients."""
        return self.withdrawn_at is None and (
            self.mandate_inform is Answer.YES or bool(self.override_confirmed_by)
        )

    @property
    def lacks(self) -> tuple[Lack, ...]:
        if self.withdrawn_at:
            return ()
        missing = {
            Lack.CONTACT: self.contact is not Contact.FINE,
            Lack.NOTICE: self.notice_sent_at is None,
            Lack.DELIVERY: self.notice_sent_at is not None and self.delivered_at is None,
            Lack.ACKNOWLEDGEMENT: self.acknowledged_at is None,
            Lack.MANDATE_FILE: self.mandate_file is Answer.NONE,
            Lack.MANDATE_INFORM: self.mandate_inform is Answer.NONE,
            Lack.FILING: self.filed_at is None,
            Lack.PERSONS: self.persons is None,
        }
        return tuple(lack for lack, is_missing in missing.items() if is_missing)


@dataclass(frozen=True, slots=True)
class ControllerFilter:
    """Empty fields narrow nothing."""

    text: str = ""
    lack: Lack | None = None
    department: str = ""
    overdue: bool = False
    withdrawn: bool = False


def check_new(new: NewController) -> None:
    """Raise ManyRulesError with every field that cannot be right; checks of form came before."""
    broken = []
    if not new.identity.get("name", "").strip():
        broken.append(RuleError(_("Give the name of the body."), field="name"))
    for key, text in new.identity.items():
        if problem := problem_with_line(text, MAX_LINE):
            broken.append(RuleError(problem, field=key))
    figures = {
        "contract_hours": new.contract_hours,
        "persons_declared": new.persons_declared,
        "records_declared": new.records_declared,
    }
    broken += [
        RuleError(_("Write a number from 0 to 1,000,000,000."), field=key)
        for key, figure in figures.items()
        if figure is not None and not 0 <= figure <= MAX_PERSONS
    ]
    if broken:
        raise ManyRulesError(tuple(broken))


def check_why(why: str, field_name: str = "why") -> None:
    if not why.strip():
        raise RuleError(_("Say why."), field=field_name)
    if problem := problem_with_prose(why, MAX_PROSE):
        raise RuleError(problem, field=field_name)


def check_filing(filed_at: datetime, number: str, aware_at: datetime | None, now: datetime) -> None:
    """A controller's own filing: not in the future, not before it knew, with its number."""
    broken = []
    if filed_at > now:
        broken.append(RuleError(_("The filing cannot be in the future."), field="filed_at"))
    if aware_at and filed_at < aware_at:
        broken.append(RuleError(_("The filing cannot come before awareness."), field="filed_at"))
    if not number.strip():
        broken.append(RuleError(_("Give the number the CNIL gave."), field="cnil_number"))
    if problem := problem_with_line(number, 60):
        broken.append(RuleError(problem, field="cnil_number"))
    if broken:
        raise ManyRulesError(tuple(broken))
