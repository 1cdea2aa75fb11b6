"""EDPB criteria: Guidelines 9/2022 (section IV.B), as the cases of Guidelines 01/2021 apply them.

Each loss is judged on its own – confidentiality, availability, integrity – and the worst counts.
Confidentiality weighs how sensitive the data are against who may have them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from breachdesk.risk.domain import reasons
from breachdesk.risk.domain.decision import RiskLevel
from breachdesk.risk.domain.facts import Category, Impact, Mitigation, Nature
from breachdesk.risk.domain.finding import Reason, heaviest_first, worst
from breachdesk.risk.domain.prudent import Reading
from breachdesk.risk.domain.reasons import Exposure

C, M, L = Category, Mitigation, RiskLevel

SENSITIVITY = {
    C.ALREADY_PUBLIC: 0,
    C.CONTACT: 1,
    C.ACCOUNT_IDENTIFIER: 1,
    C.IDENTITY: 1,
    C.LIFESTYLE: 1,
    C.PROFILE: 1,
    C.PROFESSIONAL: 2,
    C.EDUCATION: 2,
    C.FAMILY: 2,
    C.FINANCIAL: 2,
    C.LOCATION: 3,
    C.COMMUNICATIONS: 3,
    C.OFFICIAL_DOCUMENT: 3,
    C.CREDENTIALS: 3,
    C.HEALTH: 4,
    C.BIOMETRIC_GENETIC: 4,
    C.OFFENCES: 4,
    C.RELIGION_POLITICS_UNION: 4,
    C.SEX_LIFE: 4,
    C.NATIONAL_ID: 4,
    C.OTHER: 4,
}
"""0 already public, 1 everyday, 2 telling, 3 lends itself to fraud, 4 Articles 9 and 10, NIR."""
DETAILED, GRAVE = 3, 4
SHORT_HOURS = 24
"""01/2021: cases 1 (hours, no consequence) and 2 (five working days, delays) lie on its sides."""


LEVELS: dict[Exposure, tuple[RiskLevel, ...]] = {
    Exposure.NONE: (L.NONE, L.NONE, L.NONE, L.NONE, L.NONE),
    Exposure.ERASED: (L.NONE, L.NONE, L.NONE, L.NONE, L.NONE),
    Exposure.CONTAINED: (L.NONE, L.NONE, L.NONE, L.RISK, L.RISK),
    Exposure.KNOWN: (L.NONE, L.NONE, L.RISK, L.RISK, L.HIGH),
    Exposure.OPEN: (L.NONE, L.RISK, L.RISK, L.HIGH, L.HIGH),
    Exposure.HOSTILE: (L.NONE, L.RISK, L.HIGH, L.HIGH, L.HIGH),
}
"""The level for each exposure (row) and sensitivity 0 to 4 (column)."""


@dataclass(frozen=True, slots=True)
class Judgement:
    level: RiskLevel
    reasons: tuple[Reason, ...]
    exposure: Exposure
    sensitivity: int


def judge(of: Reading) -> Judgement:
    exposure = exposure_of(of)
    sensitivity = sensitivity_of(of, exposure)
    found = [
        (level, reason)
        for losses in (
            _confidentiality(of, exposure, sensitivity),
            _availability(of, sensitivity),
            _integrity(of, sensitivity),
        )
        for level, reason in losses
    ]
    level = worst(level for level, _reason in found)
    why = heaviest_first(reason for _level, reason in found)
    return Judgement(level, why, exposure, sensitivity)


def exposure_of(of: Reading) -> Exposure:
    if of.is_unintelligible or Nature.CONFIDENTIALITY not in of.natures:
        return Exposure.NONE
    if not of.is_taken and not of.is_shown:
        return _unproven(of)
    if not of.are_recipients_known:
        return Exposure.HOSTILE if of.is_malicious and of.is_taken else Exposure.OPEN
    if of.is_malicious:
        return Exposure.OPEN
    is_erased = of.has(M.DOCUMENTS_RETURNED, M.RECIPIENT_CONFIRMED_DELETION)
    if is_erased and of.is_recipient_trusted and not of.is_many:
        return Exposure.ERASED
    is_contained = is_erased or of.is_recipient_trusted or of.has(M.INTERNAL_RECIPIENT)
    return Exposure.CONTAINED if is_contained else Exposure.KNOWN


def _unproven(of: Reading) -> Exposure:
    """Nothing shows that anybody had the data; that alone does not exclude it."""
    if of.has(M.LOGS_EXCLUDE_EXFILTRATION, M.REMOTE_WIPE):
        return Exposure.NONE
    if of.is_on_the_web and not of.are_recipients_known:
        return Exposure.OPEN
    return Exposure.CONTAINED


def sensitivity_of(of: Reading, exposure: Exposure) -> int:
    """0 to 4: what the data are, raised and lowered by what 9/2022 names beside them."""
    found = data_of(of, exposure)
    if found and of.is_vulnerable:
        found += 1
    if found and of.is_many and len(of.categories) > 1:
        found += 1
    if of.has(M.PSEUDONYMISED) and not of.has_name:
        found -= 1
    return min(max(found, 0), GRAVE)


def data_of(of: Reading, exposure: Exposure) -> int:
    """0 to 4: the most sensitive category."""
    found = max(SENSITIVITY[one] for one in of.categories)
    if of.has_credentials or of.has_financial_detail:
        found = max(found, DETAILED)
    if of.has_national_id:
        found = GRAVE
    if of.is_special_by_inference and (exposure >= Exposure.OPEN or of.is_vulnerable):
        found = max(found, DETAILED)
    return found


def _confidentiality(
    of: Reading, exposure: Exposure, sensitivity: int
) -> Iterator[tuple[RiskLevel, Reason]]:
    if Nature.CONFIDENTIALITY not in of.natures:
        return
    if of.is_unintelligible:
        yield L.NONE, reasons.UNINTELLIGIBLE
        return
    level = LEVELS[exposure][sensitivity]
    yield level, reasons.EXPOSURES[exposure]
    yield level, reasons.SENSITIVITIES[data_of(of, exposure)]
    if of.is_vulnerable:
        yield level, reasons.VULNERABLE
    if of.is_many and len(of.categories) > 1:
        yield level, reasons.MANY_PERSONS
    if of.has_national_id and of.has_name and exposure > Exposure.NONE:
        yield L.HIGH, reasons.NATIONAL_ID


def _availability(of: Reading, sensitivity: int) -> Iterator[tuple[RiskLevel, Reason]]:
    is_felt = of.impact in {Impact.MAJOR, Impact.VITAL, Impact.PERMANENT_LOSS}
    if Nature.AVAILABILITY not in of.natures and not is_felt:
        return
    is_long = of.restored_hours is None or of.restored_hours > SHORT_HOURS
    is_grave = sensitivity >= GRAVE or of.is_vulnerable
    match of.impact:
        case Impact.VITAL:
            yield L.HIGH, reasons.VITAL
        case Impact.NONE:
            yield L.NONE, reasons.RESTORED
        case Impact.MINOR:
            yield (L.RISK, reasons.DELAYED) if is_long else (L.NONE, reasons.RESTORED)
        case None if of.has_backup:
            is_late = of.restored_hours is not None and is_long
            yield (L.RISK, reasons.DELAYED) if is_late else (L.NONE, reasons.RESTORED)
        case Impact.MAJOR:
            yield (L.HIGH if is_grave else L.RISK), reasons.WITHHELD
        case _:
            yield (L.HIGH if is_grave else L.RISK), reasons.LOST


def _integrity(of: Reading, sensitivity: int) -> Iterator[tuple[RiskLevel, Reason]]:
    if Nature.INTEGRITY not in of.natures:
        return
    if of.has(M.RESTORED_FROM_BACKUP, M.RESTORED_OTHERWISE, M.CHANGE_REVERTED, M.INTEGRITY_CHECKED):
        yield L.NONE, reasons.REPAIRED
        return
    yield (L.HIGH if of.is_malicious and sensitivity >= DETAILED else L.RISK), reasons.ALTERED
