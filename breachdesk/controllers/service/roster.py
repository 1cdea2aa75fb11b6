"""Importing affected controllers from a table file: every row accepted, duplicate or rejected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from breachdesk.controllers.domain.columns import TARGETS, keys
from breachdesk.controllers.domain.controller import IDENTITY, NewController
from breachdesk.controllers.domain.events import ControllersImported
from breachdesk.controllers.models import AffectedController
from breachdesk.controllers.service import files
from breachdesk.controllers.store import files as store
from breachdesk.incidents import service as incidents
from breachdesk.infra import sheets
from breachdesk.infra.i18n import translator
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import Text, _
from breachdesk.rosters import service as rosters
from breachdesk.rosters.domain import (
    Columns,
    Reason,
    Rejection,
    RosterView,
    Tally,
    check_columns,
)

MAX_ROWS = 20_000
NUMBERS = ("contract_hours", "persons_declared", "records_declared")


@dataclass
class _Outcome:
    """The rows so far; `known` are keys already taken, with what holds them."""

    view: RosterView
    columns: Columns
    update_known: bool
    known: dict[str, AffectedController]
    next_number: int
    added: list[AffectedController] = field(default_factory=list)
    duplicate: int = 0
    updated: int = 0
    rejected: int = 0

    @property
    def tally(self) -> Tally:
        return Tally(len(self.added), self.duplicate, self.rejected)

    def take(self, uow: UnitOfWork, row: sheets.Row, report: rosters.Report) -> None:
        judged = rosters.judged(row, self.columns, TARGETS, self.view.headings)
        twins = [] if isinstance(judged, Rejection) else self._twins(judged.values)
        if len(twins) > 1:
            judged = Rejection(row.number, (Reason("", _contradiction(twins)),))
        if isinstance(judged, Rejection):
            self.rejected += 1
            report.rejected(judged, row.cells)
        elif twins:
            self._repeat(twins[0], judged.values)
            report.duplicate(row.number, f"{twins[0].number} {twins[0].name}", row.cells)
        else:
            self._add(uow, judged.values)

    def _twins(self, values: Mapping[str, str]) -> list[AffectedController]:
        """Whom the row is about: by right one, when its numbers agree."""
        found = {self.known[key].id: self.known[key] for key in keys(values) if key in self.known}
        return list(found.values())

    def _repeat(self, twin: AffectedController, values: Mapping[str, str]) -> None:
        self.duplicate += 1
        if self.update_known:
            self.updated += _correct(twin, values)
            self.known |= dict.fromkeys(keys(_values(twin)), twin)

    def _add(self, uow: UnitOfWork, values: Mapping[str, str]) -> None:
        row = files.fresh(_new(values), self.view.incident_id, self.next_number, uow.clock.now())
        self.next_number += 1
        self.added.append(row)
        self.known |= dict.fromkeys(keys(values), row)


def import_file(
    uow: UnitOfWork, view: RosterView, columns: Columns, *, update_known: bool = False
) -> Tally:
    """Take every row that is right and new; with `update_known`, also correct those known.

    Duplicates are rows whose FINESS, SIRET or own number is already there, in the case or above
    in the file: never added a second time, always in the report.
    """
    case = incidents.case(uow, view.incident_id, Permission.INCIDENT_EDIT)
    incidents.alone(uow, case.id)
    rosters.check_untouched(uow, view)
    check_columns(columns, len(view.headings), TARGETS)
    present = store.every(uow.session, case.id)
    outcome = _Outcome(
        view,
        columns,
        update_known,
        {key: row for row in present for key in keys(_values(row))},
        store.last_number(uow.session, case.id) + 1,
    )
    say = translator(uow.actor.language)
    with rosters.reading(uow, view) as rows, rosters.reporting(uow, view, say) as report:
        for count, row in enumerate(rows, start=1):
            if count > MAX_ROWS:
                raise RuleError(_("At most %(limit)s rows at a time.", limit=MAX_ROWS))
            outcome.take(uow, row, report)
        has_report = report.lines > 0
    uow.session.add_all(outcome.added)
    uow.session.flush()
    rosters.settle(uow, view, outcome.tally, has_report=has_report)
    uow.record(ControllersImported(view.id, case.id, view.id, len(outcome.added), outcome.updated))
    return outcome.tally


def _contradiction(twins: Sequence[AffectedController]) -> Text:
    names = ", ".join(f"{one.number} {one.name}" for one in twins)
    return _("The numbers of this row belong to different controllers: %(names)s.", names=names)


def _correct(row: AffectedController, values: Mapping[str, str]) -> bool:
    """Put the file's values over what is known; cells left empty change nothing."""
    merged = {**_values(row), **values}
    return bool(files.fill(row, _new(merged, row.id)))


def _new(values: Mapping[str, str], controller_id: str = "") -> NewController:
    numbers = {key: int(values[key]) if values.get(key) else None for key in NUMBERS}
    return NewController(
        id=controller_id or new_id(),
        identity={key: values.get(key, "") for key in IDENTITY},
        contract_hours=numbers["contract_hours"],
        persons_declared=numbers["persons_declared"],
        records_declared=numbers["records_declared"],
        language=values.get("language", "fr"),
    )


def _values(row: AffectedController) -> dict[str, str]:
    found = {key: str(getattr(row, key)) for key in (*IDENTITY, "language")}
    numbers = {key: getattr(row, key) for key in NUMBERS}
    return found | {key: str(value) for key, value in numbers.items() if value is not None}
