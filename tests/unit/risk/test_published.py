"""Published cases: the engine answers as the authorities did."""

import json
from pathlib import Path
from typing import Any

import pytest

from breachdesk.risk.domain import RiskLevel
from breachdesk.risk.domain.parsing import parse
from breachdesk.risk.registry import Proposal, propose

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("edpb-cases.json").read_text(encoding="utf-8")
)["cases"]


def of(**facts: object) -> Proposal:
    return propose(parse(facts).facts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_the_18_cases_of_guidelines_01_2021(case: dict[str, Any]) -> None:
    found = propose(parse(case["facts"]).facts)

    assert found.notify is case["outcome"]["notify_sa"]
    assert found.communicate is case["outcome"]["communicate_data_subjects"]
    assert found.reasons
    assert found.contradictions == ()


PLAIN = {
    "special_categories": False,
    "national_id": False,
    "financial_data": False,
    "credentials": False,
    "vulnerable": False,
    "encrypted": False,
}
ANNEX_B: dict[str, tuple[dict[str, object], bool, bool | None]] = {
    "i. encrypted backup on a stolen key, safe key, other copies": (
        {
            "nature": ["confidentiality"],
            "origin": "stolen_device",
            "malicious": True,
            "data_categories": ["identity", "contact"],
            "encrypted": True,
            "key_compromised": False,
            "backup": True,
            "exfiltration": "yes",
        },
        False,
        False,
    ),
    "iii. power cut of some minutes at a call centre": (
        {
            "nature": ["availability"],
            "origin": "outage",
            "cause": "external_accidental",
            "data_categories": ["contact"],
            "service_impact": "minor",
            "restored_within_hours": 0.2,
            "exfiltration": "no",
        },
        False,
        False,
    ),
    "iv. ransomware, no backup, nothing left": (
        {
            "nature": ["availability"],
            "origin": "malware",
            "malicious": True,
            "data_categories": ["contact", "identity"],
            "service_impact": "permanent_loss",
            "backup": False,
            "exfiltration": "no",
        },
        True,
        None,
    ),
    "v. a bank statement sent to the wrong client": (
        {
            "nature": ["confidentiality"],
            "origin": "misdirected_post",
            "cause": "internal_accidental",
            "data_categories": ["identity", "financial"],
            "financial_data": True,
            "persons_max": 1,
            "recipients_known": True,
            "exfiltration": "yes",
        },
        True,
        False,
    ),
    "vi. passwords and purchases published by an attacker": (
        {
            "nature": ["confidentiality"],
            "origin": "hacking",
            "cause": "external_malicious",
            "data_categories": ["account_identifier", "credentials", "profile"],
            "credentials": True,
            "persons_min": 50_000,
            "recipients_known": False,
            "exfiltration": "yes",
        },
        True,
        True,
    ),
    "viii. hospital records out of reach for 30 hours": (
        {
            "nature": ["availability"],
            "origin": "malware",
            "malicious": True,
            "data_categories": ["health"],
            "data_subjects": ["patients"],
            "vulnerable": True,
            "service_impact": "vital",
            "restored_within_hours": 30,
            "exfiltration": "no",
        },
        True,
        True,
    ),
    "ix. students' data to a wrong list of a thousand": (
        {
            "nature": ["confidentiality"],
            "origin": "misdirected_email",
            "cause": "internal_accidental",
            "data_categories": ["identity", "education"],
            "persons_min": 3_000,
            "recipients_known": True,
            "exfiltration": "yes",
        },
        True,
        None,
    ),
    "x. recipients of a therapist's mailing visible to each other": (
        {
            "nature": ["confidentiality"],
            "origin": "misdirected_email",
            "cause": "internal_accidental",
            "data_categories": ["contact", "health"],
            "persons_max": 40,
            "recipients_known": True,
            "exfiltration": "yes",
        },
        True,
        True,
    ),
    "x. recipients of a small harmless mailing visible to each other": (
        {
            "nature": ["confidentiality"],
            "origin": "misdirected_email",
            "cause": "internal_accidental",
            "data_categories": ["contact"],
            "persons_max": 12,
            "recipients_known": True,
            "exfiltration": "yes",
        },
        False,
        False,
    ),
}


@pytest.mark.parametrize("name", ANNEX_B)
def test_the_examples_of_guidelines_9_2022_annex_b(name: str) -> None:
    """None: the guidelines leave the communication to the circumstances."""
    facts, notify, communicate = ANNEX_B[name]
    found = of(**(PLAIN | facts))

    assert found.notify is notify
    if communicate is not None:
        assert found.communicate is communicate


def test_a_national_number_with_a_name_is_a_floor() -> None:
    """UODO, Millennium Bank 2021 and others: one letter to one wrong person is enough."""
    letter = {
        "nature": ["confidentiality"],
        "origin": "misdirected_post",
        "cause": "internal_accidental",
        "data_categories": ["identity", "national_id"],
        "persons_max": 1,
        "recipients_known": True,
        "recipient_trusted": True,
        "exfiltration": "yes",
    }

    assert of(**letter).level is RiskLevel.HIGH


def test_a_clerk_who_looks_up_thousands_of_accounts() -> None:
    """Garante 659/2024: communication ordered."""
    curious = {
        "nature": ["confidentiality"],
        "origin": "insider",
        "cause": "internal_malicious",
        "data_categories": ["identity", "financial"],
        "financial_data": True,
        "persons_max": 3_572,
        "recipients_known": True,
        "exfiltration": "yes",
    }

    assert of(**curious).communicate


FRANCETEST = {
    "nature": ["confidentiality"],
    "origin": "exposed_by_misconfiguration",
    "cause": "internal_accidental",
    "data_categories": ["identity", "contact", "national_id", "health"],
    "special_categories": True,
    "national_id": True,
    "data_subjects": ["patients"],
    "persons_min": 386_970,
    "encrypted": False,
    "exfiltration": "unknown",
    "recipients_known": False,
    "malicious": False,
}


def test_francetest_scores_four_and_a_half() -> None:
    found = of(**FRANCETEST)

    assert (found.score.dpc, found.score.ei, found.score.cb) == (4, 1.0, 0.5)
    assert (found.score.se, found.score.band.value) == (4.5, "very high")
    assert found.score.is_many
    assert found.gravity == 4
    assert found.level is RiskLevel.HIGH


def test_francetest_with_proof_of_theft_scores_five() -> None:
    assert of(**(FRANCETEST | {"malicious": True})).score.se == 5.0
