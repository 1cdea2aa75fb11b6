from datetime import UTC, datetime

from breachdesk.facts.domain import (
    UNKNOWN,
    Answer,
    Change,
    Choice,
    Choices,
    Confidence,
    FactVersion,
    Figure,
    StaleFactsError,
    Words,
    compare,
)

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
KEYS = ("breach.nature", "people.count", "severity.level")
COUNTED = FactVersion(
    "people.count", 2, Figure(350), NOW, "Roster", Confidence.CONFIRMED, NOW, "user-1"
)


def changed(before: dict[str, Answer], after: dict[str, Answer]) -> list[str]:
    return [change.key for change in compare(KEYS, before, after, {})]


def test_a_change_tells_old_new_source_and_date() -> None:
    before, after = {"people.count": UNKNOWN}, {"people.count": Figure(350)}

    changes = compare(KEYS, before, after, {"people.count": COUNTED})

    assert changes == (Change("people.count", UNKNOWN, Figure(350), "Roster", NOW),)


def test_a_change_without_version_has_no_source() -> None:
    changes = compare(KEYS, {}, {"severity.level": Choice("limited")}, {})

    assert changes == (Change("severity.level", UNKNOWN, Choice("limited"), "", None),)


def test_what_is_the_same_is_no_change() -> None:
    answers: dict[str, Answer] = {"breach.nature": Choices(frozenset({"integrity"}))}

    assert changed(answers, dict(answers)) == []


def test_saying_that_something_is_not_known_is_no_change() -> None:
    assert changed({}, {"people.count": UNKNOWN}) == []


def test_what_is_withdrawn_is_a_change() -> None:
    assert changed({"people.count": Figure(1)}, {}) == ["people.count"]


def test_changes_come_in_the_order_of_the_form() -> None:
    after: dict[str, Answer] = {"severity.level": Choice("limited"), "people.count": Figure(1)}

    assert changed({}, after) == ["people.count", "severity.level"]


def test_other_fields_are_left_out() -> None:
    assert changed({}, {"filing.kind": Words("x")}) == []


def test_a_stale_answer_carries_the_versions_in_force() -> None:
    assert StaleFactsError((COUNTED,)).stored == (COUNTED,)
