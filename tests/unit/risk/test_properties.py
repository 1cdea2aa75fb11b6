"""What holds for every breach: worse is never lower, unknown is never better than the best."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.risk.domain import RiskLevel
from breachdesk.risk.domain.facts import (
    Category,
    Cause,
    Exfiltration,
    Impact,
    Mitigation,
    Nature,
    Origin,
    RiskFacts,
    Subject,
)
from breachdesk.risk.domain.finding import ORDER
from breachdesk.risk.domain.parameters import GDPR, digital_omnibus, parameters_on
from breachdesk.risk.methods.enisa import HIGHEST, LOWEST
from breachdesk.risk.registry import propose, would_change

flags = st.sampled_from([None, True, False])
facts = st.builds(
    RiskFacts,
    natures=st.frozensets(st.sampled_from(Nature)),
    origin=st.none() | st.sampled_from(Origin),
    cause=st.none() | st.sampled_from(Cause),
    categories=st.frozensets(st.sampled_from(Category), max_size=5),
    special_categories=flags,
    national_id=flags,
    financial_data=flags,
    credentials=flags,
    subjects=st.frozensets(st.sampled_from(Subject), max_size=3),
    vulnerable=flags,
    persons_min=st.none() | st.integers(0, 1_000),
    persons_max=st.none() | st.integers(0, 1_000_000),
    encrypted=flags,
    key_compromised=flags,
    backup=flags,
    restored_within_hours=st.none() | st.floats(0, 500),
    exfiltration=st.none() | st.sampled_from(Exfiltration),
    recipient_trusted=flags,
    recipients_known=flags,
    malicious=flags,
    service_impact=st.none() | st.sampled_from(Impact),
    mitigations=st.frozensets(st.sampled_from(Mitigation), max_size=5),
    much_about_each=flags,
    telling_controller=flags,
    known_inaccurate=flags,
)
E_, I_ = Exfiltration, Impact
LADDERS: dict[str, list[Any]] = {
    "special_categories": [False, True],
    "national_id": [False, True],
    "financial_data": [False, True],
    "credentials": [False, True],
    "vulnerable": [False, True],
    "much_about_each": [False, True],
    "telling_controller": [False, True],
    "known_inaccurate": [True, False],
    "persons_max": [1, 100, 101, 50_000],
    "encrypted": [True, False],
    "key_compromised": [False, True],
    "backup": [True, False],
    "restored_within_hours": [1.0, 24.0, 25.0, 400.0],
    "exfiltration": [E_.NO, E_.LIKELY, E_.YES],
    "recipient_trusted": [True, False],
    "recipients_known": [True, False],
    "malicious": [False, True],
    "service_impact": [I_.NONE, I_.MINOR, I_.MAJOR, I_.VITAL],
}
"""From the best known value of each input to the worst."""
LOWERING = [
    Mitigation.DOCUMENTS_RETURNED,
    Mitigation.RECIPIENT_CONFIRMED_DELETION,
    Mitigation.LOGS_EXCLUDE_EXFILTRATION,
    Mitigation.REMOTE_WIPE,
    Mitigation.PSEUDONYMISED,
    Mitigation.RESTORED_FROM_BACKUP,
    Mitigation.CHANGE_REVERTED,
    Mitigation.INTEGRITY_CHECKED,
]


def level(of: RiskFacts) -> int:
    return ORDER[propose(of).level]


@pytest.mark.parametrize("name", LADDERS)
@given(of=facts)
def test_a_worse_input_never_lowers_the_level(name: str, of: RiskFacts) -> None:
    levels = [level(replace(of, **{name: value})) for value in LADDERS[name]]

    assert levels == sorted(levels)


@pytest.mark.parametrize("name", LADDERS)
@given(of=facts)
def test_unknown_is_never_better_than_the_best_known(name: str, of: RiskFacts) -> None:
    nothing: dict[str, Any] = {name: None}
    unknown = replace(of, **nothing)
    if name == "persons_max":
        unknown = replace(unknown, persons_min=None)
    best = replace(unknown, **{name: LADDERS[name][0]})

    assert level(unknown) >= level(best)


@given(facts)
def test_where_somebody_meant_harm_not_knowing_what_left_is_as_bad_as_theft(of: RiskFacts) -> None:
    attack = replace(of, malicious=True)
    taken = level(replace(attack, exfiltration=Exfiltration.YES))

    assert level(replace(attack, exfiltration=Exfiltration.UNKNOWN)) == taken
    assert level(replace(attack, exfiltration=None)) == taken


@given(facts, st.sampled_from(Category))
def test_more_data_never_lower_the_level(of: RiskFacts, more: Category) -> None:
    """Exception: an empty set means not known, which is the worst of all."""
    if of.categories:
        assert level(replace(of, categories=of.categories | {more})) >= level(of)


@given(facts, st.sampled_from(Nature))
def test_another_loss_never_lowers_the_level(of: RiskFacts, more: Nature) -> None:
    if of.natures:
        assert level(replace(of, natures=of.natures | {more})) >= level(of)


@pytest.mark.parametrize("step", LOWERING)
@given(of=facts)
def test_taking_a_safeguard_away_never_lowers_the_level(step: Mitigation, of: RiskFacts) -> None:
    without = replace(of, mitigations=of.mitigations - {step})

    assert level(without) >= level(replace(of, mitigations=of.mitigations | {step}))


@given(facts)
def test_the_score_stays_on_its_scale(of: RiskFacts) -> None:
    score = propose(of).score

    assert LOWEST <= score.se <= HIGHEST
    assert 1 <= score.dpc <= 4
    assert score.ei in {0.25, 0.5, 0.75, 1.0}
    assert 0 <= score.cb <= 2


@given(facts)
def test_every_level_has_its_reasons_each_with_a_source(of: RiskFacts) -> None:
    found = propose(of)

    assert all(
        one.reference.fr and one.reference.en and one.text.fr and one.text.en
        for one in found.reasons
    )
    assert [one.weight for one in found.reasons] == sorted(
        (one.weight for one in found.reasons), reverse=True
    )


@given(facts)
def test_what_would_change_the_answer_does(of: RiskFacts) -> None:
    assert all(ORDER[one.to] < level(of) for one in would_change(of))


def test_nothing_known_is_a_high_risk() -> None:
    assert propose(RiskFacts()).level is RiskLevel.HIGH


def test_excluding_exfiltration_is_named_where_it_would_help() -> None:
    taken = RiskFacts(
        natures=frozenset({Nature.CONFIDENTIALITY}),
        origin=Origin.HACKING,
        cause=Cause.EXTERNAL_MALICIOUS,
        categories=frozenset({Category.PROFESSIONAL}),
        vulnerable=False,
        persons_max=50,
        encrypted=False,
    )

    assert {(one.name, one.to) for one in would_change(taken)} >= {("exfiltration", RiskLevel.NONE)}


class TestParameters:
    def test_under_the_gdpr_a_risk_is_notified(self) -> None:
        assert GDPR.must_notify(RiskLevel.RISK)
        assert not GDPR.must_communicate(RiskLevel.RISK)
        assert GDPR.hours == 72

    def test_the_proposal_counts_from_its_day_only(self) -> None:
        since = date(2028, 1, 1)

        assert parameters_on(date(2027, 12, 31), since) is GDPR
        assert parameters_on(since, since) == digital_omnibus(since)
        assert parameters_on(since) is GDPR

    def test_the_proposal_notifies_high_risks_within_96_hours(self) -> None:
        proposed = digital_omnibus(date(2028, 1, 1))

        assert proposed.hours == 96
        assert not proposed.must_notify(RiskLevel.RISK)
        assert proposed.must_notify(RiskLevel.HIGH)


@given(facts)
def test_the_contextual_factors_move_the_score_one_step_each(of: RiskFacts) -> None:
    plain = replace(of, much_about_each=False, telling_controller=False, known_inaccurate=False)
    base = propose(plain).score.dpc

    assert propose(replace(plain, much_about_each=True)).score.dpc == min(base + 1, 4)
    assert propose(replace(plain, telling_controller=True)).score.dpc == min(base + 1, 4)
    assert propose(replace(plain, known_inaccurate=True)).score.dpc <= base
