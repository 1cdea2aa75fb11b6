"""Personal links to the portal: how long they open, and why one does not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.events import Event
from breachdesk.kernel.text import _

LIFETIME = timedelta(days=120)
"""Longer than a notice is of use: the CNIL asks for months."""


class LinkFault(StrEnum):
    """For the log only: the visitor is not told which."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    REVOKED = "revoked"


class DeadLinkError(NotFoundError):
    """One sentence for every fault, so that links cannot be probed."""

    def __init__(self, fault: LinkFault) -> None:
        super().__init__(_("This link does not open, or no longer does."))
        self.fault = fault


@dataclass(frozen=True, slots=True)
class LinkView:
    id: str
    controller_id: str
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class LinkIssued(Event):
    """`subject_id` is the controller."""

    tag: ClassVar[str] = "portal:link-issued"
    link_id: str


@dataclass(frozen=True, slots=True)
class LinkRevoked(Event):
    tag: ClassVar[str] = "portal:link-revoked"


@dataclass(frozen=True, slots=True)
class LinkOpened(Event):
    tag: ClassVar[str] = "portal:link-opened"
    link_id: str


@dataclass(frozen=True, slots=True)
class LinkRefused(Event):
    """Somebody tried a link that does not open; `subject_id` is the link, if it is one of ours."""

    tag: ClassVar[str] = "portal:link-refused"
    fault: LinkFault
