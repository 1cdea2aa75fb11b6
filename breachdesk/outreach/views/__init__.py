"""The pages of campaigns, and the public one on which people check a notice."""

from breachdesk.outreach.views import acts, editing, figures
from breachdesk.outreach.views.blueprint import bp
from breachdesk.outreach.views.checking import bp as verifier_bp

__all__ = ["acts", "bp", "editing", "figures", "verifier_bp"]
