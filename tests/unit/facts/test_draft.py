from datetime import UTC, datetime, timedelta

import pytest

from breachdesk.facts.domain import (
    UNKNOWN,
    Answer,
    Choice,
    Choices,
    NotificationKind,
    YesNo,
    is_late,
)
from breachdesk.facts.registry import field
from tests.builders.facts import build_draft

AWARE = datetime(2026, 3, 2, 12, tzinfo=UTC)
YES, NO = YesNo(yes=True), YesNo(yes=False)


@pytest.mark.parametrize(
    ("seconds", "late"),
    [(0, False), (1, True)],  # 72 hours on the dot are in time
)
def test_a_filing_is_late_beyond_72_hours(seconds: int, *, late: bool) -> None:
    assert is_late(AWARE, AWARE + timedelta(hours=72, seconds=seconds)) is late


@pytest.mark.parametrize(
    ("key", "values", "asked"),
    [
        ("breach.nature", {}, True),
        ("dates.begin", {}, True),
        ("dates.begin", {"dates.determined": NO}, False),
        ("dates.end", {"dates.ongoing": NO}, True),
        ("dates.end", {"dates.ongoing": UNKNOWN}, True),
        ("dates.end", {"dates.ongoing": YES}, False),
        ("dates.end", {"dates.determined": NO}, False),
        ("consequences.integrity", {}, False),
        ("consequences.integrity", {"breach.nature": Choices(frozenset({"integrity"}))}, True),
        ("consequences.integrity", {"breach.nature": Choices(frozenset({"availability"}))}, False),
        ("communication.date", {"communication.state": Choice("to_be_informed")}, True),
        ("communication.count", {"communication.state": Choice("to_be_informed")}, False),
        ("communication.count", {"communication.state": Choice("informed")}, True),
        ("communication.reason_none", {"communication.state": Choice("not_informed")}, True),
        ("communication.reason_none", {"communication.state": UNKNOWN}, False),
        ("cross_border.states", {"cross_border.processing": YES}, True),
        ("cross_border.states", {"cross_border.processing": NO}, False),
        ("contact.dpo_number", {"contact.is_dpo": YES}, True),
    ],
)
def test_a_field_is_asked_when_the_other_answers_call_for_it(
    key: str, values: dict[str, Answer], *, asked: bool
) -> None:
    assert field(key).applies(build_draft(values)) is asked


@pytest.mark.parametrize("late", [True, False])
def test_the_reasons_for_the_delay_are_asked_when_late(*, late: bool) -> None:
    assert field("delay.reasons").applies(build_draft(is_late=late)) is late


@pytest.mark.parametrize("kind", NotificationKind)
def test_only_a_complementary_filing_names_the_first_one(kind: NotificationKind) -> None:
    asked = field("filing.previous_number").applies(build_draft(kind=kind))

    assert asked is (kind is NotificationKind.COMPLEMENTARY)
