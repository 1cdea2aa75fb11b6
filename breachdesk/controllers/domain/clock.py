"""When a controller became aware, and why: every controller has a clock of its own.

A controller is in principle aware once its processor has informed it (EDPB Guidelines 9/2022
v2.0, II.A.4); if it learnt earlier by other means, its clock starts then.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import Text, _


class AwarenessBasis(StrEnum):
    NOTICE = "notice"
    ACKNOWLEDGED = "acknowledged"
    OTHER = "other"
    RETAINED = "retained"


BASIS_LABELS: Mapping[AwarenessBasis, Text] = {
    AwarenessBasis.NOTICE: _("arrival of the notice"),
    AwarenessBasis.ACKNOWLEDGED: _("its acknowledgement of receipt"),
    AwarenessBasis.OTHER: _("knowledge from elsewhere"),
    AwarenessBasis.RETAINED: _("retained by a person, with a reason"),
}


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of when one controller learnt of the breach; None where it did not."""

    delivered_at: datetime | None = None
    acknowledged_at: datetime | None = None
    other_at: datetime | None = None
    retained_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Awareness:
    at: datetime
    basis: AwarenessBasis


def awareness(knowledge: Knowledge) -> Awareness | None:
    """The instant a person retained, else the earliest known: the prudent reading."""
    if knowledge.retained_at is not None:
        return Awareness(knowledge.retained_at, AwarenessBasis.RETAINED)
    known = [
        (at, basis)
        for at, basis in (
            (knowledge.delivered_at, AwarenessBasis.NOTICE),
            (knowledge.acknowledged_at, AwarenessBasis.ACKNOWLEDGED),
            (knowledge.other_at, AwarenessBasis.OTHER),
        )
        if at is not None
    ]
    return Awareness(*min(known, key=lambda pair: pair[0])) if known else None


def check_knowledge(at: datetime | None, why: str, now: datetime, field: str) -> None:
    """An instant told by a person: not in the future, and with what shows it."""
    if at is None:
        return
    if at > now:
        raise RuleError(_("This cannot be in the future."), field=f"{field}_at")
    if not why.strip():
        raise RuleError(_("Say why."), field=f"{field}_why")
