"""A regime is data: its duties, what starts each, and the clock each runs on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from breachdesk.deadlines.domain import Clock, Standing
from breachdesk.incidents.domain import OrganisationRole
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.events import Event
from breachdesk.kernel.text import Bilingual, Text, _
from breachdesk.kernel.typed import problem_with_prose

MAX_REASON = 20_000

EVERYBODY = frozenset(OrganisationRole)
CONTROLLERS = frozenset({OrganisationRole.CONTROLLER, OrganisationRole.JOINT_CONTROLLER})
PROCESSORS = frozenset({OrganisationRole.PROCESSOR})
NOBODY: frozenset[OrganisationRole] = frozenset()


class StartsFrom(StrEnum):
    """The instant a clock runs from."""

    AWARENESS = "awareness"
    HIGH_RISK = "high-risk"
    FIRST_FILING = "first-filing"
    CHOSEN = "chosen"


STARTS_LABELS: Mapping[StartsFrom, Text] = {
    StartsFrom.AWARENESS: _("From awareness"),
    StartsFrom.HIGH_RISK: _("From the decision that the risk is high"),
    StartsFrom.FIRST_FILING: _("From the initial notification"),
    StartsFrom.CHOSEN: _("From an instant you give"),
}


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing the law or a contract wants done.

    `starts_for` are the roles it starts for by itself; empty means it is offered as an optional
    clock. `is_verified` is False where the figure or the scope was not checked in the text.
    """

    code: str
    title: Bilingual
    legal_ref: str
    clock: Clock
    starts_from: StartsFrom
    starts_for: frozenset[OrganisationRole]
    who: Bilingual
    note: Bilingual
    is_verified: bool = True


@dataclass(frozen=True, slots=True)
class Regime:
    """A text and its duties. A proposal is shown but starts no clock before `in_force_on`."""

    code: str
    title: Bilingual
    authority: Bilingual
    duties: tuple[Duty, ...]
    in_force_on: date | None
    until: date | None = field(default=None)

    def is_in_force(self, on: date) -> bool:
        begun = self.in_force_on is not None and self.in_force_on <= on
        return begun and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Discharge:
    """How a duty was met: when, and what shows it."""

    at: datetime
    proof: str
    evidence_id: str | None = None
    delay_reason: str = ""


@dataclass(frozen=True, slots=True)
class ObligationView:
    id: str
    incident_id: str
    duty: Duty
    started_at: datetime
    due_at: datetime | None
    literal_at: datetime | None
    outer_at: datetime | None
    outer_extended: bool
    standing: Standing
    discharged_at: datetime | None
    discharged_by: str
    proof: str
    evidence_id: str | None
    delay_reason: str
    waived_at: datetime | None
    waived_by: str
    waive_reason: str
    version: int

    @property
    def is_open(self) -> bool:
        return self.discharged_at is None and self.waived_at is None


@dataclass(frozen=True, slots=True)
class ObligationStarted(Event):
    tag: ClassVar[str] = "obligation:started"
    duty: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class ObligationMoved(Event):
    tag: ClassVar[str] = "obligation:moved"
    duty: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class ObligationDischarged(Event):
    tag: ClassVar[str] = "obligation:discharged"
    duty: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ObligationWaived(Event):
    tag: ClassVar[str] = "obligation:waived"
    duty: str


@dataclass(frozen=True, slots=True)
class ObligationReopened(Event):
    tag: ClassVar[str] = "obligation:reopened"
    duty: str


def check_discharge(
    discharge: Discharge, started_at: datetime, due_at: datetime | None, now: datetime
) -> None:
    """Raise ManyRulesError with all that is missing. Late is allowed, with its reason."""
    broken = []
    if discharge.at > now:
        broken.append(RuleError(_("This cannot be in the future."), field="at"))
    if discharge.at < started_at:
        broken.append(RuleError(_("This cannot come before the duty began."), field="at"))
    if not discharge.proof.strip():
        broken.append(RuleError(_("Say what shows that it was done."), field="proof"))
    is_late = due_at is not None and discharge.at > due_at
    if is_late and not discharge.delay_reason.strip():
        broken.append(
            RuleError(_("It was done late: give the reasons for the delay."), field="delay_reason")
        )
    for name, text in (("proof", discharge.proof), ("delay_reason", discharge.delay_reason)):
        if problem := problem_with_prose(text, MAX_REASON):
            broken.append(RuleError(problem, field=name))
    if broken:
        raise ManyRulesError(tuple(broken))


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleError(_("Say why: a duty is never set aside without a reason."), field="reason")
    if problem := problem_with_prose(reason, MAX_REASON):
        raise RuleError(problem, field="reason")


def check_start(started_at: datetime, now: datetime) -> None:
    if started_at > now:
        raise RuleError(_("A clock cannot start in the future."), field="started_at")
