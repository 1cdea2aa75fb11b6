"""Pages of accounts, and Flask-Security made ours."""

from breachdesk.accounts.views import administration, links, own
from breachdesk.accounts.views.blueprint import bp
from breachdesk.accounts.views.security import register

__all__ = ["administration", "bp", "links", "own", "register"]
