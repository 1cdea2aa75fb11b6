"""The published cases a breach reminds of."""

import pytest

from breachdesk.risk.catalogue import Published, published
from breachdesk.risk.domain import RiskLevel
from breachdesk.risk.domain.facts import Category, RiskFacts
from breachdesk.risk.domain.notes import notes
from breachdesk.risk.domain.parsing import parse
from breachdesk.risk.registry import closest, propose
from tests.unit.risk.test_published import FRANCETEST


@pytest.mark.parametrize("one", published(), ids=lambda one: one.reference.en)
def test_each_published_case_is_closest_to_itself(one: Published) -> None:
    facts = one.facts

    assert closest(facts, propose(facts).level)[0] is one


def test_an_encrypted_tablet_reminds_of_case_10() -> None:
    tablet = parse(
        {
            "nature": ["confidentiality", "availability"],
            "origin": "stolen_device",
            "cause": "external_malicious",
            "data_categories": ["identity", "education", "contact"],
            "encrypted": True,
            "key_compromised": False,
            "backup": True,
        }
    ).facts
    [first, *_others] = closest(tablet, propose(tablet).level)

    assert first.reference.en == "EDPB 01/2021, case 10"


def test_only_cases_with_the_same_answer_are_shown() -> None:
    facts = parse(FRANCETEST).facts
    shown = closest(facts, RiskLevel.HIGH)

    assert {propose(one.facts).level for one in shown} <= {RiskLevel.HIGH}


def test_nothing_known_reminds_of_nothing() -> None:
    assert closest(RiskFacts(), RiskLevel.HIGH) == ()


def test_titles_are_in_both_languages() -> None:
    assert len(published()) == 18
    assert all(one.title.fr and one.title.en for one in published())


def test_lasting_effects_are_noted() -> None:
    lasting = RiskFacts(categories=frozenset({Category.HEALTH}))
    passing = RiskFacts(categories=frozenset({Category.CREDENTIALS}))

    assert any("Lasting" in one.en for one in notes(lasting, {}))
    assert not any("Lasting" in one.en for one in notes(passing, {}))
