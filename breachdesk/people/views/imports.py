"""Importing persons: upload, columns, the work under way, what became of the rows."""

from collections.abc import Mapping
from dataclasses import replace

from flask import url_for
from werkzeug.wrappers import Response

from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.people import service
from breachdesk.people.domain.columns import LABELS, PURPOSE, REQUIRED, targets
from breachdesk.people.domain.identity import masked_cell
from breachdesk.people.domain.refusing import REFUSAL_LABELS, Refusal
from breachdesk.people.views.blueprint import bp
from breachdesk.rosters import service as rosters
from breachdesk.rosters.domain import STATE_LABELS, RosterState, RosterView
from breachdesk.rosters.forms import ColumnsForm, ReadAsForm, UploadForm, columns_form
from breachdesk.tasks import service as tasks
from breachdesk.tasks.domain import STATE_LABELS as TASK_LABELS
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, services, unit_of_work
from breachdesk.web.forms import Form
from breachdesk.web.guards import guard
from breachdesk.web.language import current
from breachdesk.web.replies import download, saved, status_of


@bp.route("/import", methods=["GET", "POST"])
@guard(Permission.PEOPLE_IMPORT)
def upload(incident_id: str) -> Response | tuple[str, int]:
    form = UploadForm()
    limit = services().settings.max_upload_mb * 1_000_000
    if form.accepted() and form.carry_out(
        lambda uow: rosters.receive(uow, form.to_command(incident_id, PURPOSE), limit)
    ):
        return saved(
            _("File received: say which column is which."),
            url_for("people.columns", incident_id=incident_id, roster_id=form.new_id),
        )
    with reading() as uow:
        words = {
            "form": form,
            "rosters": rosters.of_case(uow, incident_id, PURPOSE),
            "tasks": service.imports(uow, incident_id),
            "states": STATE_LABELS,
            "task_states": TASK_LABELS,
            "labels": LABELS,
            "required": REQUIRED,
        }
        return case_page(uow, "people/upload.html", incident_id, **words), status_of(form)


@bp.route("/import/<string:roster_id>/", methods=["GET", "POST"])
@guard(Permission.PEOPLE_IMPORT)
def columns(incident_id: str, roster_id: str) -> Response | tuple[str, int]:
    """Which column is which; sending the form queues the import."""
    with reading() as uow:
        view, refused = _read(uow, incident_id, roster_id)
        guessed = _guess(uow, view)
    form = _form(view, guessed)
    if form.accepted() and form.carry_out(lambda uow: _queue(uow, view, form)):
        return saved(
            _("The import has begun; its progress stands here."),
            url_for("people.upload", incident_id=incident_id),
        )
    return _columns(view, refused, form, ReadAsForm(view))


@bp.post("/import/<string:roster_id>/read-as")
@guard(Permission.PEOPLE_IMPORT)
def read_as(incident_id: str, roster_id: str) -> Response | tuple[str, int]:
    with reading() as uow:
        view, refused = _read(uow, incident_id, roster_id)
        guessed = _guess(uow, view)
    form = ReadAsForm(view)
    if form.accepted() and form.carry_out(lambda uow: rosters.read_as(uow, view, *form.chosen())):
        return saved(
            _("The file is read anew."),
            url_for("people.columns", incident_id=incident_id, roster_id=roster_id),
        )
    return _columns(view, refused, _form(view, guessed), form)


@bp.get("/import/<string:roster_id>/result")
@guard(Permission.PEOPLE_IMPORT)
def imported(incident_id: str, roster_id: str) -> str:
    with reading() as uow:
        view = rosters.get(uow, incident_id, roster_id, PURPOSE)
        return case_page(uow, "people/imported.html", incident_id, roster=view)


@bp.post("/import/<string:roster_id>/discard")
@guard(Permission.PEOPLE_IMPORT)
def discard(incident_id: str, roster_id: str) -> Response:
    with unit_of_work() as uow:
        rosters.discard(uow, incident_id, roster_id, PURPOSE)
    return saved(_("File destroyed."), url_for("people.upload", incident_id=incident_id))


@bp.post("/import/<string:roster_id>/report.csv")
@guard(Permission.PEOPLE_IMPORT)
def report(incident_id: str, roster_id: str) -> Response:
    """The rejected rows; a POST, because reading them is recorded."""
    with unit_of_work() as uow:
        case = incidents.case(uow, incident_id)
        content = rosters.report(uow, incident_id, roster_id, PURPOSE)
    return download(content, f"{case.reference}-report.csv", "text/csv")


@bp.post("/import/tasks/<string:task_id>/cancel")
@guard(Permission.PEOPLE_IMPORT)
def cancel(incident_id: str, task_id: str) -> Response:
    with unit_of_work() as uow:
        tasks.cancel(uow, incident_id, task_id)
    return saved(
        _("Stopped. Import the same file again to go on."),
        url_for("people.upload", incident_id=incident_id),
    )


def _read(
    uow: UnitOfWork, incident_id: str, roster_id: str
) -> tuple[RosterView, dict[int, Refusal]]:
    view = rosters.get(uow, incident_id, roster_id, PURPOSE)
    return view, service.dropped(uow, view) if view.state is RosterState.UPLOADED else {}


def _guess(uow: UnitOfWork, view: RosterView) -> dict[str, int]:
    if view.state is not RosterState.UPLOADED:
        return {}
    return service.guess(uow, view, rosters.known_headings(uow, view.incident_id, PURPOSE))


def _form(view: RosterView, guessed: Mapping[str, int]) -> ColumnsForm:
    wanted = targets(services().clock.now().date())
    return columns_form(wanted)(wanted, view.headings, guessed)


def _queue(uow: UnitOfWork, view: RosterView, form: ColumnsForm) -> None:
    chosen = form.columns()
    service.queue(uow, view, chosen, current())
    rosters.keep_columns(uow, view, PURPOSE, form.text("save_as"), chosen)


def _columns(
    view: RosterView, refused: Mapping[int, Refusal], form: Form, reading_form: ReadAsForm
) -> tuple[str, int]:
    """The sample shows the shape of cells only, and nothing of columns that are dropped."""
    shape = tuple(
        tuple("" if at in refused else masked_cell(cell) for at, cell in enumerate(row))
        for row in view.sample
    )
    shown = form if form.is_refused else reading_form
    with reading() as uow:
        words = {
            "form": shown if shown.is_refused else form,
            "columns": form,
            "read_as": reading_form,
            "roster": replace(view, sample=shape),
            "refused": {view.headings[at]: REFUSAL_LABELS[why] for at, why in refused.items()},
            "labels": LABELS,
        }
        page = case_page(uow, "people/columns.html", view.incident_id, **words)
        return page, status_of(shown)
