"""What happens to a case."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from breachdesk.incidents.domain.vocabulary import IncidentType, OrganisationRole, Step
from breachdesk.kernel.events import Event


@dataclass(frozen=True, slots=True)
class IncidentOpened(Event):
    tag: ClassVar[str] = "incident:opened"
    organisation_id: str
    role: OrganisationRole
    incident_type: IncidentType
    aware_at: datetime


@dataclass(frozen=True, slots=True)
class IncidentEdited(Event):
    """`fields` names what changed, never the values."""

    tag: ClassVar[str] = "incident:edited"
    fields: str


@dataclass(frozen=True, slots=True)
class AwarenessCorrected(Event):
    tag: ClassVar[str] = "incident:awareness-corrected"
    former: datetime
    corrected: datetime


@dataclass(frozen=True, slots=True)
class StepReached(Event):
    tag: ClassVar[str] = "incident:step-reached"
    step: Step


@dataclass(frozen=True, slots=True)
class StepWithdrawn(Event):
    tag: ClassVar[str] = "incident:step-withdrawn"
    step: Step


@dataclass(frozen=True, slots=True)
class IncidentArchived(Event):
    tag: ClassVar[str] = "incident:archived"


@dataclass(frozen=True, slots=True)
class IncidentRestored(Event):
    tag: ClassVar[str] = "incident:restored"
