"""Pages of the portal."""

from breachdesk.portal.views import door, pages
from breachdesk.portal.views.visit import bp

__all__ = ["bp", "door", "pages"]
