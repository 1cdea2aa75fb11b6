"""A kind of document: a name, a template, and a pure function from facts to template words."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from breachdesk.controllers.domain import ControllerView, MandateView, ToldNotice
from breachdesk.evidence.domain import EvidenceView
from breachdesk.incidents.domain import Case
from breachdesk.kernel.events import Event
from breachdesk.kernel.text import Bilingual, Translate
from breachdesk.measures.domain import MeasureView
from breachdesk.notifications.domain import CopySheet, NotificationView
from breachdesk.obligations.domain import ObligationView
from breachdesk.outreach.domain.coverage import Account
from breachdesk.people.domain import Destruction
from breachdesk.publications.domain.notice import NoticeView
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
    """

    CASE = "case"
    CONTROLLER = "controller"
    MANDATE = "mandate"
    COVERAGE = "coverage"
    DESTRUCTION = "destruction"
    ACTIONS = "actions"
    MANAGEMENT = "management"
    COMMUNICATION = "communication"


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

    @property
    def own(self) -> ControllerView:
        """The controller of a kind that is about one: gather() saw to it."""
        if self.controller is None:
            raise LookupError("controller")
        return self.controller


@dataclass(frozen=True, slots=True)
class Stamp:
    """What changes with every issue and says nothing about the case."""

    made_at: datetime
    version: int
    made_by: str = ""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """`attaches` is the name under which JSON travels inside the PDF, if it does.

    `data` makes what it says; without it, it is the notification.
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


def fingerprint(html: str) -> str:
    """SHA-256 of a document's text: the same facts give the same, any change another."""
    return hashlib.sha256(html.encode()).hexdigest()


def file_name(kind: str, reference: str, version: int) -> str:
    """A name that holds the case's reference and no person's data."""
    return f"{reference}-{kind}-v{version}.pdf"
