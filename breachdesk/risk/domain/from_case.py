"""The case's own facts, in the vocabulary of the methods: nothing is typed twice."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from hashlib import sha256
from typing import Any, TypeVar

from breachdesk.facts.domain.values import Choice, Choices, Figure, Snapshot, Words
from breachdesk.risk.domain.decision import Exemption
from breachdesk.risk.domain.facts import Category, Cause, Nature, Origin, RiskFacts, Subject

T = TypeVar("T")

CATEGORIES: Mapping[str, Category] = {
    "civil_status": Category.IDENTITY,
    "nir": Category.NATIONAL_ID,
    "contact": Category.CONTACT,
    "identification": Category.CREDENTIALS,
    "financial": Category.FINANCIAL,
    "official_documents": Category.OFFICIAL_DOCUMENT,
    "location": Category.LOCATION,
    "offences": Category.OFFENCES,
    "other": Category.OTHER,
}
SENSITIVE: Mapping[str, Category] = {
    "racial_ethnic": Category.RELIGION_POLITICS_UNION,
    "political": Category.RELIGION_POLITICS_UNION,
    "philosophical_religious": Category.RELIGION_POLITICS_UNION,
    "trade_union": Category.RELIGION_POLITICS_UNION,
    "sexual_orientation": Category.SEX_LIFE,
    "health": Category.HEALTH,
    "biometric": Category.BIOMETRIC_GENETIC,
    "genetic": Category.BIOMETRIC_GENETIC,
}
SUBJECTS: Mapping[str, Subject] = {
    "employees": Subject.EMPLOYEES,
    "users": Subject.USERS,
    "members": Subject.PARTICIPANTS,
    "students": Subject.STUDENTS,
    "military": Subject.EMPLOYEES,
    "customers": Subject.CUSTOMERS,
    "patients": Subject.PATIENTS,
    "minors": Subject.MINORS,
    "vulnerable": Subject.VULNERABLE_ADULTS,
    "other": Subject.OTHER,
}
ORIGINS: Mapping[str, Origin] = {
    "lost_equipment": Origin.LOST_DEVICE,
    "lost_paper": Origin.LOST_DEVICE,
    "lost_mail": Origin.LOST_POST,
    "hacking": Origin.HACKING,
    "discarded_paper": Origin.LOST_DEVICE,
    "discarded_device": Origin.LOST_DEVICE,
    "publication": Origin.UNINTENDED_PUBLICATION,
    "wrong_person_on_portal": Origin.SOFTWARE_ERROR,
    "wrong_recipient": Origin.MISDIRECTED_EMAIL,
    "verbal": Origin.OTHER,
    "other": Origin.OTHER,
}
CAUSES = {cause.value: cause for cause in Cause}


def complete(circumstances: RiskFacts, answers: Snapshot) -> RiskFacts:
    """The circumstances of the breach, and what the CNIL's form already says about it."""
    told: dict[str, Any] = {
        "natures": _many(answers, "breach.nature", {one.value: one for one in Nature}),
        "origin": _one(answers, "breach.origin", ORIGINS),
        "cause": _one(answers, "breach.cause", CAUSES),
        "categories": _categories(answers),
        "subjects": _many(answers, "people.categories", SUBJECTS),
    }
    match answers.get("people.count"):
        case Figure(low=low, high=high):
            told |= {"persons_min": low, "persons_max": high if high is not None else low}
    return replace(circumstances, **told)


def _categories(answers: Snapshot) -> frozenset[Category]:
    """The form asks twice; while one answer lacks, something worse may be among the data."""
    plain = _many(answers, "data.categories", CATEGORIES)
    sensitive = _many(answers, "data.sensitive", SENSITIVE)
    is_half = not plain or not isinstance(answers.get("data.sensitive"), Choices)
    found = plain | sensitive
    return found | {Category.OTHER} if found and is_half else found


def _many(answers: Snapshot, key: str, words: Mapping[str, T]) -> frozenset[T]:
    match answers.get(key):
        case Choices(keys=keys):
            return frozenset(words[one] for one in keys if one in words)
    return frozenset()


def _one(answers: Snapshot, key: str, words: Mapping[str, T]) -> T | None:
    match answers.get(key):
        case Choice(key=one):
            return words.get(one)
        case Choices(keys=keys) if len(keys) == 1:
            return words.get(next(iter(keys)))
    return None


def met_exemptions(facts: RiskFacts, answers: Snapshot) -> frozenset[Exemption]:
    """Those of Article 34(3) whose condition the case shows.

    (a) unintelligible data with a safe key, (b) something done since, (c) a communication that
    reaches people otherwise.
    """
    shown = {
        Exemption.UNINTELLIGIBLE: facts.encrypted is True and facts.key_compromised is False,
        Exemption.RISK_AVERTED: bool(facts.mitigations),
        Exemption.DISPROPORTIONATE: isinstance(answers.get("communication.means"), Words),
    }
    return frozenset(one for one, is_shown in shown.items() if is_shown)


def fingerprint(facts: RiskFacts) -> str:
    """SHA-256 of what the methods are given: the same answers, the same value."""
    told = {name: _plain(value) for name, value in asdict(facts).items()}
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value
