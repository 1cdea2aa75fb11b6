"""A public notice: one version of it is before people's eyes, the others lead there or are past."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.states import Lifecycle
from breachdesk.kernel.text import Text, _
from breachdesk.publications.domain.texts import NoticeText, check_text
from breachdesk.wording.domain.standard import STANDARD

NOTICE_PAGE = "/notices"
"""Where people read notices; the address is printed in newspapers and on posters: never changes."""
MAX_REASON = 1_000
FROM_FACTS = "facts"
"""A source of a new version, beside earlier versions and campaigns, which go by their ids."""


class NoticeState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    PUBLISHED = "published"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


N = NoticeState
LIFECYCLE = Lifecycle(
    {
        # A change of any text voids the approval.
        N.DRAFT: frozenset({N.APPROVED}),
        N.APPROVED: frozenset({N.PUBLISHED, N.DRAFT}),
        N.PUBLISHED: frozenset({N.REPLACED, N.WITHDRAWN}),
        N.REPLACED: frozenset(),
        N.WITHDRAWN: frozenset(),
    }
)
IN_PREPARATION = frozenset({N.DRAFT, N.APPROVED})
FINAL = frozenset({N.APPROVED, N.PUBLISHED, N.REPLACED, N.WITHDRAWN})
"""Whose texts a second person has approved."""

NOTICE_LABELS: Mapping[NoticeState, Text] = {
    N.DRAFT: _("In preparation"),
    N.APPROVED: _("Approved"),
    N.PUBLISHED: _("Published"),
    N.REPLACED: _("Replaced by a newer version"),
    N.WITHDRAWN: _("Withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes that people were shown, in the file store."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class NoticeView:
    """`ended_at` is when it was replaced or withdrawn; `pages` the snapshots by language."""

    id: str
    incident_id: str
    number: int
    state: NoticeState
    texts: Mapping[str, NoticeText]
    created_at: datetime
    created_by: str
    author_ids: frozenset[str] = field(repr=False)
    approved_at: datetime | None
    approved_by: str
    digest: str
    published_at: datetime | None
    published_by: str
    ended_at: datetime | None
    ended_by: str
    ended_why: str
    pages: Mapping[str, Snapshot]
    version: int


def check_texts(texts: Mapping[str, NoticeText]) -> None:
    if not texts:
        raise RuleError(_("A notice needs a text in at least one language."))
    if any(language not in STANDARD for language in texts):
        raise RuleError(_("Texts in this language cannot be checked."))
    for language, text in texts.items():
        check_text(text, language)


def check_second_person(user_id: str, author_ids: frozenset[str]) -> None:
    """Four eyes: nobody approves what they wrote."""
    if user_id in author_ids:
        raise RuleError(_("You wrote this notice: a second person must read and approve it."))


def address(site: str, reference: str, language: str = "") -> str:
    """Where a case's notice stands under the site's own address."""
    return "/".join(filter(None, (f"{site}{NOTICE_PAGE}", reference, language)))
