"""Pages of the portal, and the one on which anybody checks a notice."""

from breachdesk.portal.views import door, pages
from breachdesk.portal.views.checking import bp as verifier_bp
from breachdesk.portal.views.visit import bp

__all__ = ["bp", "door", "pages", "verifier_bp"]
