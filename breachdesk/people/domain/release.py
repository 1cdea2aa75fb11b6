"""Letting identities out, or destroying them: reasons, second persons, what is certified."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from breachdesk.kernel.errors import ForbiddenError, RuleError
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
class Release:
    """Identities that were asked for; they leave by no other way."""

    id: str
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

    def approved_until(self, second_id: str, now: datetime) -> datetime:
        """How long they may be fetched once a second person agrees; refused to the first."""
        check_second(self.asked_by_id, second_id)
        if not self.waits:
            raise RuleError(_("This is no longer possible in the present state."))
        return now + READY_FOR

    def check_taking(self, present: int, now: datetime) -> None:
        """Refuse what is not ready, or no longer, or has grown beyond what was agreed to."""
        if not self.is_ready(now):
            raise RuleError(_("This export is not ready, or no longer: ask for it again."))
        if present > max(self.persons, ALONE_UP_TO):
            raise RuleError(_("There are more persons now: ask for the export again."))


def ready_until(persons: int, now: datetime) -> datetime | None:
    """Until when an export may be fetched; None while a second person must agree."""
    if not persons:
        raise RuleError(_("There is nobody to export."))
    return now + READY_FOR if persons <= ALONE_UP_TO else None


@dataclass(frozen=True, slots=True)
class ExportView(Release):
    reason: Reason


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
