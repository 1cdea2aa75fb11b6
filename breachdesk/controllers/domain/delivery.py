"""One notice to one controller: how it went, what is known of it, when to remind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from breachdesk.kernel.text import Text, _


class Channel(StrEnum):
    EMAIL = "email"
    POST = "post"
    PHONE = "phone"
    HAND = "hand"


CHANNEL_LABELS: Mapping[Channel, Text] = {
    Channel.EMAIL: _("By e-mail"),
    Channel.POST: _("By letter"),
    Channel.PHONE: _("By telephone"),
    Channel.HAND: _("By hand"),
}


class DeliveryState(StrEnum):
    """What is known of one notice to one controller."""

    QUEUED = "queued"
    DELIVERED = "delivered"
    KEPT = "kept"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"


DELIVERY_LABELS: Mapping[DeliveryState, Text] = {
    DeliveryState.QUEUED: _("Waiting"),
    DeliveryState.DELIVERED: _("Delivered"),
    DeliveryState.KEPT: _("Not sent: kept in the outbox"),
    DeliveryState.REFUSED: _("Refused"),
    DeliveryState.UNCERTAIN: _("Uncertain: a person must decide"),
    DeliveryState.CANCELLED: _("Cancelled"),
}


@dataclass(frozen=True, slots=True)
class DeliveryView:
    id: str
    notice_id: str
    notice_number: int
    controller_id: str
    channel: Channel
    state: DeliveryState
    queued_at: datetime
    settled_at: datetime | None
    note: str


REMINDER_HOURS: tuple[int, ...] = (12, 24, 48)
"""A controller that has not acknowledged is reminded so long after its notice left; then it is
on the call list."""

CALL_AFTER = timedelta(hours=REMINDER_HOURS[-1])


def reminder_slot(sent_at: datetime, now: datetime, hours: tuple[int, ...]) -> int | None:
    """The latest reminder that has come, in hours after the notice; None when none has.

    After an outage only this one is sent: two mails at once would not be read better.
    """
    come = [one for one in sorted(hours) if sent_at + timedelta(hours=one) <= now]
    return come[-1] if come else None
