"""The score on its scale, and how it went from version to version."""

from collections.abc import Sequence
from dataclasses import dataclass

from breachdesk.risk.domain.decision import AssessmentView

LONGEST = 6.0
THRESHOLDS = (2.0, 3.0, 4.0)
"""Where medium, high and very high begin."""


@dataclass(frozen=True, slots=True)
class Mark:
    """`at` is the place on the scale, 0 to 1."""

    version: int
    severity: float
    at: float


def picture(versions: Sequence[AssessmentView]) -> tuple[Mark, ...]:
    """One mark for each version that has a score, the oldest first."""
    scored = [one for one in reversed(versions) if one.severity is not None]
    return tuple(
        Mark(one.version, one.severity or 0, min((one.severity or 0) / LONGEST, 1))
        for one in scored
    )
