"""The pages of campaigns."""

from breachdesk.outreach.views import acts, channels, editing, figures, preflight, sms
from breachdesk.outreach.views.blueprint import bp

__all__ = ["acts", "bp", "channels", "editing", "figures", "preflight", "sms"]
