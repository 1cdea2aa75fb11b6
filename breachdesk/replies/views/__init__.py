"""Pages of the replies desk, and an organisation's target times."""

from breachdesk.replies.views import acts, answering, listing
from breachdesk.replies.views.blueprint import bp, targets_bp
from breachdesk.replies.views.targets import edit

__all__ = ["acts", "answering", "bp", "edit", "listing", "targets_bp"]
