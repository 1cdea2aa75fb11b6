"""A kind of document: a name, a template, and a pure function from facts to template words."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from breachdesk.controllers.domain import ControllerView, MandateView, ToldNotice
from breachdesk.evidence.domain import EvidenceView
from breachdesk.incidents.domain import Case
from breachdesk.kernel.events import Event
from breachdesk.kernel.text import Bilingual, Text, Translate
from breachdesk.measures.domain import MeasureStatus, MeasureView
from breachdesk.notifications.domain import CopySheet, NotificationView, SheetField
from breachdesk.obligations.domain import ObligationView
from breachdesk.organisations.domain import (
    FIELD_LABELS,
    SECTION_LABELS,
    OrganisationIdentity,
    Section,
)
from breachdesk.outreach.domain.coverage import Account
from breachdesk.people.domain import Destruction
from breachdesk.publications.domain.notice import NoticeView
from breachdesk.publications.domain.texts import Reading
from breachdesk.risk.domain import AdviceView, AssessmentView
from breachdesk.risk.registry import Proposal
from breachdesk.timeline.domain import EntryView

Words = Mapping[str, object]


class Subject(StrEnum):
    """What `about_id` names: nothing or a filing, one affected controller, one mandate.

    COVERAGE: nothing, and the document counts who is informed.
    DESTRUCTION: nothing, and there is a document only once the identities are destroyed.
    ACTIONS: nothing, and the document tells what was done, and the evidence.
    MANAGEMENT: nothing, and the document counts who is informed and what is done.
    COMMUNICATION: nothing, and the document holds the texts that people were told.
    RESPONSE: nothing, and the document tells who the body is, what it did and what it kept.
    PUBLICATION: nothing, and the document holds words of the public notice.
    """

    CASE = "case"
    CONTROLLER = "controller"
    MANDATE = "mandate"
    COVERAGE = "coverage"
    DESTRUCTION = "destruction"
    ACTIONS = "actions"
    MANAGEMENT = "management"
    COMMUNICATION = "communication"
    RESPONSE = "response"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Response:
    """Who had the breach, what was done about it and what is kept to show it."""

    identity: OrganisationIdentity
    evidence: tuple[EvidenceView, ...]
    measures: tuple[MeasureView, ...]

    @property
    def body(self) -> tuple[tuple[Text, str], ...]:
        """The body and those who speak for it, line by line; an empty value is not known."""
        return (
            (FIELD_LABELS["name"], self.identity.name),
            (FIELD_LABELS["siren"], self._joined("siren")),
            (FIELD_LABELS["address"], self._joined("address", "postcode", "city", "country")),
            (
                SECTION_LABELS[Section.REPRESENTATIVE],
                self._joined("legal_civility", "legal_first_name", "legal_last_name"),
            ),
            (
                SECTION_LABELS[Section.CONTACT],
                self._joined("contact_civility", "contact_first_name", "contact_last_name"),
            ),
            (FIELD_LABELS["contact_function"], self._joined("contact_function")),
            (FIELD_LABELS["contact_phone"], self._joined("contact_phone")),
            (FIELD_LABELS["contact_email"], self._joined("contact_email")),
        )

    @property
    def done(self) -> tuple[MeasureView, ...]:
        return tuple(one for one in self.measures if one.status is MeasureStatus.DONE)

    @property
    def open(self) -> tuple[MeasureView, ...]:
        return tuple(one for one in self.measures if one.status is MeasureStatus.OPEN)

    def _joined(self, *keys: str) -> str:
        return " ".join(str(self.identity[key]) for key in keys if self.identity[key])


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Everything a document may say of a case, as one frozen value.

    `sheet` is the filing the document is about, or the next one; `answers` is all there is.
    `controller` and `mandate` are there for the kinds that are about one; `sheet` is then that
    controller's own form.
    """

    case: Case
    organisation: str
    sheet: CopySheet
    answers: CopySheet
    filing: NotificationView | None
    filings: tuple[NotificationView, ...]
    duties: tuple[ObligationView, ...]
    assessment: AssessmentView | None
    assessments: tuple[AssessmentView, ...]
    proposal: Proposal
    circumstances: Mapping[str, Any]
    advice: tuple[AdviceView, ...]
    timeline: tuple[EntryView, ...]
    attachment: bytes
    told_notices: tuple[ToldNotice, ...] = ()
    controller: ControllerView | None = None
    mandate: MandateView | None = None
    destruction: Destruction | None = None
    account: Account | None = None
    measures: tuple[MeasureView, ...] = ()
    evidence: tuple[EvidenceView, ...] = ()
    letters: Mapping[str, int] = field(default_factory=dict)
    """How many letters were made, by campaign."""
    notices: tuple[NoticeView, ...] = ()
    response: Response | None = None
    notice: NoticeView | None = None
    reading: Reading | None = None

    @property
    def own(self) -> ControllerView:
        """The controller of a kind that is about one: gather() saw to it."""
        if self.controller is None:
            raise LookupError("controller")
        return self.controller

    @property
    def answered(self) -> Response:
        """What was done, for a kind that tells it: gather_for() saw to it."""
        if self.response is None:
            raise LookupError("response")
        return self.response

    def told(self, *keys: str) -> tuple[SheetField, ...]:
        """The answers to these questions of the form, in that order; those not asked left out."""
        found = {one.key: one for section in self.answers.sections for one in section.fields}
        return tuple(found[key] for key in keys if key in found)

    def obligation(self, code: str) -> ObligationView | None:
        return next((one for one in self.duties if one.duty.code == code), None)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What changes with every issue and says nothing about the case."""

    made_at: datetime
    version: int
    made_by: str = ""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """`attaches` is the name under which JSON travels inside the PDF, if any does.

    It is the filing's, or what `data` makes of the facts: no reader is handed more than they read.
    """

    slug: str
    title: Bilingual
    template: str
    words: Callable[[CaseFacts], Words]
    attaches: str = ""
    data: Callable[[CaseFacts, Translate], Words] | None = None
    subject: Subject = Subject.CASE


@dataclass(frozen=True, slots=True)
class DocumentView:
    id: str
    kind: str
    about_id: str
    language: str
    version: int
    sha256: str
    size: int
    issued_at: datetime
    issued_by: str
    is_stale: bool


@dataclass(frozen=True, slots=True)
class DocumentIssued(Event):
    tag: ClassVar[str] = "document:issued"
    kind: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class DocumentRead(Event):
    tag: ClassVar[str] = "document:read"
    sha256: str


def as_data(fields: Iterable[SheetField]) -> dict[str, Words]:
    """Answers as a machine reads them, by key."""
    return {
        one.key: {"label": one.label, "lines": one.lines, "unknown": one.is_unknown}
        for one in fields
    }


def fingerprint(html: str) -> str:
    """SHA-256 of a document's text: the same facts give the same, any change another."""
    return hashlib.sha256(html.encode()).hexdigest()


def file_name(kind: str, reference: str, version: int) -> str:
    """A name that holds the case's reference and no person's data."""
    return f"{reference}-{kind}-v{version}.pdf"
