"""What a case still needs, and where its steps stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from breachdesk.incidents.domain import Step
from breachdesk.kernel.text import Spoken, Text, _

STEP_VERBS: Mapping[Step, Text] = {
    Step.QUALIFIED: _("Qualify as a personal-data breach"),
    Step.DISMISSED: _("Dismiss: not a personal-data breach"),
    Step.CONTAINED: _("Mark as contained"),
    Step.ASSESSED: _("Mark as assessed"),
    Step.NOTIFIED: _("Mark as notified"),
    Step.COMMUNICATED: _("Mark as communicated"),
    Step.REMEDIATED: _("Mark as remediated"),
    Step.CLOSED: _("Close the case"),
}


@dataclass(frozen=True, slots=True)
class StepView:
    """One step on the page: reached when, or what keeps the case from it."""

    step: Step
    reached_at: datetime | None
    reached_by: str
    reason: str
    missing: tuple[Text, ...]

    @property
    def is_open(self) -> bool:
        """Whether the step can be taken now; a missing reason is asked for on its page."""
        return self.reached_at is None and not self.missing


@dataclass(frozen=True, slots=True)
class ToComplete:
    """One thing the case lacks; `section` is the section of facts to go to, if it is a fact."""

    title: Text | Spoken
    why: Text | Spoken
    section: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment on the picture of the clock; `at` is a fraction from awareness (0) to due (1)."""

    key: str
    label: Text | Spoken
    at: float
    instant: datetime


@dataclass(frozen=True, slots=True)
class ClockPicture:
    """The 72 hours as a line: marks, nights as (from, to) fractions, and where now is."""

    start: datetime
    due: datetime
    now: float
    marks: tuple[Mark, ...]
    nights: tuple[tuple[float, float], ...]


def fraction(start: datetime, due: datetime, instant: datetime) -> float:
    """Where an instant lies on the line, kept within it."""
    share = (instant - start) / (due - start)
    return round(min(1.0, max(0.0, share)), 4)
