"""Fields, values and rules of the notification form; no database, no page."""

from breachdesk.facts.domain.changes import Change, StaleFactsError, compare
from breachdesk.facts.domain.checks import check, problems
from breachdesk.facts.domain.completeness import (
    Completeness,
    Missing,
    completeness,
    says_unknown,
)
from breachdesk.facts.domain.draft import Condition, Draft, NotificationKind, is_late
from breachdesk.facts.domain.events import FactRecorded
from breachdesk.facts.domain.fields import Field, Kind, Label, Need, Option, Section, Source
from breachdesk.facts.domain.values import (
    UNKNOWN,
    Answer,
    Bodies,
    Body,
    Choice,
    Choices,
    Day,
    Figure,
    Instant,
    Snapshot,
    Unknown,
    Value,
    Words,
    YesNo,
    dump,
    load,
)
from breachdesk.facts.domain.versions import (
    CONFIDENCE_LABELS,
    Confidence,
    FactVersion,
    NewFact,
)
from breachdesk.facts.domain.wording import Voice, lines

__all__ = [
    "CONFIDENCE_LABELS",
    "UNKNOWN",
    "Answer",
    "Bodies",
    "Body",
    "Change",
    "Choice",
    "Choices",
    "Completeness",
    "Condition",
    "Confidence",
    "Day",
    "Draft",
    "FactRecorded",
    "FactVersion",
    "Field",
    "Figure",
    "Instant",
    "Kind",
    "Label",
    "Missing",
    "Need",
    "NewFact",
    "NotificationKind",
    "Option",
    "Section",
    "Snapshot",
    "Source",
    "StaleFactsError",
    "Unknown",
    "Value",
    "Voice",
    "Words",
    "YesNo",
    "check",
    "compare",
    "completeness",
    "dump",
    "is_late",
    "lines",
    "load",
    "problems",
    "says_unknown",
]
