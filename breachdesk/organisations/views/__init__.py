"""Pages of organisations, their members, and the first page of an instance."""

from breachdesk.organisations.views import first_run, identity, members
from breachdesk.organisations.views.blueprint import bp

__all__ = ["bp", "first_run", "identity", "members"]
