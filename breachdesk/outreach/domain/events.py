"""What the audit trail says about campaigns; single mails are accounted for by their rows."""

from dataclasses import dataclass
from typing import ClassVar

from breachdesk.kernel.events import Event
from breachdesk.outreach.domain.delivery import DeliveryState


@dataclass(frozen=True, slots=True)
class CampaignCreated(Event):
    tag: ClassVar[str] = "campaign:created"
    number: int


@dataclass(frozen=True, slots=True)
class CampaignEdited(Event):
    tag: ClassVar[str] = "campaign:edited"
    text_sha256: str


@dataclass(frozen=True, slots=True)
class ApprovalVoided(Event):
    """Somebody changed what had been approved."""

    tag: ClassVar[str] = "campaign:approval-voided"
    digest: str


@dataclass(frozen=True, slots=True)
class CampaignApproved(Event):
    tag: ClassVar[str] = "campaign:approved"
    digest: str
    text_sha256: str
    audience_count: int
    audience_sha256: str


@dataclass(frozen=True, slots=True)
class CampaignScheduled(Event):
    tag: ClassVar[str] = "campaign:scheduled"
    launch_at: str


@dataclass(frozen=True, slots=True)
class CampaignStarted(Event):
    tag: ClassVar[str] = "campaign:started"
    digest: str


@dataclass(frozen=True, slots=True)
class CampaignPaused(Event):
    """`cause` is a word: by-hand, canary, sender-refused, unreadable."""

    tag: ClassVar[str] = "campaign:paused"
    cause: str


@dataclass(frozen=True, slots=True)
class CampaignResumed(Event):
    tag: ClassVar[str] = "campaign:resumed"


@dataclass(frozen=True, slots=True)
class CampaignEnded(Event):
    """Finished or stopped, with what became of the audience."""

    tag: ClassVar[str] = "campaign:ended"
    state: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class MailsSwept(Event):
    """What dead workers had left was taken over."""

    tag: ClassVar[str] = "campaign:swept"
    queued: int
    uncertain: int


@dataclass(frozen=True, slots=True)
class UncertainDecided(Event):
    """A person decided about mails of which nobody can know; `state` is what they count as."""

    tag: ClassVar[str] = "campaign:uncertain-decided"
    state: DeliveryState
    delivery_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ResendProposed(Event):
    tag: ClassVar[str] = "campaign:resend-proposed"
    delivery_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PersonPreviewed(Event):
    """Somebody looked at the mail of a real person."""

    tag: ClassVar[str] = "campaign:previewed"
    person_id: int


@dataclass(frozen=True, slots=True)
class LetterCopied(Event):
    """Somebody made one letter for one person."""

    tag: ClassVar[str] = "campaign:letter-copied"
    person_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class TrialQueued(Event):
    """A mail with invented values goes to the person who asked for it."""

    tag: ClassVar[str] = "campaign:trial-queued"
    language: str


@dataclass(frozen=True, slots=True)
class CoverageExported(Event):
    tag: ClassVar[str] = "campaign:coverage-exported"
    persons: int


@dataclass(frozen=True, slots=True)
class MailReturned(Event):
    """A report about one mail was read; `status` is its number (RFC 3463)."""

    tag: ClassVar[str] = "campaign:mail-returned"
    delivery_id: int
    is_final: bool
    status: str


@dataclass(frozen=True, slots=True)
class ChannelsOrdered(Event):
    """Which channel is tried first in the case, and which outcomes of a mail fall to a letter."""

    tag: ClassVar[str] = "outreach:channels-ordered"
    first: str
    falls: tuple[str, ...]
    notice: bool


@dataclass(frozen=True, slots=True)
class MailsFell(Event):
    """Letters are written in the place of mails; by reason, how many."""

    tag: ClassVar[str] = "campaign:fell"
    letters: dict[str, int]


@dataclass(frozen=True, slots=True)
class SmsAsked(Event):
    """A text and numbers for a short message were asked for; the subject is the export."""

    tag: ClassVar[str] = "sms:asked"
    campaign_id: str
    persons: int


@dataclass(frozen=True, slots=True)
class SmsApproved(Event):
    tag: ClassVar[str] = "sms:approved"


@dataclass(frozen=True, slots=True)
class SmsExported(Event):
    tag: ClassVar[str] = "sms:exported"
    persons: int
