"""What people and jobs do with campaigns."""

from breachdesk.outreach.service.approval import approve, approvers
from breachdesk.outreach.service.audiences import audience_told, reach
from breachdesk.outreach.service.campaigns import (
    change_pace,
    counts,
    create,
    edit,
    found,
    get,
    named,
    of_case,
    start,
)
from breachdesk.outreach.service.running import (
    advance,
    close,
    launch,
    needs_relay,
    pause,
    resume,
    start_due,
    stop,
    sweep,
)
from breachdesk.outreach.service.sending import send_slice

__all__ = [
    "advance",
    "approve",
    "approvers",
    "audience_told",
    "change_pace",
    "close",
    "counts",
    "create",
    "edit",
    "found",
    "get",
    "launch",
    "named",
    "needs_relay",
    "of_case",
    "pause",
    "reach",
    "resume",
    "send_slice",
    "start",
    "start_due",
    "stop",
    "sweep",
]
