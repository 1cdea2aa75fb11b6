from datetime import UTC, date, datetime, timedelta

import pytest

from breachdesk.facts.domain import (
    UNKNOWN,
    Answer,
    Choice,
    Choices,
    Day,
    Instant,
    NewFact,
    YesNo,
    problems,
)
from breachdesk.facts.registry import FACTS

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
YES, NO = YesNo(yes=True), YesNo(yes=False)


def at(hours: float) -> Instant:
    return Instant(NOW + timedelta(hours=hours), "Europe/Paris")


def ticked(*keys: str) -> Choices:
    return Choices(frozenset(keys))


def told(entries: dict[str, Answer], present: dict[str, Answer]) -> list[tuple[str | None, str]]:
    facts = [NewFact(key, value) for key, value in entries.items()]
    return [(rule.field, str(rule)) for rule in problems(facts, present, FACTS, NOW)]


@pytest.mark.parametrize(
    ("entries", "field", "sentence"),
    [
        ({"dates.begin": at(-1), "dates.end": at(-2)}, "dates.end", "cannot end before it begins"),
        ({"dates.begin": at(1)}, "dates.begin", "cannot be in the future"),
        ({"dates.processor_notice": at(1)}, "dates.processor_notice", "cannot be in the future"),
        ({"dates.ongoing": YES, "dates.end": at(-1)}, "dates.end", "has no end"),
        ({"dates.determined": NO, "dates.begin": at(-1)}, "dates.begin", "is not determined"),
        (
            {"data.categories": ticked("not_known"), "data.sensitive": ticked("health")},
            "data.sensitive",
            "not known yet",
        ),
        (
            {
                "breach.nature": ticked("confidentiality"),
                "consequences.integrity": ticked("falsified"),
            },
            "consequences.integrity",
            "not ticked under the nature",
        ),
        ({"communication.state": Choice("informed")}, "communication.date", "Say when"),
        (
            {
                "communication.state": Choice("informed"),
                "communication.date": Day(date(2026, 3, 4)),
            },
            "communication.date",
            "in the future",
        ),
        ({"communication.state": Choice("not_informed")}, "communication.reason_none", "Say why"),
        (
            {
                "communication.state": Choice("not_informed"),
                "communication.reason_none": UNKNOWN,
            },
            "communication.reason_none",
            "Say why",
        ),
    ],
)
def test_answers_that_cannot_be_true_together_are_refused(
    entries: dict[str, Answer], field: str, sentence: str
) -> None:
    [(key, text)] = told(entries, {})

    assert key == field
    assert sentence in text


@pytest.mark.parametrize(
    "entries",
    [
        {"dates.begin": at(-1), "dates.end": at(-1)},
        {"dates.ongoing": YES, "dates.end": UNKNOWN},
        {"dates.ongoing": NO, "dates.end": at(-1)},
        {"dates.determined": YES, "dates.begin": at(0)},
        {"dates.determined": NO, "dates.begin": UNKNOWN},
        {"data.categories": ticked("not_known"), "data.sensitive": ticked()},
        {"data.categories": ticked("nir"), "data.sensitive": ticked("health")},
        {"breach.nature": ticked("integrity"), "consequences.integrity": ticked("falsified")},
        {"breach.nature": UNKNOWN, "consequences.integrity": ticked("falsified")},
        {"communication.state": Choice("informed"), "communication.date": Day(date(2026, 3, 2))},
        # In Kiribati it is already tomorrow.
        {"communication.state": Choice("informed"), "communication.date": Day(date(2026, 3, 3))},
        {"communication.state": Choice("informed"), "communication.date": UNKNOWN},
        {"communication.state": Choice("to_be_informed")},
        {
            "communication.state": Choice("not_informed"),
            "communication.reason_none": Choice("no_high_risk"),
        },
    ],
)
def test_answers_that_agree_are_accepted(entries: dict[str, Answer]) -> None:
    assert told(entries, {}) == []


def test_a_new_answer_is_held_against_what_is_recorded() -> None:
    [(field, _text)] = told({"dates.end": at(-3)}, {"dates.begin": at(-2)})

    assert field == "dates.end"


def test_the_breach_cannot_begin_after_awareness() -> None:
    [(field, text)] = told({"dates.begin": at(-1)}, {"incident.aware_at": at(-2)})

    assert field == "dates.begin"
    assert "after you became aware" in text


def test_the_breach_may_begin_at_the_moment_of_awareness() -> None:
    assert told({"dates.begin": at(-2)}, {"incident.aware_at": at(-2)}) == []


def test_an_old_contradiction_does_not_stop_another_answer() -> None:
    present: dict[str, Answer] = {"dates.begin": at(-1), "dates.end": at(-2)}

    assert told({"severity.level": Choice("limited")}, present) == []


def test_a_nature_can_be_unticked_though_its_consequences_are_recorded() -> None:
    present: dict[str, Answer] = {"consequences.integrity": ticked("falsified")}

    assert told({"breach.nature": ticked("confidentiality")}, present) == []
