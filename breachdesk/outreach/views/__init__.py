"""The pages of campaigns."""

from breachdesk.outreach.views import (
    acts,
    batches,
    channels,
    editing,
    figures,
    letters,
    mending,
    preflight,
    returned,
    single,
    sms,
)
from breachdesk.outreach.views.blueprint import bp

__all__ = [
    "acts",
    "batches",
    "bp",
    "channels",
    "editing",
    "figures",
    "letters",
    "mending",
    "preflight",
    "returned",
    "single",
    "sms",
]
