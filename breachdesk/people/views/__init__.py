"""Pages about persons: the masked list, imports, the hotline, exports, destruction."""

from breachdesk.people.views import imports, persons, release
from breachdesk.people.views.blueprint import SENT_PORT, bp

__all__ = ["SENT_PORT", "bp", "imports", "persons", "release"]
