from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from breachdesk.incidents.domain import (
    Certainty,
    DiscoveryChannel,
    IncidentType,
    NewIncident,
    OrganisationRole,
    check_correction,
    check_new,
)
from breachdesk.kernel.errors import ManyRulesError

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
NEW = NewIncident(
    id="0" * 32,
    organisation_id="o1",
    title="Laptop lost",
    role=OrganisationRole.CONTROLLER,
    certainty=Certainty.SUSPECTED,
    incident_type=IncidentType.LOST_DEVICE_OR_PAPER,
    channel=DiscoveryChannel.INTERNAL,
    channel_other="",
    discovered_at=NOON - 2 * HOUR,
    aware_at=NOON - HOUR,
    zone="Europe/Paris",
)


def broken(new: NewIncident) -> list[tuple[str | None, str]]:
    try:
        check_new(new, NOON)
    except ManyRulesError as error:
        return [(rule.field, str(rule)) for rule in error.broken]
    return []


def test_a_sensible_incident_is_accepted() -> None:
    assert broken(NEW) == []


def test_discovery_may_be_unknown() -> None:
    assert broken(replace(NEW, discovered_at=None)) == []


@pytest.mark.parametrize(
    ("over", "field", "sentence"),
    [
        ({"title": "  "}, "title", "Give the incident a title."),
        ({"title": "x" * 201}, "title", "201 characters; at most 200"),
        ({"title": "a\0b"}, "title", "U+0000"),
        ({"aware_at": NOON + HOUR}, "aware_at", "Awareness cannot be in the future."),
        ({"aware_at": NOON - 3 * HOUR}, "aware_at", "Awareness cannot come before discovery."),
        ({"aware_at": datetime(1999, 12, 31, tzinfo=UTC)}, "aware_at", "before the year 2000"),
        ({"channel": DiscoveryChannel.OTHER}, "channel_other", "Say which other way"),
    ],
)
def test_each_broken_rule_is_told_beside_its_field(
    over: dict[str, object], field: str, sentence: str
) -> None:
    found = broken(replace(NEW, **over))  # type: ignore[arg-type]

    assert any(name == field and sentence in words for name, words in found)


def test_every_broken_rule_is_told_at_once() -> None:
    found = broken(replace(NEW, title="", aware_at=NOON + HOUR, discovered_at=NOON + 2 * HOUR))

    assert [field for field, _words in found] == [
        "title",
        "aware_at",
        "discovered_at",
        "aware_at",
    ]


def test_awareness_at_this_very_second_is_accepted() -> None:
    assert broken(replace(NEW, aware_at=NOON)) == []


def test_a_correction_says_why() -> None:
    with pytest.raises(ManyRulesError, match="Say why the awareness time was wrong"):
        check_correction(NOON - HOUR, " ", None, NOON)
