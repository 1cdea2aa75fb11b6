from datetime import UTC, datetime, timedelta

import pytest

from breachdesk.demo.case_facts import case_facts, first_estimates
from breachdesk.facts.domain import (
    UNKNOWN,
    Answer,
    Figure,
    Instant,
    Words,
    completeness,
    problems,
)
from breachdesk.facts.registry import FACTS, SECTIONS
from tests.builders.facts import build_draft, francetest_form

HISTORIC = datetime(2021, 8, 27, 18, tzinfo=UTC)
# Starts in winter and on both sides of the changes of the clock.
STARTS = (HISTORIC, datetime(2026, 1, 5, 3, tzinfo=UTC), datetime(2026, 3, 29, 6, tzinfo=UTC))


def values(aware_at: datetime = HISTORIC) -> dict[str, Answer]:
    return {fact.key: fact.value for fact in case_facts(aware_at)}


@pytest.mark.parametrize("aware_at", STARTS, ids=str)
def test_the_demonstration_is_free_of_contradictions(aware_at: datetime) -> None:
    aware: dict[str, Answer] = {"incident.aware_at": Instant(aware_at, "Europe/Paris")}
    now = aware_at + timedelta(hours=30)

    assert problems(first_estimates(aware_at), aware, FACTS, now) == ()
    assert problems(case_facts(aware_at), aware, FACTS, now) == ()


def test_the_demonstration_leaves_one_question_open() -> None:
    form = francetest_form() | values()

    found = completeness(SECTIONS, build_draft(form))

    assert [one.field.key for one in found.missing] == ["cross_border.processing"]


def test_no_field_is_told_twice() -> None:
    keys = [fact.key for fact in case_facts(HISTORIC)]

    assert len(keys) == len(set(keys))


def test_the_historic_case_begins_in_june_2021() -> None:
    begin = values()["dates.begin"]

    assert begin == Instant(datetime(2021, 6, 1, 6, tzinfo=UTC), "Europe/Paris")


def test_records_and_persons_are_not_the_same_number() -> None:
    assert values()["people.count"] == Figure(386_970, approximate=True)
    assert values()["data.records_count"] == Figure(700_000, approximate=True)


def test_the_first_estimates_are_corrected_later() -> None:
    first = {fact.key: fact.value for fact in first_estimates(HISTORIC)}

    later = {fact.key: fact.base_version for fact in case_facts(HISTORIC) if fact.base_version}

    assert later.keys() == first.keys()
    assert first["breach.cause"] == UNKNOWN


def test_french_texts_are_typeset_as_french() -> None:
    texts = [value.text for value in values().values() if isinstance(value, Words)]

    assert texts
    assert not any(f" {mark}" in text for text in texts for mark in ":;!?»")
    assert not any("'" in text for text in texts)
