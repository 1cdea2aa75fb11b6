"""Replies: kinds, states and clocks, what may be recorded, figures."""

from breachdesk.replies.domain.clock import KIND_LABELS, ReplyKind, Targets
from breachdesk.replies.domain.figures import Figures, Tally
from breachdesk.replies.domain.reply import (
    CHANNEL_LABELS,
    NOTE_LABELS,
    OPEN,
    STATE_LABELS,
    Draft,
    Letter,
    NewReply,
    NoteKind,
    NoteView,
    Opened,
    ReplyChannel,
    ReplyFilter,
    ReplyLine,
    ReplyState,
    ReplyView,
    Seen,
    Told,
)

__all__ = [
    "CHANNEL_LABELS",
    "KIND_LABELS",
    "NOTE_LABELS",
    "OPEN",
    "STATE_LABELS",
    "Draft",
    "Figures",
    "Letter",
    "NewReply",
    "NoteKind",
    "NoteView",
    "Opened",
    "ReplyChannel",
    "ReplyFilter",
    "ReplyKind",
    "ReplyLine",
    "ReplyState",
    "ReplyView",
    "Seen",
    "Tally",
    "Targets",
    "Told",
]
