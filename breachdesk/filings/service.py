"""Preparing the filings of mandating controllers, and recording the CNIL's numbers."""

import csv
import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import StringIO
from typing import Any, BinaryIO, cast

from breachdesk.controllers import service as controllers
from breachdesk.controllers.domain import ControllerView
from breachdesk.documents import service as documents
from breachdesk.filings.domain import (
    INDEX,
    TARGETS,
    TASK,
    BatchRead,
    NumbersImported,
    copy_text,
    index_row,
    stem,
    waiting,
)
from breachdesk.incidents import service as incidents
from breachdesk.infra.bags import Forward
from breachdesk.infra.i18n import translator
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import Text, _
from breachdesk.rosters import service as rosters
from breachdesk.rosters.domain import (
    Columns,
    Reason,
    Record,
    Rejection,
    RosterView,
    Tally,
    check_columns,
)
from breachdesk.tasks import service as tasks
from breachdesk.tasks.domain import NewTask, TaskState, TaskView

PDF = "controller-notification"


def prepared(uow: UnitOfWork, incident_id: str) -> tuple[ControllerView, ...]:
    """Controllers whose filing is to be made for them, the most urgent first."""
    return waiting(controllers.of_case(uow, incident_id))


def queue_batch(uow: UnitOfWork, incident_id: str, task_id: str, language: str) -> str:
    """Have a ZIP made of a PDF and a copy sheet for each of them."""
    incidents.case(uow, incident_id, Permission.NOTIFICATION_FILE)
    if not prepared(uow, incident_id):
        raise RuleError(_("No mandated filing is waiting."))
    return tasks.queue(uow, NewTask(task_id, TASK, incident_id, {"language": language}))


def batches(uow: UnitOfWork, incident_id: str) -> tuple[TaskView, ...]:
    return tasks.of_case(uow, incident_id, (TASK,))


def build(job: tasks.Job) -> Mapping[str, Any]:
    """Write the batch into a sealed file that bears the task's id; says how many it holds."""
    incident_id, language = job.task.incident_id, str(job.task.params["language"])
    with job.begin() as uow:
        key, sealed = uow.vault.key(incident_id), uow.sealed
        found = prepared(uow, incident_id)
    with (
        sealed.writing(key, job.task.id) as file,
        zipfile.ZipFile(cast(BinaryIO, Forward(file)), "w", zipfile.ZIP_DEFLATED) as batch,
    ):
        for done, one in enumerate(found, start=1):
            with job.begin() as uow:
                _name, pdf = documents.render(uow, incident_id, PDF, language, one.id)
                own = controllers.own_notification(uow, incident_id, one.id, language)
                job.report_in(uow, done, len(found))
            batch.writestr(f"{stem(one)}.pdf", pdf)
            batch.writestr(f"{stem(one)}.txt", copy_text(own.sheet))
        batch.writestr("index.csv", _index(found, language))
    return {"count": len(found)}


def content(uow: UnitOfWork, incident_id: str, task_id: str) -> bytes:
    """The ZIP; who took it is recorded."""
    incidents.case(uow, incident_id, Permission.NOTIFICATION_FILE)
    task = tasks.get(uow, incident_id, task_id)
    if task.kind != TASK or task.state is not TaskState.DONE:
        raise RuleError(_("This batch is not ready."))
    with uow.sealed.open(uow.vault.key(incident_id), task.id) as file:
        zipped = file.read()
    uow.record(BatchRead(task.id, incident_id))
    return zipped


def import_numbers(uow: UnitOfWork, view: RosterView, columns: Columns) -> Tally:
    """Record the filings that a table tells, row by row; a row that fits nobody is rejected."""
    incidents.case(uow, view.incident_id, Permission.NOTIFICATION_FILE)
    rosters.check_untouched(uow, view)
    check_columns(columns, len(view.headings), TARGETS)
    if not {"number", "finess", "siret"} & set(columns):
        raise RuleError(_("Choose the column that says which controller it is."), field="number")
    found = controllers.of_case(uow, view.incident_id)
    known, numbers = _by_key(found), {one.id: one.cnil_number for one in found}
    accepted = duplicate = rejected = 0
    say = translator(uow.actor.language)
    with rosters.reading(uow, view) as rows, rosters.reporting(uow, view, say) as report:
        for row in rows:
            judged = rosters.judged(row, columns, TARGETS, view.headings)
            one = None if isinstance(judged, Rejection) else _whose(judged.values, known)
            if one and numbers[one.id]:
                duplicate += 1
                report.duplicate(row.number, numbers[one.id], row.cells)
            elif problem := _recorded(uow, view.incident_id, judged, one, numbers):
                rejected += 1
                report.rejected(problem, row.cells)
            else:
                accepted += 1
        has_report = report.lines > 0
    tally = Tally(accepted, duplicate, rejected)
    rosters.settle(uow, view, tally, has_report=has_report)
    uow.record(NumbersImported(view.id, view.incident_id, accepted))
    return tally


def _recorded(
    uow: UnitOfWork,
    incident_id: str,
    judged: Record | Rejection,
    one: ControllerView | None,
    numbers: dict[str, str],
) -> Rejection | None:
    """Record the filing of the row, among `numbers` too; what keeps it from it, if anything."""
    if isinstance(judged, Rejection):
        return judged
    if one is None:
        return _refused(judged, _("No controller of this case has this number."))
    filed_at, number = (
        datetime.fromisoformat(judged.values["filed_at"]),
        judged.values["cnil_number"],
    )
    try:
        controllers.record_filing(uow, incident_id, one.id, filed_at, number)
    except RuleError as error:
        return _refused(judged, error.text)
    numbers[one.id] = number
    return None


def _refused(judged: Record, text: Text) -> Rejection:
    return Rejection(judged.number, (Reason("", text),))


def _by_key(found: tuple[ControllerView, ...]) -> dict[tuple[str, str], ControllerView]:
    keys: dict[tuple[str, str], ControllerView] = {}
    for one in found:
        keys["number", str(one.number)] = one
        for name in ("finess", "siret"):
            if one.identity[name]:
                keys[name, one.identity[name]] = one
    return keys


def _whose(
    values: Mapping[str, str], known: Mapping[tuple[str, str], ControllerView]
) -> ControllerView | None:
    """The controller that every number of the row names; None when they disagree or name none."""
    named = {
        (one.id if (one := known.get((key, values[key]))) else ""): one
        for key in ("number", "finess", "siret")
        if values.get(key)
    }
    return next(iter(named.values())) if len(named) == 1 else None


def _index(found: tuple[ControllerView, ...], language: str) -> bytes:
    text = StringIO()
    say = translator(language)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([say(heading) for heading in INDEX])
    writer.writerows(index_row(one) for one in found)
    return text.getvalue().encode("utf-8-sig")
