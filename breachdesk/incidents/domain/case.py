"""A case as a value: what the other features are given instead of rows."""

from dataclasses import dataclass
from datetime import datetime

from breachdesk.incidents.domain.vocabulary import (
    Certainty,
    DiscoveryChannel,
    IncidentType,
    OrganisationRole,
    Step,
)


@dataclass(frozen=True, slots=True)
class ReachedStep:
    step: Step
    reached_at: datetime
    reached_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class AwarenessChange:
    """Both values of a corrected awareness, with author and reason."""

    former: datetime
    corrected: datetime
    reason: str
    corrected_at: datetime
    corrected_by: str


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    reference: str
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
    is_exercise: bool
    is_demo: bool
    opened_at: datetime
    opened_by: str
    archived_at: datetime | None
    version: int
    state: Step
    steps: tuple[ReachedStep, ...]
    corrections: tuple[AwarenessChange, ...]

    def reached(self, step: Step) -> datetime | None:
        """When the case reached the step; None when it has not."""
        return next((s.reached_at for s in self.steps if s.step is step), None)

    @property
    def is_settled(self) -> bool:
        """Closed, dismissed or archived: nothing may change but by opening it again."""
        return self.archived_at is not None or self.state in {Step.CLOSED, Step.DISMISSED}


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a list of cases is narrowed to; empty fields narrow nothing.

    `year` is that of awareness on the clocks of the case's zone.
    """

    text: str = ""
    organisation_id: str = ""
    year: int | None = None
    exercises: bool | None = False
    archived: bool = False
