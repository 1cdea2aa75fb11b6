"""The prudent reading: what is not known counts as the worse value, and says so."""

from dataclasses import dataclass

from breachdesk.risk.domain.facts import (
    ARTICLE_9,
    VULNERABLE,
    Category,
    Cause,
    Exfiltration,
    Impact,
    Mitigation,
    Nature,
    Origin,
    RiskFacts,
)

MANY = 100
"""More persons than this are many: the flag of ENISA 2013, section 4."""

C, M = Category, Mitigation
ALL_NATURES = frozenset(Nature)
ACCIDENTAL = frozenset({Cause.INTERNAL_ACCIDENTAL, Cause.EXTERNAL_ACCIDENTAL})
SHOWN_BY_NATURE = frozenset(
    {
        Origin.LOST_POST,
        Origin.MISDIRECTED_EMAIL,
        Origin.MISDIRECTED_POST,
        Origin.REDACTION_FAILURE,
        Origin.UNINTENDED_PUBLICATION,
    }
)
"""Here somebody else has seen the data even if nobody took them from a system."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Every question answered. `unknown` names the inputs for which the worse was assumed."""

    natures: frozenset[Nature]
    categories: frozenset[Category]
    is_special: bool
    is_special_by_inference: bool
    has_national_id: bool
    has_name: bool
    has_financial_detail: bool
    has_credentials: bool
    is_vulnerable: bool
    is_many: bool
    is_unintelligible: bool
    has_backup: bool
    restored_hours: float | None
    is_taken: bool
    is_shown: bool
    is_on_the_web: bool
    is_recipient_trusted: bool
    are_recipients_known: bool
    is_malicious: bool
    impact: Impact | None
    mitigations: frozenset[Mitigation]
    is_much_about_each: bool
    is_telling_controller: bool
    is_known_inaccurate: bool
    unknown: frozenset[str]

    def has(self, *mitigations: Mitigation) -> bool:
        return not self.mitigations.isdisjoint(mitigations)


def read(facts: RiskFacts) -> Reading:
    categories = facts.categories or frozenset({C.OTHER})
    special = _told(facts.special_categories, facts.categories, ARTICLE_9)
    persons = facts.persons_max if facts.persons_max is not None else facts.persons_min
    exfiltration = facts.exfiltration or Exfiltration.UNKNOWN
    is_malicious = _is_malicious(facts)
    return Reading(
        natures=_natures(facts, exfiltration, is_malicious=is_malicious),
        categories=categories,
        is_special=special or not ARTICLE_9.isdisjoint(categories),
        is_special_by_inference=special and ARTICLE_9.isdisjoint(categories),
        has_national_id=_told(facts.national_id, facts.categories, {C.NATIONAL_ID}),
        has_name=not facts.categories or not categories.isdisjoint(NAMING),
        has_financial_detail=_told(facts.financial_data, facts.categories, {C.FINANCIAL}),
        has_credentials=_told(facts.credentials, facts.categories, {C.CREDENTIALS}),
        is_vulnerable=_is_vulnerable(facts),
        is_many=persons is None or persons > MANY,
        is_unintelligible=facts.encrypted is True and facts.key_compromised is False,
        has_backup=facts.backup is True,
        restored_hours=facts.restored_within_hours,
        is_taken=exfiltration is not Exfiltration.NO,
        is_on_the_web=facts.origin is Origin.EXPOSED_BY_MISCONFIGURATION,
        is_shown=facts.origin is None
        or facts.origin is Origin.OTHER
        or facts.origin in SHOWN_BY_NATURE,
        is_recipient_trusted=facts.recipient_trusted is True,
        are_recipients_known=facts.recipients_known is True,
        is_malicious=is_malicious,
        impact=None if facts.service_impact is Impact.OTHER else facts.service_impact,
        mitigations=facts.mitigations,
        is_much_about_each=facts.much_about_each is True,
        is_telling_controller=facts.telling_controller is True,
        is_known_inaccurate=facts.known_inaccurate is True,
        unknown=unknown_inputs(facts),
    )


NAMING = frozenset({C.IDENTITY, C.CONTACT, C.OFFICIAL_DOCUMENT, C.OTHER})


def unknown_inputs(facts: RiskFacts) -> frozenset[str]:
    """Names of RiskFacts whose better value could lower the level."""
    lacking = {name for name in ASKED if getattr(facts, name) in {None, frozenset()}}
    if facts.exfiltration is Exfiltration.UNKNOWN:
        lacking.add("exfiltration")
    if C.OTHER in facts.categories:
        lacking.add("categories")
    if facts.persons_max is not None or facts.persons_min is not None:
        lacking -= {"persons_max"}
    return frozenset(lacking)


ASKED = (
    "natures",
    "categories",
    "encrypted",
    "exfiltration",
    "recipients_known",
    "malicious",
    "service_impact",
    "backup",
    "persons_max",
    "vulnerable",
)


def _told(
    value: bool | None,  # noqa: FBT001  # an input with three values
    categories: frozenset[Category],
    means: frozenset[Category] | set[Category],
) -> bool:
    """The answer given; else what the categories say; with none of them known, the worse."""
    if value is not None:
        return value
    return not categories or not categories.isdisjoint(means)


def _natures(
    facts: RiskFacts, exfiltration: Exfiltration, *, is_malicious: bool
) -> frozenset[Nature]:
    """Who could encrypt or destroy data could also take them, unless that is excluded."""
    is_unsure = exfiltration is Exfiltration.UNKNOWN and is_malicious
    if is_unsure or exfiltration in {Exfiltration.YES, Exfiltration.LIKELY}:
        return (facts.natures or ALL_NATURES) | {Nature.CONFIDENTIALITY}
    return facts.natures or ALL_NATURES


def _is_vulnerable(facts: RiskFacts) -> bool:
    if facts.vulnerable is not None:
        return facts.vulnerable
    return not facts.subjects or not facts.subjects.isdisjoint(VULNERABLE)


def _is_malicious(facts: RiskFacts) -> bool:
    if facts.malicious is not None:
        return facts.malicious
    return facts.cause not in ACCIDENTAL
