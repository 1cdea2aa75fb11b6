"""States, faults, batches and events of letters; the rules that need no database."""

from breachdesk.letters.domain.batches import BatchView, Figures, LetterView, ReprintView
from breachdesk.letters.domain.faults import FAULT_LABELS, Fault
from breachdesk.letters.domain.states import (
    BATCH_LABELS,
    LETTER_LABELS,
    LETTER_ORDER,
    LIVE,
    RETURN_LABELS,
    SENT,
    BatchState,
    LetterState,
    ReturnCode,
)

__all__ = [
    "BATCH_LABELS",
    "FAULT_LABELS",
    "LETTER_LABELS",
    "LETTER_ORDER",
    "LIVE",
    "RETURN_LABELS",
    "SENT",
    "BatchState",
    "BatchView",
    "Fault",
    "Figures",
    "LetterState",
    "LetterView",
    "ReprintView",
    "ReturnCode",
]
