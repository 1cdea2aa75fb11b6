"""Papers made of a case, and the kit on paper for the day when there is no case to open."""

from breachdesk.documents.service.kit import paper_kit
from breachdesk.documents.service.papers import (
    content,
    gather,
    issue,
    of_case,
    on_people_purged,
    render,
)

__all__ = [
    "content",
    "gather",
    "issue",
    "of_case",
    "on_people_purged",
    "paper_kit",
    "render",
]
