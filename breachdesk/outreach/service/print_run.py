"""Printing the letters of a campaign as work for a worker: planned, printed, kept beside the case.

Stopped or killed at any moment, what is printed stays printed, and asking again goes on from there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from breachdesk.incidents import service as incidents
from breachdesk.infra.letterpress import Press
from breachdesk.infra.letterpress.press import MOST_PER_FILE
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.letters import service as letters
from breachdesk.letters.domain import LetterState
from breachdesk.letters.domain.states import ON_PAPER
from breachdesk.outreach.domain.campaign import LAUNCHED
from breachdesk.outreach.service import campaigns, paper
from breachdesk.tasks import service as tasks
from breachdesk.tasks.domain import NewTask, TaskView

TASK = "letters-print"
MOST_ANEW = 3
"""How often batches may be planned anew because somebody in them is gone."""
TOLD_EVERY = timedelta(seconds=5)
TO_PRINT = frozenset({LetterState.WAITING, LetterState.BATCHED})


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a campaign is to be printed."""

    campaign_id: str
    per_file: int
    is_tagged: bool


@dataclass(frozen=True)
class House:
    """What a worker prints with."""

    read: Callable[[], UnitOfWork]
    font: Path
    check_page: str


def queue(uow: UnitOfWork, incident_id: str, task_id: str, wanted: Wanted) -> str:
    """Have everything printed that waits; one run of a campaign at a time."""
    incidents.case(uow, incident_id, Permission.INCIDENT_DECIDE)
    if campaigns.get(uow, incident_id, wanted.campaign_id).state not in LAUNCHED:
        raise paper.NotLaunchedError
    if not 1 <= wanted.per_file <= MOST_PER_FILE:
        raise RuleError(
            _("Give a number from 1 to %(most)s.", most=MOST_PER_FILE), field="per_file"
        )
    if not TO_PRINT & letters.counts(uow, incident_id, wanted.campaign_id).keys():
        raise RuleError(_("No letter waits to be printed."))
    if any(not one.is_over for one in runs(uow, incident_id, wanted.campaign_id)):
        raise RuleError(_("These letters are being printed already."))
    params = {
        "campaign_id": wanted.campaign_id,
        "per_file": wanted.per_file,
        "tagged": wanted.is_tagged,
    }
    return tasks.queue(uow, NewTask(task_id, TASK, incident_id, params))


def runs(uow: UnitOfWork, incident_id: str, campaign_id: str) -> tuple[TaskView, ...]:
    """The newest first."""
    found = tasks.of_case(uow, incident_id, (TASK,))
    return tuple(one for one in found if one.params["campaign_id"] == campaign_id)


def run(house: House, job: tasks.Job) -> Mapping[str, Any]:
    """Print what waits; says how many letters and files.

    What keeps changing meanwhile is left waiting, for the next run.
    """
    incident_id, params = job.task.incident_id, job.task.params
    campaign_id = str(params["campaign_id"])
    with house.read() as uow:
        printing = paper.printing(uow, incident_id, campaign_id, house.check_page)
        out = letters.folder(uow, incident_id)
    progress = _Progress(house, job, campaign_id)
    shop = letters.Shop(job.begin, house.read, Press(house.font), job.holder, progress.tell)
    built = letters.Built()
    for _time in range(MOST_ANEW):
        letters.plan(shop, printing, int(params["per_file"]))
        done = letters.build(shop, printing, out, tagged=bool(params["tagged"]))
        built += done
        if not done.dissolved:
            break
    return {"letters": built.letters, "files": built.files}


@dataclass
class _Progress:
    """Tells every few seconds how many letters are on paper."""

    house: House
    job: tasks.Job
    campaign_id: str
    told_at: datetime | None = None

    def tell(self) -> None:
        """StoppedError when the work was cancelled."""
        with self.house.read() as uow:
            now = uow.clock.now()
            if self.told_at and now - self.told_at < TOLD_EVERY:
                return
            counts = letters.counts(uow, self.job.task.incident_id, self.campaign_id)
        self.told_at = now
        printed, waiting = (
            sum(counts.get(one, 0) for one in states) for states in (ON_PAPER, TO_PRINT)
        )
        self.job.report(printed, printed + waiting)
