"""What is remembered of controllers and of the notices to them."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from breachdesk.controllers.domain.delivery import Channel, DeliveryState
from breachdesk.kernel.events import Event


@dataclass(frozen=True, slots=True)
class ControllerAdded(Event):
    tag: ClassVar[str] = "controller:added"


@dataclass(frozen=True, slots=True)
class ControllersImported(Event):
    """One entry for a whole file; the roster's own entry has its fingerprint."""

    tag: ClassVar[str] = "controller:imported"
    roster_id: str
    added: int
    updated: int


@dataclass(frozen=True, slots=True)
class ControllersCounted(Event):
    """The persons of every controller were counted anew from those imported."""

    tag: ClassVar[str] = "controller:counted"
    controllers: int


@dataclass(frozen=True, slots=True)
class ControllerEdited(Event):
    tag: ClassVar[str] = "controller:edited"
    fields: str


@dataclass(frozen=True, slots=True)
class ControllerAware(Event):
    """The retained awareness of one controller changed, and with it its own 72 hours."""

    tag: ClassVar[str] = "controller:aware"
    aware_at: datetime | None
    basis: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class ControllerWithdrawn(Event):
    tag: ClassVar[str] = "controller:withdrawn"


@dataclass(frozen=True, slots=True)
class ControllerRestored(Event):
    tag: ClassVar[str] = "controller:restored"


@dataclass(frozen=True, slots=True)
class ControllerAcknowledged(Event):
    tag: ClassVar[str] = "controller:acknowledged"


@dataclass(frozen=True, slots=True)
class ControllerFiled(Event):
    tag: ClassVar[str] = "controller:filed"
    filed_at: datetime


@dataclass(frozen=True, slots=True)
class OverrideProposed(Event):
    tag: ClassVar[str] = "controller:override-proposed"


@dataclass(frozen=True, slots=True)
class OverrideConfirmed(Event):
    tag: ClassVar[str] = "controller:override-confirmed"


@dataclass(frozen=True, slots=True)
class OverrideWithdrawn(Event):
    tag: ClassVar[str] = "controller:override-withdrawn"


@dataclass(frozen=True, slots=True)
class NoticeDrafted(Event):
    tag: ClassVar[str] = "notice:drafted"
    number: int


@dataclass(frozen=True, slots=True)
class NoticeEdited(Event):
    tag: ClassVar[str] = "notice:edited"


@dataclass(frozen=True, slots=True)
class NoticeApproved(Event):
    tag: ClassVar[str] = "notice:approved"
    sha256: str


@dataclass(frozen=True, slots=True)
class NoticeReopened(Event):
    tag: ClassVar[str] = "notice:reopened"


@dataclass(frozen=True, slots=True)
class NoticeSent(Event):
    """Queued to so many controllers; each of them has a delivery of its own."""

    tag: ClassVar[str] = "notice:sent"
    count: int


@dataclass(frozen=True, slots=True)
class NoticeWithdrawn(Event):
    tag: ClassVar[str] = "notice:withdrawn"


@dataclass(frozen=True, slots=True)
class NoticeDelivered(Event):
    """`subject_id` is the delivery."""

    tag: ClassVar[str] = "notice:delivered"
    controller_id: str
    channel: Channel
    state: DeliveryState


@dataclass(frozen=True, slots=True)
class NoticeReminded(Event):
    tag: ClassVar[str] = "notice:reminded"
    hours: int
    count: int
