"""Taking in a file of persons: chunk by chunk, each in one transaction with how far it is.

Killed at any moment, the import goes on after the last chunk that was committed, without doubling
anybody. Figures always add up: read = accepted + duplicate + rejected. `accepted` rows brought a
person or a further controller of a known one; `duplicate` rows only one more record of a person
already known at that controller. A row with a cell that cannot be right is rejected whole, for the
report: a wrong date of birth or NIR would make two people of one, or one of two.
"""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

from breachdesk.controllers import service as controllers
from breachdesk.infra.i18n import translator
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.text import Translate
from breachdesk.people.domain.columns import PURPOSE
from breachdesk.people.domain.events import PeopleImported, PeopleTaken
from breachdesk.people.domain.progress import CHUNK, Outcome
from breachdesk.people.domain.rows import Book, controller_key
from breachdesk.people.models import PeopleImport
from breachdesk.people.service import chunk, leftovers
from breachdesk.people.service.importing import check, dropped
from breachdesk.people.service.judging import Judged, Work
from breachdesk.people.service.parallel import judging
from breachdesk.people.store import chunks as store
from breachdesk.people.store import persons
from breachdesk.rosters import service as rosters
from breachdesk.rosters.domain import Columns, RosterState, RosterView, Tally
from breachdesk.tasks import service as tasks

Begin: TypeAlias = Callable[[], UnitOfWork]
Report: TypeAlias = Callable[[UnitOfWork, int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file, its columns, and the language of the report of rejected rows."""

    incident_id: str
    roster_id: str
    columns: Columns
    language: str


@dataclass(frozen=True)
class _Plan:
    """Everything an import needs besides the rows."""

    view: RosterView
    work: Work
    is_again: bool
    say: Translate


def run(job: tasks.Job) -> Mapping[str, Any]:
    """What a worker does; it tells figures only."""
    params = job.task.params
    columns = {str(key): int(at) for key, at in params["columns"].items()}
    wanted = Wanted(
        job.task.incident_id, str(params["roster_id"]), columns, str(params["language"])
    )
    return import_file(job.begin, wanted, job.report_in).to_json()


def import_file(begin: Begin, wanted: Wanted, report: Report | None = None) -> Outcome:
    """Import the rest of a file: all of it, or what an interrupted import has left."""
    with ExitStack() as opened:
        opened.enter_context(_without_collections())
        with begin() as uow:
            plan = _plan(uow, wanted)
            total = _lines(uow, plan.view)
        for some in opened.enter_context(judging(plan.work)):
            with begin() as uow:
                done = _take(uow, plan, some)
                if report:
                    report(uow, done, max(total, done))
    with begin() as uow:
        outcome, parts = _settle(uow, plan)
    for file_id in (plan.view.id, *parts):
        uow.sealed.remove(wanted.incident_id, file_id)
    return outcome


@contextmanager
def _without_collections() -> Iterator[None]:
    """Rows make no cycles; looking for them every 700 objects takes a quarter of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _plan(uow: UnitOfWork, wanted: Wanted) -> _Plan:
    view = rosters.get(uow, wanted.incident_id, wanted.roster_id, PURPOSE)
    check(uow, view, wanted.columns)
    today = uow.clock.now().date()
    headings = {key: view.headings[at] for key, at in wanted.columns.items()}
    earlier = rosters.of_case(uow, wanted.incident_id, PURPOSE)
    return _Plan(
        view=view,
        work=Work(
            source=rosters.source(uow, view),
            columns=wanted.columns,
            book=Book(_controllers(uow, wanted.incident_id), today, headings),
            language=wanted.language,
            after=_start(uow, view),
            chunk=CHUNK,
        ),
        is_again=any(
            one.sha256 == view.sha256 and one.state is RosterState.IMPORTED for one in earlier
        ),
        say=translator(wanted.language),
    )


def _controllers(uow: UnitOfWork, incident_id: str) -> dict[str, str]:
    """Every key of every controller of the case; a key of two controllers names neither."""
    found: dict[str, str] = {}
    for one in controllers.of_case(uow, incident_id):
        for name in ("finess", "siret", "own_key"):
            if key := controller_key(one.identity[name]):
                found[key] = "" if found.get(key, one.id) != one.id else one.id
    return found


def _start(uow: UnitOfWork, view: RosterView) -> int:
    """The row after which to go on; 0 at first."""
    row = store.progress(uow.session, view.id)
    if row is None:
        headings = [view.headings[at] for at in dropped(uow, view)]
        row = PeopleImport(
            roster_id=view.id,
            incident_id=view.incident_id,
            row=0,
            accepted=0,
            duplicate=0,
            rejected=0,
            parts=[],
            refused=headings,
        )
        uow.create(row)
        uow.record(PeopleTaken(view.id, view.incident_id, 0, 0))
    return row.row


def _lines(uow: UnitOfWork, view: RosterView) -> int:
    """About how many rows there are, for the progress bar; 0 where only reading would tell."""
    if view.layout["kind"] != "csv" or view.layout["compressed"]:
        return 0
    with uow.sealed.open(uow.vault.key(view.incident_id), view.id) as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


def _take(uow: UnitOfWork, plan: _Plan, some: Judged) -> int:
    """One chunk; returns how many rows of the file are through."""
    incident_id = plan.view.incident_id
    store.hold(uow.session, incident_id)
    taken = chunk.take(uow, incident_id, some.entries, is_again=plan.is_again)
    state = store.progress_locked(uow.session, plan.view.id)
    if some.left:
        part = leftovers.put(uow, plan.view, state.row, some.left)
        state.parts = [*state.parts, part]
    state.row = some.last
    state.accepted += taken.accepted
    state.duplicate += taken.duplicate
    state.rejected += len(some.left)
    uow.record(PeopleTaken(plan.view.id, incident_id, state.row, taken.persons))
    return state.accepted + state.duplicate + state.rejected


def _settle(uow: UnitOfWork, plan: _Plan) -> tuple[Outcome, Sequence[str]]:
    """Write the report, note the figures, count the persons of each controller."""
    view, state = plan.view, store.progress_locked(uow.session, plan.view.id)
    tally = Tally(state.accepted, state.duplicate, state.rejected)
    parts = [str(part) for part in state.parts]
    kept = [view.headings[at] for at in plan.work.kept]
    leftovers.join(uow, view, kept, parts, plan.say)
    rosters.settle(uow, view, tally, has_report=bool(parts))
    counted = persons.count(uow.session, view.incident_id)
    controllers.count_persons(uow, view.incident_id, counted.by_controller)
    refused = [str(heading) for heading in state.refused]
    uow.record(
        PeopleImported(view.id, view.incident_id, counted.persons, counted.records, len(refused))
    )
    return Outcome(tally, counted.persons, tuple(refused)), parts
