"""What an action of a case may be, and may become."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from breachdesk.incidents.domain import OrganisationRole
from breachdesk.kernel.actor import Role
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.text import Bilingual
from breachdesk.measures.domain import (
    KIND_LABELS,
    LIFECYCLE,
    PHASE_HOURS,
    PHASE_LABELS,
    STATUS_LABELS,
    MeasureKind,
    MeasureStatus,
    NewMeasure,
    Phase,
    Playbook,
    PlaybookEntry,
    check_new,
    check_settled,
    first_steps,
    flaws,
    is_overdue,
)

# Friday before the clocks go forward in Paris: hours are counted, not wall-clock days.
AWARE = datetime(2026, 3, 27, 16, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
WORDS = Bilingual("Fermer", "Close")
CLOSE = PlaybookEntry(
    "close",
    Phase.FIRST_HOURS,
    MeasureKind.CONTAINMENT,
    WORDS,
    WORDS,
    Role.RESPONDER,
    due_hours=2,
    wants_evidence=True,
)
FILE = replace(
    CLOSE,
    key="file",
    phase=Phase.THREE_DAYS,
    due_hours=72,
    roles=frozenset({OrganisationRole.CONTROLLER}),
)
LEARN = replace(CLOSE, key="learn", phase=Phase.AFTER, due_hours=None)
PLAYBOOK = Playbook("leak", WORDS, WORDS, (CLOSE, FILE, LEARN))
NEW = NewMeasure(
    id="0" * 32,
    incident_id="i1",
    phase=Phase.FIRST_HOURS,
    kind=MeasureKind.CONTAINMENT,
    title="Close the port",
    detail="",
    owner_id="",
    due_at=None,
)
MOVES = {
    (MeasureStatus.OPEN, MeasureStatus.DONE),
    (MeasureStatus.OPEN, MeasureStatus.NOT_APPLICABLE),
    (MeasureStatus.DONE, MeasureStatus.OPEN),
    (MeasureStatus.NOT_APPLICABLE, MeasureStatus.OPEN),
}


def told(error: ManyRulesError) -> list[tuple[str | None, str]]:
    return [(rule.field, str(rule)) for rule in error.broken]


def settled(
    status: MeasureStatus, done_at: datetime | None, note: str = "", found: datetime | None = None
) -> list[tuple[str | None, str]]:
    try:
        check_settled(status, done_at, note, AWARE, found)
    except ManyRulesError as error:
        return told(error)
    return []


@pytest.mark.parametrize(("now", "wanted"), list(product(MeasureStatus, MeasureStatus)))
def test_the_life_of_an_action_knows_these_moves_alone(
    now: MeasureStatus, wanted: MeasureStatus
) -> None:
    assert LIFECYCLE.allows(now, wanted) is ((now, wanted) in MOVES)


def test_a_move_the_life_does_not_know_is_refused() -> None:
    with pytest.raises(RuleError):
        LIFECYCLE.check(MeasureStatus.DONE, MeasureStatus.NOT_APPLICABLE)


def test_every_phase_kind_and_status_has_its_words() -> None:
    assert list(PHASE_LABELS) == list(PHASE_HOURS) == list(Phase)
    assert set(KIND_LABELS) == set(MeasureKind)
    assert set(STATUS_LABELS) == set(MeasureStatus)


def test_phases_follow_each_other_without_gap() -> None:
    spans = list(PHASE_HOURS.values())

    assert [until for _after, until in spans] == [*(after for after, _until in spans[1:]), None]


def test_each_entry_is_due_so_many_hours_after_awareness() -> None:
    found = [(entry.key, due) for entry, due in first_steps(PLAYBOOK, AWARE)]

    assert found == [
        ("close", AWARE + 2 * HOUR),
        # 72 elapsed hours: Monday 18:00 in Paris, though it was Friday 17:00.
        ("file", datetime(2026, 3, 30, 16, tzinfo=UTC)),
        ("learn", None),
    ]


def test_only_what_concerns_the_role_is_proposed() -> None:
    found = first_steps(PLAYBOOK, AWARE, OrganisationRole.PROCESSOR)

    assert [entry.key for entry, _due in found] == ["close", "learn"]


@pytest.mark.parametrize(
    ("phase", "hours", "fits"),
    [
        (Phase.FIRST_HOURS, 0, False),
        (Phase.FIRST_HOURS, 1, True),
        (Phase.FIRST_HOURS, 4, True),
        (Phase.FIRST_HOURS, 5, False),
        (Phase.FIRST_HOURS, None, False),
        (Phase.FIRST_DAY, 4, False),
        (Phase.FIRST_DAY, 24, True),
        (Phase.THREE_DAYS, 72, True),
        (Phase.THREE_DAYS, 73, False),
        (Phase.AFTER, 72, False),
        (Phase.AFTER, 73, True),
        (Phase.AFTER, None, True),
    ],
)
def test_due_hours_lie_within_the_phase(phase: Phase, hours: int | None, *, fits: bool) -> None:
    entry = replace(CLOSE, phase=phase, due_hours=hours)

    assert (list(flaws(replace(PLAYBOOK, entries=(entry,)))) == []) is fits


def test_every_flaw_of_a_playbook_is_named() -> None:
    found = list(flaws(replace(PLAYBOOK, entries=(LEARN, CLOSE, CLOSE))))

    assert found == [
        ("close", "this key comes twice"),
        ("close", "its phase comes before the one of the entry above"),
    ]


@pytest.mark.parametrize(
    ("status", "due", "overdue"),
    [
        (MeasureStatus.OPEN, AWARE - SECOND, True),
        (MeasureStatus.OPEN, AWARE, False),
        (MeasureStatus.OPEN, AWARE + SECOND, False),
        (MeasureStatus.OPEN, None, False),
        (MeasureStatus.DONE, AWARE - SECOND, False),
        (MeasureStatus.NOT_APPLICABLE, AWARE - SECOND, False),
    ],
)
def test_only_an_open_action_past_its_time_is_overdue(
    status: MeasureStatus, due: datetime | None, *, overdue: bool
) -> None:
    assert is_overdue(status, due, AWARE) is overdue


def test_a_sensible_action_is_accepted() -> None:
    check_new(NEW)


@pytest.mark.parametrize(
    ("over", "field", "sentence"),
    [
        ({"title": " "}, "title", "Say what is to be done."),
        ({"title": "x" * 201}, "title", "201 characters; at most 200"),
        ({"title": "two\nlines"}, "title", "one line"),
        ({"detail": "a\0b"}, "detail", "U+0000"),
        ({"detail": "x" * 5_001}, "detail", "at most 5000"),
    ],
)
def test_a_broken_rule_is_told_beside_its_field(
    over: dict[str, str], field: str, sentence: str
) -> None:
    with pytest.raises(ManyRulesError) as caught:
        check_new(replace(NEW, **over))  # type: ignore[arg-type]

    [(name, words)] = told(caught.value)
    assert name == field
    assert sentence in words


@pytest.mark.parametrize("done_at", [AWARE, AWARE - HOUR])
def test_what_is_done_is_done_between_discovery_and_now(done_at: datetime) -> None:
    assert settled(MeasureStatus.DONE, done_at, found=AWARE - HOUR) == []


def test_without_a_known_discovery_any_past_time_will_do() -> None:
    assert settled(MeasureStatus.DONE, AWARE - 1_000 * HOUR) == []


@pytest.mark.parametrize(
    ("done_at", "sentence"),
    [
        (None, "Say when it was done."),
        (AWARE + SECOND, "This cannot be in the future."),
        (AWARE - HOUR - SECOND, "This cannot be before the incident was discovered."),
    ],
)
def test_a_time_that_cannot_be_is_refused(done_at: datetime | None, sentence: str) -> None:
    found = settled(MeasureStatus.DONE, done_at, found=AWARE - HOUR)

    assert found == [("done_at", sentence)]


def test_not_applicable_wants_its_reason() -> None:
    assert settled(MeasureStatus.NOT_APPLICABLE, None, " ") == [
        ("note", "Say why it does not apply.")
    ]
    assert settled(MeasureStatus.NOT_APPLICABLE, None, "No backup exists.") == []


def test_a_note_without_end_is_refused() -> None:
    [(field, sentence)] = settled(MeasureStatus.DONE, AWARE, "x" * 5_001)

    assert field == "note"
    assert "at most 5000" in sentence
