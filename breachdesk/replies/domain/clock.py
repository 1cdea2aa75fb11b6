"""When an answer is due: the month of Article 12(3), or the organisation's own target."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from breachdesk.deadlines.domain import Within, WithinMonths
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.text import Text, _

HOURS = 24
MAX_DAYS = 90
FIRST_MONTHS, FURTHER_MONTHS = 1, 2
"""Article 12(3) GDPR: one month from receipt, extended by two further ones where necessary."""


class ReplyKind(StrEnum):
    QUESTION = "question"
    COMPLAINT = "complaint"
    RIGHTS = "rights"


KIND_LABELS: Mapping[ReplyKind, Text] = {
    ReplyKind.QUESTION: _("Question"),
    ReplyKind.COMPLAINT: _("Complaint"),
    ReplyKind.RIGHTS: _("Rights request (Articles 15 to 22)"),
}


@dataclass(frozen=True, slots=True)
class Targets:
    """Days in which an organisation wants to answer what the law sets no figure for."""

    question_days: int = 7
    complaint_days: int = 15


def due(kind: ReplyKind, received_at: datetime, targets: Targets) -> datetime:
    """The prudent reading: for a right, the same Paris time one month later."""
    if kind is ReplyKind.RIGHTS:
        return WithinMonths(FIRST_MONTHS).due(received_at)
    days = targets.question_days if kind is ReplyKind.QUESTION else targets.complaint_days
    return Within(HOURS * days, is_of_the_union=False).due(received_at)


def extended(first_due: datetime) -> datetime:
    """Two further months from the end of the first: of two readings, the earlier date."""
    return WithinMonths(FURTHER_MONTHS).due(first_due)


def months(*, is_extended: bool) -> int:
    return FIRST_MONTHS + FURTHER_MONTHS if is_extended else FIRST_MONTHS


def check_targets(targets: Targets) -> None:
    """Raise ManyRulesError for figures no one can have meant."""
    broken = tuple(
        RuleError(_("Give a number of days from 1 to %(limit)s.", limit=MAX_DAYS), field=name)
        for name in ("question_days", "complaint_days")
        if not 1 <= getattr(targets, name) <= MAX_DAYS
    )
    if broken:
        raise ManyRulesError(broken)
