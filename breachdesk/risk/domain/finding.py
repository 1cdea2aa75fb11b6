"""What a method found: a level or a score, with its reasons in order of weight."""

from collections.abc import Iterable
from dataclasses import dataclass

from breachdesk.kernel.text import Bilingual
from breachdesk.risk.domain.decision import RiskLevel

ORDER = {RiskLevel.NONE: 0, RiskLevel.RISK: 1, RiskLevel.HIGH: 2}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a level is what it is; `reference` is the text the rule comes from."""

    code: str
    text: Bilingual
    reference: Bilingual
    weight: int


def worst(levels: Iterable[RiskLevel]) -> RiskLevel:
    return max(levels, key=ORDER.__getitem__, default=RiskLevel.NONE)


def heaviest_first(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(set(reasons), key=lambda one: (-one.weight, one.code)))
