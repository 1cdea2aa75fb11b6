from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from breachdesk.facts.domain import (
    UNKNOWN,
    Answer,
    Bodies,
    Body,
    Choice,
    Choices,
    Confidence,
    Day,
    Figure,
    Instant,
    NewFact,
    Words,
    YesNo,
    check,
    problems,
)
from breachdesk.facts.registry import FACTS
from breachdesk.kernel.errors import ManyRulesError
from tests.builders.facts import francetest_facts

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
COUNTED = NewFact(
    "people.count", Figure(350), as_of=NOW, source="Roster", confidence=Confidence.CONFIRMED
)
PHARMACY = Body("controller", "Pharmacie du Port")


def told(*entries: NewFact) -> list[tuple[str | None, str]]:
    return [(rule.field, str(rule)) for rule in problems(entries, {}, FACTS, NOW)]


def ticked(*keys: str, **others: str) -> Choices:
    return Choices(frozenset(keys), others)


def test_a_whole_form_is_accepted() -> None:
    values = francetest_facts(NOW - timedelta(hours=30))
    entries = [replace(COUNTED, key=key, value=value) for key, value in values.items()]

    assert told(*entries) == []


@pytest.mark.parametrize("key", FACTS)
def test_not_known_yet_can_always_be_recorded(key: str) -> None:
    assert told(NewFact(key, UNKNOWN)) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("breach.description", Words("x" * 20_000)),
        ("breach.description", Words("First line.\r\n\tSecond line.")),
        ("breach.origin", ticked("other", other="A drone")),
        ("breach.cause", ticked("unknown")),
        ("data.sensitive", ticked()),  # none of the categories of Article 9
        ("cross_border.states", Words("Allemagne, Belgique")),
        ("severity.level", Choice("limited")),
        ("dates.ongoing", YesNo(yes=True)),
        ("communication.date", Day(date(2026, 3, 9))),
        ("other_bodies", Bodies(())),
        ("other_bodies", Bodies((PHARMACY,) * 50)),
    ],
)
def test_sensible_answers_are_accepted(key: str, value: Answer) -> None:
    assert told(NewFact(key, value)) == []


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("breach.description", Words(" \n"), "Write the answer, or say that it is not known yet."),
        ("breach.description", Words("x" * 20_001), "20001 characters; at most 20000"),
        ("breach.description", Words("a\0b"), "U+0000"),
        ("breach.description", Words("a\x07b"), "U+0007"),
        ("breach.description", Words("a\ud800b"), "U+D800"),
        ("cross_border.states", Words(""), "Write the answer"),
        ("cross_border.states", Words("Allemagne\nBelgique"), "one line"),
        ("breach.cause", ticked(), "Tick at least one answer"),
        ("breach.cause", ticked("weather"), "not on the list"),
        ("breach.cause", ticked("unknown", "external_malicious"), "“Not known” cannot be ticked"),
        ("data.categories", ticked("not_known", "nir"), "“Not known” cannot be ticked"),
        ("people.categories", ticked("not_determined", "minors"), "“Not known” cannot be ticked"),
        ("breach.origin", ticked("other"), "say which"),
        ("breach.origin", ticked("other", other="  "), "say which"),
        ("breach.origin", ticked("verbal", other="A drone"), "“other” is not chosen"),
        ("breach.origin", ticked("other", other="a\nb"), "one line"),
        ("severity.level", Choice("huge"), "not on the list"),
        ("severity.level", Choice("limited", "x"), "“other” is not chosen"),
        ("dates.begin", Instant(NOW, "Mars/Olympus"), "time zone is not known"),
        ("dates.begin", Instant(NOW.replace(year=1926), "UTC"), "check the year"),
        ("communication.date", Day(date(206, 3, 2)), "check the year"),
        ("other_bodies", Bodies((replace(PHARMACY, name=""),)), "Write the answer"),
        ("other_bodies", Bodies((replace(PHARMACY, role="uncle"),)), "not on the list"),
        ("other_bodies", Bodies((replace(PHARMACY, role="other"),)), "say which"),
        ("other_bodies", Bodies((replace(PHARMACY, contact="x" * 501),)), "at most 500"),
        ("other_bodies", Bodies((PHARMACY,) * 51), "51 bodies here; at most 50 fit"),
    ],
)
def test_a_wrong_answer_is_told_under_its_field(key: str, value: Answer, sentence: str) -> None:
    [(field, text)] = told(NewFact(key, value))

    assert field == key
    assert sentence in text


@pytest.mark.parametrize(
    "key",
    [
        "breach.description",
        "breach.cause",
        "severity.level",
        "dates.begin",
        "dates.ongoing",
        "communication.date",
        "other_bodies",
        "cross_border.states",
    ],
)
def test_an_answer_of_another_kind_is_refused(key: str) -> None:
    entry = replace(COUNTED, key=key)

    assert told(entry) == [(key, "This kind of answer does not fit the question.")]


def test_a_text_is_no_figure() -> None:
    entry = NewFact("people.count", Words("many"))

    assert told(entry) == [("people.count", "This kind of answer does not fit the question.")]


@pytest.mark.parametrize("key", ["organisation.siren", "incident.aware_at", "filing.kind", "x.y"])
def test_what_is_kept_elsewhere_is_not_recorded_as_a_fact(key: str) -> None:
    [(field, text)] = told(NewFact(key, Words("000000018")))

    assert field == key
    assert "no fact of the case" in text


@pytest.mark.parametrize("figure", [Figure(0), Figure(10**10), Figure(5, 5), Figure(1, 2)])
def test_counts_and_ranges_are_accepted(figure: Figure) -> None:
    assert told(replace(COUNTED, value=figure)) == []


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        (Figure(-1), "neither negative nor above"),
        (Figure(10**10 + 1), "neither negative nor above"),
        (Figure(0, 10**10 + 1), "neither negative nor above"),
        (Figure(2, 1), "The range ends below its beginning."),
    ],
)
def test_an_impossible_count_is_refused(figure: Figure, sentence: str) -> None:
    [(_field, text)] = told(replace(COUNTED, value=figure))

    assert sentence in text


def test_a_figure_says_as_of_when_where_from_and_how_surely() -> None:
    assert [text for _field, text in told(NewFact("people.count", Figure(350)))] == [
        "Say as of when this figure holds.",
        "Say where this figure comes from.",
        "Say how sure this figure is.",
    ]


def test_nothing_is_known_as_of_the_future() -> None:
    [(_field, text)] = told(replace(COUNTED, as_of=NOW + timedelta(seconds=1)))

    assert text == "The as-of date cannot be in the future."


def test_a_source_fits_on_one_line() -> None:
    [(_field, text)] = told(replace(COUNTED, source="a\nb"))

    assert text == "This must fit on one line."


def test_every_problem_is_told_at_once() -> None:
    entries = [NewFact("severity.level", Choice("huge")), NewFact("measures.taken", Words(""))]

    with pytest.raises(ManyRulesError) as refused:
        check(entries, {}, FACTS, NOW)

    assert [rule.field for rule in refused.value.broken] == ["severity.level", "measures.taken"]


def test_what_is_right_passes() -> None:
    check([COUNTED], {}, FACTS, NOW)
