"""The pages of campaigns."""

from breachdesk.outreach.views import acts, editing, figures, preflight
from breachdesk.outreach.views.blueprint import bp

__all__ = ["acts", "bp", "editing", "figures", "preflight"]
