"""Article 33 filings: which may follow which, what a filing must say, what is frozen."""

from breachdesk.facts.domain.draft import NotificationKind
from breachdesk.notifications.domain.filing import (
    KIND_LABELS,
    KIND_TEXTS,
    LIFECYCLE,
    STATE_LABELS,
    FilingReceipt,
    FilingState,
    NewNotification,
    NotificationAbandoned,
    NotificationFiled,
    NotificationStarted,
    NotificationView,
    ReceiptAdded,
    check_kind,
    check_receipt,
    fingerprint,
)
from breachdesk.notifications.domain.sheet import CopySheet, SheetField, SheetSection

__all__ = [
    "KIND_LABELS",
    "KIND_TEXTS",
    "LIFECYCLE",
    "STATE_LABELS",
    "CopySheet",
    "FilingReceipt",
    "FilingState",
    "NewNotification",
    "NotificationAbandoned",
    "NotificationFiled",
    "NotificationKind",
    "NotificationStarted",
    "NotificationView",
    "ReceiptAdded",
    "SheetField",
    "SheetSection",
    "check_kind",
    "check_receipt",
    "fingerprint",
]
