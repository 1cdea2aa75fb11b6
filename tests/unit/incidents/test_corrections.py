"""What may be changed about a case once it is open."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from breachdesk.incidents.domain import (
    Case,
    Certainty,
    DiscoveryChannel,
    EditIncident,
    IncidentType,
    OrganisationRole,
    ReachedStep,
    Step,
    check_correction,
    check_edit,
)
from breachdesk.kernel.errors import ManyRulesError

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
EDIT = EditIncident(
    id="0" * 32,
    version=1,
    title="Laptop lost",
    role=OrganisationRole.CONTROLLER,
    certainty=Certainty.ESTABLISHED,
    channel=DiscoveryChannel.INTERNAL,
    channel_other="",
    discovered_at=NOON - 2 * HOUR,
)
CASE = Case(
    id="0" * 32,
    reference="BD-2026-0001",
    organisation_id="o1",
    title="Laptop lost",
    role=OrganisationRole.CONTROLLER,
    certainty=Certainty.ESTABLISHED,
    incident_type=IncidentType.LOST_DEVICE_OR_PAPER,
    channel=DiscoveryChannel.INTERNAL,
    channel_other="",
    discovered_at=None,
    aware_at=NOON,
    zone="Europe/Paris",
    is_exercise=False,
    is_demo=False,
    opened_at=NOON,
    opened_by="u1",
    archived_at=None,
    version=1,
    state=Step.REPORTED,
    steps=(ReachedStep(Step.REPORTED, NOON, "u1", ""),),
    corrections=(),
)


def told(error: ManyRulesError) -> list[tuple[str | None, str]]:
    return [(rule.field, str(rule)) for rule in error.broken]


def edited(edit: EditIncident) -> list[tuple[str | None, str]]:
    try:
        check_edit(edit, NOON - HOUR, NOON)
    except ManyRulesError as error:
        return told(error)
    return []


def corrected(
    at: datetime, reason: str, discovered_at: datetime | None = None
) -> list[tuple[str | None, str]]:
    try:
        check_correction(at, reason, discovered_at, NOON)
    except ManyRulesError as error:
        return told(error)
    return []


def test_a_sensible_edit_is_accepted() -> None:
    assert edited(EDIT) == []


@pytest.mark.parametrize(
    ("over", "field", "sentence"),
    [
        ({"title": ""}, "title", "Give the incident a title."),
        ({"channel_other": "two\nlines"}, "channel_other", "one line"),
        ({"channel": DiscoveryChannel.OTHER}, "channel_other", "Say which other way"),
        ({"discovered_at": NOON}, "discovered_at", "Awareness cannot come before discovery."),
        ({"discovered_at": datetime(1999, 12, 31, tzinfo=UTC)}, "discovered_at", "year 2000"),
    ],
)
def test_each_rule_an_edit_breaks_is_told_beside_its_field(
    over: dict[str, object], field: str, sentence: str
) -> None:
    [(name, words)] = edited(replace(EDIT, **over))  # type: ignore[arg-type]

    assert name == field
    assert sentence in words


def test_a_correction_with_its_reason_is_accepted() -> None:
    assert corrected(NOON - HOUR, "The mail was read an hour earlier.", NOON - HOUR) == []


@pytest.mark.parametrize(
    ("at", "discovered_at", "sentence"),
    [
        (NOON + SECOND, None, "Awareness cannot be in the future."),
        (datetime(1999, 12, 31, tzinfo=UTC), None, "Awareness cannot be before the year 2000."),
        (NOON - HOUR - SECOND, NOON - HOUR, "Awareness cannot come before discovery."),
    ],
)
def test_a_corrected_awareness_obeys_the_rules_of_a_new_one(
    at: datetime, discovered_at: datetime | None, sentence: str
) -> None:
    assert corrected(at, "A slip.", discovered_at) == [("aware_at", sentence)]


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (" \n", "Say why the awareness time was wrong."),
        ("a\0b", "U+0000"),
        ("x" * 5_001, "at most 5000"),
    ],
)
def test_a_correction_says_why_in_a_text_that_can_be_kept(reason: str, sentence: str) -> None:
    [(field, words)] = corrected(NOON - HOUR, reason)

    assert field == "reason"
    assert sentence in words


def test_a_case_says_when_it_reached_a_step() -> None:
    assert CASE.reached(Step.REPORTED) == NOON
    assert CASE.reached(Step.QUALIFIED) is None


@pytest.mark.parametrize(
    ("state", "archived_at", "settled"),
    [(step, None, step in {Step.CLOSED, Step.DISMISSED}) for step in Step]
    + [(Step.REPORTED, NOON, True)],
)
def test_a_closed_dismissed_or_archived_case_is_settled(
    state: Step, archived_at: datetime | None, *, settled: bool
) -> None:
    assert replace(CASE, state=state, archived_at=archived_at).is_settled is settled
