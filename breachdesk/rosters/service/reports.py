"""The report of rows that were not taken: for people to correct and send again."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from breachdesk.incidents import service as incidents
from breachdesk.infra.sealed_files import SealedWriter
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.cells import safe_cell
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import Translate, _
from breachdesk.rosters import store
from breachdesk.rosters.domain import Rejection, ReportRead, RosterView


@contextmanager
def reporting(uow: UnitOfWork, view: RosterView, say: Translate) -> Iterator["Report"]:
    """The report of rows that were not taken: sealed, and whole when the block ends."""
    key = uow.vault.key(view.incident_id)
    with uow.sealed.writing(key, report_id(view.id)) as writer:
        yield Report(writer, view.headings, say)


def report(uow: UnitOfWork, incident_id: str, roster_id: str, purpose: str) -> bytes:
    """The report as CSV; who read it is recorded."""
    incidents.case(uow, incident_id, Permission.INCIDENT_EDIT)
    row = store.get(uow.session, incident_id, roster_id, purpose)
    if not row.has_report:
        raise NotFoundError(_("There is nothing at this address."))
    with uow.sealed.open(uow.vault.key(incident_id), report_id(row.id)) as file:
        content = file.read()
    uow.record(ReportRead(row.id, row.incident_id))
    return content


def report_id(roster_id: str) -> str:
    return f"{roster_id}-report"


class Report:
    """Writes one line a row not taken: its number, why, and the user's own cells."""

    def __init__(self, writer: SealedWriter, headings: Sequence[str], say: Translate) -> None:
        self._writer = writer
        self._say = say
        self.lines = 0
        self._write("\ufeff")
        self._line([say(_("Row")), say(_("Column")), say(_("Why it was not taken")), *headings])

    def rejected(self, rejection: Rejection, cells: Sequence[str]) -> None:
        columns = ", ".join(dict.fromkeys(reason.column for reason in rejection.reasons))
        why = " ".join(dict.fromkeys(self._say(reason.text) for reason in rejection.reasons))
        self._count([str(rejection.number), columns, why, *cells])

    def duplicate(self, number: int, of: str, cells: Sequence[str]) -> None:
        why = self._say(_("Duplicate of: %(other)s", other=of))
        self._count([str(number), "", why, *cells])

    def _count(self, cells: Sequence[str]) -> None:
        self.lines += 1
        self._line(cells)

    def _line(self, cells: Sequence[str]) -> None:
        line = io.StringIO()
        csv.writer(line, delimiter=";", lineterminator="\r\n").writerow(map(safe_cell, cells))
        self._write(line.getvalue())

    def _write(self, text: str) -> None:
        self._writer.write(text.encode("utf-8", "surrogatepass"))
