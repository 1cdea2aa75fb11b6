"""A campaign: who is told what, how fast, by whose decision."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.states import Lifecycle
from breachdesk.kernel.text import Text, _
from breachdesk.kernel.typed import problem_with_line
from breachdesk.outreach.domain.pace import Pace
from breachdesk.outreach.domain.wordings import Wording
from breachdesk.people.domain import AudienceFilter
from breachdesk.wording.domain.standard import STANDARD

MAX_NAME = 120


class CampaignState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"


C = CampaignState
LIFECYCLE = Lifecycle(
    {
        # A change of the text or the audience voids the approval.
        C.DRAFT: frozenset({C.APPROVED}),
        C.APPROVED: frozenset({C.RUNNING, C.DRAFT}),
        C.RUNNING: frozenset({C.PAUSED, C.FINISHED, C.STOPPED}),
        C.PAUSED: frozenset({C.RUNNING, C.FINISHED, C.STOPPED}),
        C.FINISHED: frozenset(),
        C.STOPPED: frozenset(),
    }
)
STARTED = frozenset({C.RUNNING, C.PAUSED})
LAUNCHED = frozenset({C.RUNNING, C.FINISHED})
"""States in which what mails did not reach may go on to letters: nobody has called a halt."""

CAMPAIGN_LABELS: Mapping[CampaignState, Text] = {
    C.DRAFT: _("In preparation"),
    C.APPROVED: _("Approved, to be launched"),
    C.RUNNING: _("In progress"),
    C.PAUSED: _("Paused"),
    C.FINISHED: _("Finished"),
    C.STOPPED: _("Stopped"),
}


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a campaign is for.

    `not_yet_informed`: nobody whom another campaign has reached, or to whom a letter is under way.
    """

    people: AudienceFilter
    not_yet_informed: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What an author decides about a campaign."""

    name: str
    audience: Audience
    pace: Pace
    wordings: Mapping[str, Wording]


@dataclass(frozen=True, slots=True)
class CampaignView:
    id: str
    incident_id: str
    number: int
    state: CampaignState
    plan: Plan
    text_number: int
    text_sha256: str
    created_at: datetime
    created_by: str
    author_ids: frozenset[str] = field(repr=False)
    approved_at: datetime | None
    approved_by: str
    audience_count: int
    audience_sha256: str
    digest: str
    launch_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    note: Text | None
    version: int


def check_plan(plan: Plan) -> None:
    if not plan.name.strip():
        raise RuleError(_("Give the campaign a name."), field="name")
    if problem := problem_with_line(plan.name, MAX_NAME):
        raise RuleError(problem, field="name")
    if any(language not in STANDARD for language in plan.wordings):
        raise RuleError(_("Texts in this language cannot be checked."))
    if not plan.wordings:
        raise RuleError(_("A campaign needs a text in at least one language."))


def check_controllers(chosen: Collection[str], active: Collection[str]) -> None:
    """A list from which a controller has gone is not saved: nobody would notice who is left out."""
    if not set(chosen) <= set(active):
        raise RuleError(
            _("A chosen controller is no longer one of this case: untick it, or choose again."),
            field="controllers",
        )


def check_second_person(user_id: str, author_ids: frozenset[str]) -> None:
    """Four eyes: nobody approves what they wrote."""
    if user_id in author_ids:
        raise RuleError(
            _("You wrote this campaign: a second person must read and approve it."),
        )
