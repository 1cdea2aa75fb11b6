"""Both methods on one breach, and what follows from them."""

from dataclasses import dataclass, replace
from typing import Any

from breachdesk.kernel.text import Bilingual
from breachdesk.risk.catalogue import Published, published
from breachdesk.risk.domain.contradictions import contradictions
from breachdesk.risk.domain.decision import RiskLevel
from breachdesk.risk.domain.facts import Category, Exfiltration, Impact, Nature, RiskFacts
from breachdesk.risk.domain.finding import ORDER, Reason
from breachdesk.risk.domain.parameters import GDPR, Parameters
from breachdesk.risk.domain.prudent import read, unknown_inputs
from breachdesk.risk.methods import edpb, enisa
from breachdesk.risk.methods.enisa import Band, Score

BEST: dict[str, Any] = {
    "natures": frozenset({Nature.AVAILABILITY}),
    "exfiltration": Exfiltration.NO,
    "recipients_known": True,
    "malicious": False,
    "service_impact": Impact.NONE,
    "backup": True,
    "persons_max": 1,
    "vulnerable": False,
}
"""The better value of each input, to see what an answer would change."""
GRAVITY = {Band.LOW: 1, Band.MEDIUM: 2, Band.HIGH: 3, Band.VERY_HIGH: 4}
LEAST_GRAVITY = {RiskLevel.NONE: 1, RiskLevel.RISK: 2, RiskLevel.HIGH: 3}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the methods propose; a person decides. `gravity` is the CNIL's level, 1 to 4."""

    level: RiskLevel
    notify: bool
    communicate: bool
    score: Score
    gravity: int
    reasons: tuple[Reason, ...]
    contradictions: tuple[Bilingual, ...]


def _gravity(score: Score, level: RiskLevel) -> int:
    """The worse of both methods; ENISA's score does not weigh that nobody can read the data."""
    least = LEAST_GRAVITY[level]
    return least if score.is_unintelligible else max(GRAVITY[score.band], least)


@dataclass(frozen=True, slots=True)
class WouldChange:
    """An unknown input whose answer could lower the level."""

    name: str
    to: RiskLevel


def propose(facts: RiskFacts, parameters: Parameters = GDPR) -> Proposal:
    """Articles 33(1) and 34(1): the EDPB criteria set the level, ENISA's score stands beside."""
    reading = read(facts)
    judged = edpb.judge(reading)
    score = enisa.score(reading)
    return Proposal(
        level=judged.level,
        notify=parameters.must_notify(judged.level),
        communicate=parameters.must_communicate(judged.level),
        score=score,
        gravity=_gravity(score, judged.level),
        reasons=judged.reasons,
        contradictions=contradictions(facts),
    )


def would_change(facts: RiskFacts) -> tuple[WouldChange, ...]:
    """Which answers, known to be the better ones, would lower the level."""
    now = ORDER[propose(facts).level]
    found = []
    for name in sorted(unknown_inputs(facts) & {*BEST, "categories", "encrypted"}):
        then = propose(replace(facts, **_better(facts, name))).level
        if ORDER[then] < now:
            found.append(WouldChange(name, then))
    return tuple(found)


def _better(facts: RiskFacts, name: str) -> dict[str, Any]:
    match name:
        case "categories":
            known = facts.categories - {Category.OTHER}
            return {name: known or frozenset({Category.ALREADY_PUBLIC})}
        case "encrypted":
            return {name: True, "key_compromised": False}
    return {name: BEST[name]}


WEIGHTS = {
    "natures": 3,
    "origin": 3,
    "cause": 2,
    "categories": 4,
    "subjects": 1,
    "encrypted": 3,
    "exfiltration": 2,
    "recipients_known": 2,
    "recipient_trusted": 2,
    "service_impact": 3,
    "backup": 1,
    "malicious": 2,
}
"""How much each likeness counts; the origin and what was lost make a case familiar."""
SHOWN = 3


def closest(facts: RiskFacts, level: RiskLevel) -> tuple[Published, ...]:
    """The published cases most like this one among those with the same answer."""
    alike = [one for one in published() if propose(one.facts).level is level]
    ranked = sorted(alike, key=lambda one: (-_likeness(facts, one.facts), one.reference.en))
    return tuple(one for one in ranked[:SHOWN] if _likeness(facts, one.facts) >= LEAST_LIKENESS)


LEAST_LIKENESS = 6.0


def _likeness(one: RiskFacts, other: RiskFacts) -> float:
    return sum(
        weight * _overlap(getattr(one, name), getattr(other, name))
        for name, weight in WEIGHTS.items()
    )


def _overlap(one: object, other: object) -> float:
    """1 for the same known answer; of two sets, how much they share."""
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return len(one & other) / len(one | other) if one | other else 0
    return float(one is not None and one == other)
