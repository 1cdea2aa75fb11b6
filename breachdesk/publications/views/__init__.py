"""The pages of public notices: those of the case, and those that everybody reads."""

from breachdesk.publications.views import acts, editing, elsewhere, papers
from breachdesk.publications.views.blueprint import bp
from breachdesk.publications.views.public import bp as public_bp

__all__ = ["acts", "bp", "editing", "elsewhere", "papers", "public_bp"]
