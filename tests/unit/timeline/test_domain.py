"""Entries of a timeline: what may be written, found again and taken away."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from breachdesk.kernel.errors import ManyRulesError
from breachdesk.kernel.text import Text, _
from breachdesk.timeline.domain import (
    COLUMNS,
    KIND_LABELS,
    EntryFilter,
    EntryKind,
    EntryView,
    NewEntry,
    as_record,
    as_row,
    check_new,
)

# The repeated hour in Paris: 02:30 summer time; an hour later the clocks show 02:30 again.
NOW = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
NEW = NewEntry("0" * 32, "i1", NOW, EntryKind.ALERT, "A patient phoned.\nTwice.", "Phone log")
BY_HAND = EntryView(
    id="e1",
    occurred_at=NOW,
    recorded_at=NOW + HOUR,
    author="Camille Dupont",
    kind=EntryKind.ALERT,
    is_automatic=False,
    text="Élodie a vu l’adresse",
    source="=cmd",
)
BY_PROGRAM = replace(
    BY_HAND,
    kind=EntryKind.DECISION,
    is_automatic=True,
    text=_("Step reached: %(step)s.", step=_("Contained")),
    source="",
)
FRENCH = {"Step reached: %(step)s.": "Étape : %(step)s.", "Contained": "Contenu"}


def french(text: Text) -> str:
    return text.through(lambda msgid: FRENCH[msgid], "fr")


def broken(new: NewEntry) -> list[tuple[str | None, str]]:
    try:
        check_new(new, NOW)
    except ManyRulesError as error:
        return [(rule.field, str(rule)) for rule in error.broken]
    return []


def test_every_kind_has_its_words() -> None:
    assert set(KIND_LABELS) == set(EntryKind)


@pytest.mark.parametrize("occurred_at", [NOW, NOW - SECOND, NOW - 10_000 * HOUR])
def test_what_happened_until_now_is_accepted(occurred_at: datetime) -> None:
    assert broken(replace(NEW, occurred_at=occurred_at)) == []


@pytest.mark.parametrize(
    ("over", "field", "sentence"),
    [
        ({"occurred_at": NOW + SECOND}, "occurred_at", "not the future"),
        ({"text": " \n "}, "what", "Say what happened."),
        ({"text": "x" * 20_001}, "what", "20001 characters; at most 20000"),
        ({"text": "a\x1bb"}, "what", "U+001B"),
        ({"source": "two\nlines"}, "source", "one line"),
        ({"source": "x" * 301}, "source", "at most 300"),
    ],
)
def test_each_broken_rule_is_told_beside_its_field(
    over: dict[str, object], field: str, sentence: str
) -> None:
    [(name, words)] = broken(replace(NEW, **over))  # type: ignore[arg-type]

    assert name == field
    assert sentence in words


def test_every_broken_rule_is_told_at_once() -> None:
    found = broken(replace(NEW, occurred_at=NOW + HOUR, text="", source="\0"))

    assert [field for field, _words in found] == ["occurred_at", "what", "source"]


@pytest.mark.parametrize(
    ("wanted", "hand", "program"),
    [
        (EntryFilter(), True, True),
        (EntryFilter(kind=EntryKind.ALERT), True, False),
        (EntryFilter(automatic=True), False, True),
        (EntryFilter(automatic=False), True, False),
        (EntryFilter(words="L’ADRESSE"), True, False),
        (EntryFilter(words="elodie"), True, False),
        (EntryFilter(words="CMD"), True, False),
        (EntryFilter(since=NOW, until=NOW), True, True),
        (EntryFilter(since=NOW + SECOND), False, False),
        (EntryFilter(until=NOW - SECOND), False, False),
    ],
)
def test_a_filter_admits_what_it_names(wanted: EntryFilter, *, hand: bool, program: bool) -> None:
    assert (wanted.admits(BY_HAND), wanted.admits(BY_PROGRAM)) == (hand, program)


@pytest.mark.parametrize(
    ("words", "found"), [("etape", True), ("contenu", True), ("reached", False)]
)
def test_words_are_looked_for_in_the_language_of_the_reader(words: str, *, found: bool) -> None:
    assert EntryFilter(words=words).admits(BY_PROGRAM, french) is found


def test_an_export_keeps_both_instants_with_the_offsets_of_the_zone() -> None:
    record = as_record(BY_HAND, "Europe/Paris", french)

    assert record["occurred_at"] == "2026-10-25T02:30:00+02:00"
    assert record["recorded_at"] == "2026-10-25T02:30:00+01:00"


def test_an_export_says_who_wrote_what() -> None:
    record = as_record(BY_HAND, "UTC", french)

    assert [record[name] for name in ("kind", "automatic", "author", "text", "source")] == [
        "alert",
        False,
        "Camille Dupont",
        "Élodie a vu l’adresse",
        "=cmd",
    ]


def test_what_the_program_noted_is_exported_in_the_language_of_the_reader() -> None:
    assert as_record(BY_PROGRAM, "UTC", french)["text"] == "Étape : Contenu."


def test_a_row_has_the_columns_in_order_and_no_formula() -> None:
    row = as_row(as_record(BY_HAND, "UTC", french))

    assert len(row) == len(COLUMNS)
    assert dict(zip(COLUMNS, row, strict=True))["source"] == "'=cmd"
