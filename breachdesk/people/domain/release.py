"""Letting identities out, or destroying them: reasons, second persons, what is certified."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from breachdesk.kernel.errors import ForbiddenError
from breachdesk.kernel.text import Text, _

ALONE_UP_TO = 100
"""An export of more persons needs a second person."""

READY_FOR = timedelta(hours=1)
"""An export that may be fetched is closed again after this time."""


class Reason(StrEnum):
    """A closed list: a sentence typed freely might name the person it is about."""

    CALL = "call"
    RETURNED = "returned"
    CORRECTION = "correction"
    RIGHTS = "rights"
    AUTHORITY = "authority"
    LETTERS = "letters"


REASON_LABELS: Mapping[Reason, Text] = {
    Reason.CALL: _("The person called or wrote"),
    Reason.RETURNED: _("A message came back"),
    Reason.CORRECTION: _("A row must be corrected"),
    Reason.RIGHTS: _("The person exercises a right"),
    Reason.AUTHORITY: _("An authority asks"),
    Reason.LETTERS: _("A printer or another processor sends for us"),
}


@dataclass(frozen=True, slots=True)
class ExportView:
    id: str
    reason: Reason
    persons: int
    asked_at: datetime
    asked_by: str
    asked_by_id: str
    approved_by: str
    ready_until: datetime | None

    def is_ready(self, now: datetime) -> bool:
        return self.ready_until is not None and now < self.ready_until

    @property
    def waits(self) -> bool:
        return self.ready_until is None


@dataclass(frozen=True, slots=True)
class Destruction:
    """What a certificate of destruction says; before `purged_at` it is only proposed."""

    proposed_at: datetime
    proposed_by: str
    proposed_by_id: str
    purged_at: datetime | None
    purged_by: str
    persons: int
    records: int
    files: int


def watermark(copy_id: str, who: str, now: datetime) -> Text:
    """The first line of every export."""
    return _(
        "Confidential. Copy %(copy)s, taken by %(who)s on %(when)s.",
        copy=copy_id[:8],
        who=who,
        when=now.isoformat(timespec="seconds"),
    )


def check_second(first_id: str, second_id: str) -> None:
    """Four eyes: two different people."""
    if first_id == second_id:
        raise ForbiddenError(_("A second person must confirm this."))
