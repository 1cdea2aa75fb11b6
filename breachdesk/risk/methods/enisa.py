"""ENISA 2013: severity = DPC × EI + CB.

Recommendations for a methodology of the assessment of severity of personal data breaches,
working document v1.0, December 2013.
"""

from dataclasses import dataclass
from enum import StrEnum

from breachdesk.kernel.text import Bilingual
from breachdesk.risk.domain.facts import Category, Impact, Mitigation, Nature
from breachdesk.risk.domain.prudent import Reading

C, M = Category, Mitigation
LOWEST, HIGHEST = 0.25, 6.0
"""The ends of the scale: 1 × 0.25 and 4 × 1 + 4 × 0.5."""

BASE = {
    C.ALREADY_PUBLIC: 1,
    C.IDENTITY: 1,
    C.CONTACT: 1,
    C.ACCOUNT_IDENTIFIER: 1,
    C.CREDENTIALS: 1,
    C.EDUCATION: 1,
    C.FAMILY: 1,
    C.PROFESSIONAL: 1,
    C.OFFICIAL_DOCUMENT: 1,
    C.NATIONAL_ID: 1,
    C.LOCATION: 2,
    C.COMMUNICATIONS: 2,
    C.LIFESTYLE: 2,
    C.PROFILE: 2,
    C.FINANCIAL: 3,
    C.HEALTH: 4,
    C.BIOMETRIC_GENETIC: 4,
    C.OFFENCES: 4,
    C.RELIGION_POLITICS_UNION: 4,
    C.SEX_LIFE: 4,
    C.OTHER: 4,
}
"""Simple 1, behavioural 2, financial 3, sensitive 4; credentials score what they open."""
PROFILING = 4
"""So many simple categories together allow assumptions about a person (simple, score 2)."""


class Band(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very high"


BANDS = ((4.0, Band.VERY_HIGH), (3.0, Band.HIGH), (2.0, Band.MEDIUM), (0.0, Band.LOW))
BAND_LABELS = {
    Band.LOW: Bilingual("Faible", "Low"),
    Band.MEDIUM: Bilingual("Moyenne", "Medium"),
    Band.HIGH: Bilingual("Élevée", "High"),
    Band.VERY_HIGH: Bilingual("Très élevée", "Very high"),
}


@dataclass(frozen=True, slots=True)
class Score:
    """`flags` stand outside the score: many persons may raise it, unintelligible data lower it."""

    dpc: int
    ei: float
    cb: float
    se: float
    band: Band
    is_many: bool
    is_unintelligible: bool


def score(of: Reading) -> Score:
    dpc, ei, cb = processing_context(of), identification(of), circumstances(of)
    severity = round(dpc * ei + cb, 2)
    band = next(band for least, band in BANDS if severity >= least)
    return Score(dpc, ei, cb, severity, band, of.is_many, of.is_unintelligible)


def processing_context(of: Reading) -> int:
    """1 to 4: every category scored, the highest kept, then the contextual factors.

    Up: much about the same person, a controller that says something by itself, vulnerable people.
    Down: data known to be wrong or out of date. One step each, as on the scales of each category.
    """
    found = max(_base(one, of) for one in of.categories)
    if found == 1 and len(of.categories) >= PROFILING:
        found = 2
    if of.is_special_by_inference:
        found = max(found, 2)
    if of.is_vulnerable and C.ALREADY_PUBLIC not in of.categories:
        found += 1
    found += of.is_much_about_each + of.is_telling_controller - of.is_known_inaccurate
    return min(max(found, 1), 4)


def _base(category: Category, of: Reading) -> int:
    """Financial data without insight into the person's status score 2."""
    if category is C.FINANCIAL and not of.has_financial_detail:
        return 2
    return BASE[category]


def identification(of: Reading) -> float:
    """0.25 negligible to 1 maximum: of several identifiers the one that says most."""
    if of.has(M.PSEUDONYMISED) and not of.has_name:
        return 0.25
    named = C.IDENTITY in of.categories
    reached = C.CONTACT in of.categories
    if (named and (reached or of.has_national_id)) or C.OTHER in of.categories:
        return 1.0
    if C.OFFICIAL_DOCUMENT in of.categories:
        return 1.0
    if of.has_national_id or reached:
        return 0.75
    if named or C.PROFESSIONAL in of.categories or C.COMMUNICATIONS in of.categories:
        return 0.75
    return 0.5


def circumstances(of: Reading) -> float:
    """Each loss on its own, and intent: 0 to 2."""
    return (
        _confidentiality(of) + _integrity(of) + _availability(of) + (0.5 if of.is_malicious else 0)
    )


def _confidentiality(of: Reading) -> float:
    if Nature.CONFIDENTIALITY not in of.natures or not (of.is_taken or of.is_shown):
        return 0
    return 0.25 if of.are_recipients_known else 0.5


def _integrity(of: Reading) -> float:
    if Nature.INTEGRITY not in of.natures:
        return 0
    if of.has(M.RESTORED_FROM_BACKUP, M.RESTORED_OTHERWISE, M.CHANGE_REVERTED, M.INTEGRITY_CHECKED):
        return 0
    return 0.25 if of.has_backup else 0.5


def _availability(of: Reading) -> float:
    if Nature.AVAILABILITY not in of.natures:
        return 0
    if of.impact is Impact.PERMANENT_LOSS:
        return 0.5
    if of.impact is Impact.NONE or (of.impact is None and of.has_backup):
        return 0
    return 0.5 if of.impact is None else 0.25
