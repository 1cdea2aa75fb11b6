"""What the audit trail says about public notices."""

from dataclasses import dataclass
from typing import ClassVar

from breachdesk.kernel.events import Event
from breachdesk.publications.domain.elsewhere import Medium


@dataclass(frozen=True, slots=True)
class NoticeDrafted(Event):
    tag: ClassVar[str] = "publication:drafted"
    number: int


@dataclass(frozen=True, slots=True)
class NoticeEdited(Event):
    tag: ClassVar[str] = "publication:edited"
    text_sha256: str


@dataclass(frozen=True, slots=True)
class ApprovalVoided(Event):
    """Somebody changed what had been approved."""

    tag: ClassVar[str] = "publication:approval-voided"
    digest: str


@dataclass(frozen=True, slots=True)
class NoticeApproved(Event):
    tag: ClassVar[str] = "publication:approved"
    digest: str


@dataclass(frozen=True, slots=True)
class NoticePublished(Event):
    """`pages` are the SHA-256 of what everybody can read, by language."""

    tag: ClassVar[str] = "publication:published"
    digest: str
    pages: dict[str, str]


@dataclass(frozen=True, slots=True)
class NoticeReplaced(Event):
    tag: ClassVar[str] = "publication:replaced"
    by_id: str


@dataclass(frozen=True, slots=True)
class NoticeWithdrawn(Event):
    tag: ClassVar[str] = "publication:withdrawn"


@dataclass(frozen=True, slots=True)
class PublishedElsewhere(Event):
    tag: ClassVar[str] = "publication:elsewhere"
    medium: Medium
    since: str


@dataclass(frozen=True, slots=True)
class ElsewhereChanged(Event):
    tag: ClassVar[str] = "publication:elsewhere-changed"
    medium: Medium
    since: str
