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


ACCIDENT: dict[str, object] = {
    "nature": ["confidentiality"],
    "cause": "internal_accidental",
    "malicious": False,
}
ATTACK: dict[str, object] = {
    "nature": ["confidentiality"],
    "origin": "hacking",
    "cause": "external_malicious",
    "malicious": True,
    "recipients_known": False,
    "exfiltration": "yes",
}
OTHERS: dict[str, tuple[dict[str, object], bool, bool]] = {
    "9/2022 IV.B: data that were public already": (
        ACCIDENT
        | {
            "origin": "unintended_publication",
            "data_categories": ["already_public"],
            "exfiltration": "yes",
            "recipients_known": False,
        },
        False,
        False,
    ),
    "9/2022 IV.B: a medical file sent to a colleague bound to secrecy, who deleted it": (
        ACCIDENT
        | {
            "origin": "misdirected_email",
            "data_categories": ["identity", "health"],
            "special_categories": True,
            "vulnerable": True,
            "persons_max": 1,
            "exfiltration": "yes",
            "recipients_known": True,
            "recipient_trusted": True,
            "mitigations": ["recipient_bound_to_secrecy", "recipient_confirmed_deletion"],
        },
        False,
        False,
    ),
    "9/2022 Annex B x: addresses of a therapist's patients, health told by nothing else": (
        ACCIDENT
        | {
            "origin": "misdirected_email",
            "data_categories": ["contact"],
            "special_categories": True,
            "data_subjects": ["patients"],
            "vulnerable": True,
            "persons_max": 60,
            "exfiltration": "yes",
            "recipients_known": True,
        },
        True,
        True,
    ),
    "9/2022 Annex B iv: ransomware, restored, but nobody knows what left": (
        ATTACK
        | {
            "nature": ["availability"],
            "origin": "malware",
            "data_categories": ["identity", "contact", "financial"],
            "persons_min": 2_000,
            "backup": True,
            "service_impact": "none",
            "restored_within_hours": 5,
            "exfiltration": "unknown",
        },
        True,
        True,
    ),
    "CNIL SAN-2021-020: bank details on an open server, no misuse seen": (
        ACCIDENT
        | {
            "origin": "exposed_by_misconfiguration",
            "data_categories": ["identity", "contact", "financial"],
            "persons_min": 12_000_000,
            "exfiltration": "no",
            "recipients_known": False,
        },
        True,
        True,
    ),
    "CNIL SAN-2022-009: laboratory files with numbers and results on a forum": (
        ATTACK
        | {
            "data_categories": ["identity", "contact", "national_id", "health"],
            "national_id": True,
            "persons_min": 491_840,
        },
        True,
        True,
    ),
    "UODO, mBank (2024): papers sent to another bank and returned": (
        ACCIDENT
        | {
            "origin": "misdirected_post",
            "data_categories": ["identity", "contact", "national_id", "financial"],
            "national_id": True,
            "financial_data": True,
            "persons_max": 3,
            "exfiltration": "yes",
            "recipients_known": True,
            "recipient_trusted": True,
            "mitigations": ["documents_returned"],
        },
        True,
        True,
    ),
    "UODO, Morele.net (2019): two million addresses, used for phishing": (
        ATTACK | {"data_categories": ["identity", "contact"], "persons_min": 2_200_000},
        True,
        True,
    ),
    "LfDI Baden-Württemberg, Knuddels (2018): passwords in clear": (
        ATTACK
        | {
            "data_categories": ["account_identifier", "contact", "credentials"],
            "credentials": True,
            "persons_min": 330_000,
        },
        True,
        True,
    ),
    "DPC, Bank of Ireland (2022): wrong entries sent to the credit register": (
        ACCIDENT
        | {
            "nature": ["confidentiality", "integrity"],
            "origin": "software_error",
            "data_categories": ["identity", "financial"],
            "financial_data": True,
            "persons_min": 47_000,
            "exfiltration": "yes",
            "recipients_known": True,
        },
        True,
        True,
    ),
    "AP, Booking.com (2021): reservations had by a trick, some with cards": (
        ATTACK
        | {
            "origin": "social_engineering",
            "data_categories": ["identity", "contact", "financial", "lifestyle"],
            "financial_data": True,
            "persons_min": 4_109,
        },
        True,
        True,
    ),
    "WP213 case 1: unencrypted laptops of a children's clinic stolen": (
        ATTACK
        | {
            "nature": ["confidentiality", "availability"],
            "origin": "stolen_device",
            "data_categories": ["identity", "health"],
            "data_subjects": ["minors", "patients"],
            "vulnerable": True,
            "persons_max": 2_050,
            "exfiltration": "unknown",
            "backup": True,
        },
        True,
        True,
    ),
    "WP213 case 5: an adviser's encrypted laptop stolen, backup at hand": (
        ATTACK
        | {
            "nature": ["confidentiality", "availability"],
            "origin": "stolen_device",
            "data_categories": ["identity", "financial"],
            "financial_data": True,
            "encrypted": True,
            "key_compromised": False,
            "backup": True,
        },
        False,
        False,
    ),
    "ICO: a list of former students deleted by mistake, made again from the backup": (
        ACCIDENT
        | {
            "nature": ["availability"],
            "origin": "software_error",
            "data_categories": ["contact"],
            "persons_min": 1_000,
            "backup": True,
            "service_impact": "none",
            "restored_within_hours": 10,
            "exfiltration": "no",
            "mitigations": ["restored_from_backup"],
        },
        False,
        False,
    ),
    "ICO: a hospital sends patients' files to somebody unknown": (
        ACCIDENT
        | {
            "origin": "misdirected_email",
            "data_categories": ["identity", "health"],
            "vulnerable": True,
            "persons_max": 30,
            "exfiltration": "yes",
            "recipients_known": False,
        },
        True,
        True,
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_authorities_said_elsewhere(name: str) -> None:
    facts, notify, communicate = OTHERS[name]
    found = of(**(PLAIN | facts))

    assert (found.notify, found.communicate) == (notify, communicate)


def test_a_reason_says_of_the_data_only_what_they_are() -> None:
    """Many people make everyday data worse; they make no health data of them."""
    theft = ATTACK | {"data_categories": ["identity", "financial"], "persons_min": 5_000}
    codes = {one.code for one in of(**(PLAIN | theft)).reasons}

    assert "many-persons" in codes
    assert "grave-data" not in codes


def test_data_nobody_can_read_are_not_grave_for_the_form() -> None:
    stolen = OTHERS["WP213 case 5: an adviser's encrypted laptop stolen, backup at hand"][0]

    assert of(**(PLAIN | stolen)).gravity == 1


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
