"""Pages about affected controllers: list, files, import, notices, questions, calls."""

from breachdesk.controllers.views import decisions, files, notices, questions, roster
from breachdesk.controllers.views.blueprint import bp

__all__ = ["bp", "decisions", "files", "notices", "questions", "roster"]
