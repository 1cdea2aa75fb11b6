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
from itertools import dropwhile, islice
from typing import Any, TypeAlias

from breachdesk.controllers import service as controllers
from breachdesk.infra import sheets
from breachdesk.infra.i18n import translator
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.text import Translate
from breachdesk.people.domain.columns import PURPOSE, targets
from breachdesk.people.domain.events import PeopleImported, PeopleTaken
from breachdesk.people.domain.progress import CHUNK, Outcome
from breachdesk.people.domain.rows import Book, Candidate, candidate, controller_key
from breachdesk.people.models import PeopleImport
from breachdesk.people.service import chunk, leftovers
from breachdesk.people.service.importing import check, dropped
from breachdesk.people.store import chunks as store
from breachdesk.people.store import persons
from breachdesk.rosters import service as rosters
from breachdesk.rosters.domain import (
    Columns,
    Rejection,
    RosterState,
    RosterView,
    Tally,
    Target,
)
from breachdesk.tasks import service as tasks

Begin: TypeAlias = Callable[[], UnitOfWork]
Report: TypeAlias = Callable[[UnitOfWork, int, int], None]

OBJECTS = 50_000
"""New objects between two collections of garbage while an import runs."""


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
    columns: Columns
    targets: Sequence[Target]
    book: Book
    is_again: bool
    say: Translate

    @property
    def kept(self) -> list[int]:
        """Places of the columns that are needed: no other cell reaches even the report."""
        return sorted(self.columns.values())


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
        opened.enter_context(_rare_collections())
        with begin() as uow:
            plan = _plan(uow, wanted)
            start, total = _start(uow, plan), _lines(uow, plan.view)
            rows = opened.enter_context(rosters.reading(uow, plan.view))
        rest = dropwhile(lambda row: row.number <= start, rows)
        while some := list(islice(rest, CHUNK)):
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
def _rare_collections() -> Iterator[None]:
    """Rows make no cycles; looking for them every 700 objects takes a quarter of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(OBJECTS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _plan(uow: UnitOfWork, wanted: Wanted) -> _Plan:
    view = rosters.get(uow, wanted.incident_id, wanted.roster_id, PURPOSE)
    check(uow, view, wanted.columns)
    today = uow.clock.now().date()
    headings = {key: view.headings[at] for key, at in wanted.columns.items()}
    earlier = rosters.of_case(uow, wanted.incident_id, PURPOSE)
    return _Plan(
        view=view,
        columns=wanted.columns,
        targets=targets(today),
        book=Book(_controllers(uow, wanted.incident_id), today, headings),
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


def _start(uow: UnitOfWork, plan: _Plan) -> int:
    """The row after which to go on; 0 at first."""
    view = plan.view
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


def _take(uow: UnitOfWork, plan: _Plan, rows: Sequence[sheets.Row]) -> int:
    """One chunk; returns how many rows of the file are through."""
    incident_id = plan.view.incident_id
    store.hold(uow.session, incident_id)
    good: list[Candidate] = []
    bad: list[leftovers.Left] = []
    for row in rows:
        judged = _judged(plan, row)
        if isinstance(judged, Rejection):
            cells = [row.cells[at] if at < len(row.cells) else "" for at in plan.kept]
            bad.append(leftovers.left(judged, cells, plan.say))
        else:
            good.append(judged)
    taken = chunk.take(uow, incident_id, good, is_again=plan.is_again)
    state = store.progress_locked(uow.session, plan.view.id)
    if bad:
        part = leftovers.put(uow, plan.view, state.row, bad)
        state.parts = [*state.parts, part]
    state.row = rows[-1].number
    state.accepted += taken.accepted
    state.duplicate += taken.duplicate
    state.rejected += len(bad)
    uow.record(PeopleTaken(plan.view.id, incident_id, state.row, taken.persons))
    return state.accepted + state.duplicate + state.rejected


def _judged(plan: _Plan, row: sheets.Row) -> Candidate | Rejection:
    judged = rosters.judged(row, plan.columns, plan.targets, plan.view.headings)
    return judged if isinstance(judged, Rejection) else candidate(judged, plan.book)


def _settle(uow: UnitOfWork, plan: _Plan) -> tuple[Outcome, Sequence[str]]:
    """Write the report, note the figures, count the persons of each controller."""
    view, state = plan.view, store.progress_locked(uow.session, plan.view.id)
    tally = Tally(state.accepted, state.duplicate, state.rejected)
    parts = [str(part) for part in state.parts]
    kept = [view.headings[at] for at in plan.kept]
    leftovers.join(uow, view, kept, parts, plan.say)
    rosters.settle(uow, view, tally, has_report=bool(parts))
    counted = persons.count(uow.session, view.incident_id)
    controllers.count_persons(uow, view.incident_id, counted.by_controller)
    refused = [str(heading) for heading in state.refused]
    uow.record(
        PeopleImported(view.id, view.incident_id, counted.persons, counted.records, len(refused))
    )
    return Outcome(tally, counted.persons, tuple(refused)), parts
