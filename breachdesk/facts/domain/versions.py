"""A fact as it is recorded: the answer, since when it holds, who says so and how surely."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from breachdesk.facts.domain.values import Answer
from breachdesk.kernel.text import Text, _


class Confidence(StrEnum):
    ESTIMATE = "estimate"
    PROBABLE = "probable"
    CONFIRMED = "confirmed"


CONFIDENCE_LABELS: Mapping[Confidence, Text] = {
    Confidence.ESTIMATE: _("Estimate"),
    Confidence.PROBABLE: _("Probable"),
    Confidence.CONFIRMED: _("Confirmed"),
}


@dataclass(frozen=True, slots=True)
class NewFact:
    """An answer to record; `base_version` is the version it was written from, 0 for none."""

    key: str
    value: Answer
    as_of: datetime | None = None
    source: str = ""
    confidence: Confidence | None = None
    base_version: int = 0


@dataclass(frozen=True, slots=True)
class FactVersion:
    key: str
    version: int
    value: Answer
    as_of: datetime | None
    source: str
    confidence: Confidence | None
    recorded_at: datetime
    recorded_by: str
