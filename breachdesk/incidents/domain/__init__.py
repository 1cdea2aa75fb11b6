"""Facts of a case and the rules of its life."""

from breachdesk.incidents.domain.case import AwarenessChange, Case, CaseFilter, ReachedStep
from breachdesk.incidents.domain.commands import (
    EditIncident,
    NewIncident,
    check_correction,
    check_edit,
    check_new,
)
from breachdesk.incidents.domain.events import (
    AwarenessCorrected,
    IncidentArchived,
    IncidentEdited,
    IncidentOpened,
    IncidentRestored,
    StepReached,
    StepWithdrawn,
)
from breachdesk.incidents.domain.life import REQUIRES, CaseView, displayed_state, refusals
from breachdesk.incidents.domain.vocabulary import (
    CERTAINTY_LABELS,
    CHANNEL_LABELS,
    ROLE_LABELS,
    STEP_LABELS,
    TYPE_LABELS,
    Certainty,
    DiscoveryChannel,
    IncidentType,
    OrganisationRole,
    Step,
)

__all__ = [
    "CERTAINTY_LABELS",
    "CHANNEL_LABELS",
    "REQUIRES",
    "ROLE_LABELS",
    "STEP_LABELS",
    "TYPE_LABELS",
    "AwarenessChange",
    "AwarenessCorrected",
    "Case",
    "CaseFilter",
    "CaseView",
    "Certainty",
    "DiscoveryChannel",
    "EditIncident",
    "IncidentArchived",
    "IncidentEdited",
    "IncidentOpened",
    "IncidentRestored",
    "IncidentType",
    "NewIncident",
    "OrganisationRole",
    "ReachedStep",
    "Step",
    "StepReached",
    "StepWithdrawn",
    "check_correction",
    "check_edit",
    "check_new",
    "displayed_state",
    "refusals",
]
