"""What a person asks for, and whether it can be so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from breachdesk.incidents.domain.vocabulary import (
    Certainty,
    DiscoveryChannel,
    IncidentType,
    OrganisationRole,
)
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.text import _
from breachdesk.kernel.typed import problem_with_line, problem_with_prose

MAX_TITLE = 200
MAX_REASON = 5_000
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""Before this an instant can only be a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class NewIncident:
    """`discovered_at` is None while it is not known; `zone` is the one the times were told in."""

    id: str
    organisation_id: str
    title: str
    role: OrganisationRole
    certainty: Certainty
    incident_type: IncidentType
    channel: DiscoveryChannel
    channel_other: str
    discovered_at: datetime | None
    aware_at: datetime
    zone: str
    is_exercise: bool = False
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class EditIncident:
    """Everything but the awareness, which is corrected with a reason instead."""

    id: str
    version: int
    title: str
    role: OrganisationRole
    certainty: Certainty
    channel: DiscoveryChannel
    channel_other: str
    discovered_at: datetime | None


def check_new(new: NewIncident, now: datetime) -> None:
    """Raise ManyRulesError with every rule the new case breaks."""
    _refuse(
        [
            *_description(new.title, new.channel, new.channel_other),
            *_instants(new.discovered_at, new.aware_at, now),
        ]
    )


def check_edit(edit: EditIncident, aware_at: datetime, now: datetime) -> None:
    _refuse(
        [
            *_description(edit.title, edit.channel, edit.channel_other),
            *_instants(edit.discovered_at, aware_at, now, field="discovered_at"),
        ]
    )


def check_correction(
    corrected: datetime, reason: str, discovered_at: datetime | None, now: datetime
) -> None:
    """A corrected awareness obeys the rules of a new one and says why it was wrong."""
    broken = list(_instants(discovered_at, corrected, now))
    if problem := problem_with_prose(reason, MAX_REASON):
        broken.append(RuleError(problem, field="reason"))
    if not reason.strip():
        broken.append(RuleError(_("Say why the awareness time was wrong."), field="reason"))
    _refuse(broken)


def _refuse(broken: list[RuleError]) -> None:
    if broken:
        raise ManyRulesError(tuple(broken))


def _description(title: str, channel: DiscoveryChannel, other: str) -> Iterator[RuleError]:
    if not title.strip():
        yield RuleError(_("Give the incident a title."), field="title")
    elif problem := problem_with_line(title, MAX_TITLE):
        yield RuleError(problem, field="title")
    if problem := problem_with_line(other, MAX_TITLE):
        yield RuleError(problem, field="channel_other")
    if channel is DiscoveryChannel.OTHER and not other.strip():
        yield RuleError(_("Say which other way it came to light."), field="channel_other")


def _instants(
    discovered_at: datetime | None, aware_at: datetime, now: datetime, field: str = "aware_at"
) -> Iterator[RuleError]:
    if aware_at > now:
        yield RuleError(_("Awareness cannot be in the future."), field="aware_at")
    if aware_at < EARLIEST:
        yield RuleError(_("Awareness cannot be before the year 2000."), field="aware_at")
    if discovered_at is None:
        return
    if discovered_at > now:
        yield RuleError(_("Discovery cannot be in the future."), field="discovered_at")
    if discovered_at < EARLIEST:
        yield RuleError(_("Discovery cannot be before the year 2000."), field="discovered_at")
    if aware_at < discovered_at:
        yield RuleError(_("Awareness cannot come before discovery."), field=field)
