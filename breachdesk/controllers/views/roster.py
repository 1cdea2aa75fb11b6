"""Importing controllers from a table file: upload, columns, what became of the rows."""

from flask import url_for
from werkzeug.wrappers import Response

from breachdesk.controllers import service
from breachdesk.controllers.domain.columns import PURPOSE, TARGETS
from breachdesk.controllers.views.blueprint import bp
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.rosters import service as rosters
from breachdesk.rosters.domain import STATE_LABELS, RosterView, guess
from breachdesk.rosters.forms import ColumnsForm, ReadAsForm, UploadForm, columns_form
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, services, unit_of_work
from breachdesk.web.forms import Form
from breachdesk.web.guards import guard
from breachdesk.web.replies import download, saved, status_of


@bp.route("/import", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def upload(incident_id: str) -> Response | tuple[str, int]:
    form = UploadForm()
    limit = services().settings.max_upload_mb * 1_000_000
    if form.accepted() and form.carry_out(
        lambda uow: rosters.receive(uow, form.to_command(incident_id, PURPOSE), limit)
    ):
        return saved(
            _("File received: say which column is which."),
            url_for("controllers.columns", incident_id=incident_id, roster_id=form.new_id),
        )
    with reading() as uow:
        words = {
            "form": form,
            "rosters": rosters.of_case(uow, incident_id, PURPOSE),
            "states": STATE_LABELS,
            "targets": TARGETS,
        }
        return case_page(uow, "controllers/upload.html", incident_id, **words), status_of(form)


@bp.route("/import/<string:roster_id>/", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def columns(incident_id: str, roster_id: str) -> Response | tuple[str, int]:
    """Which column is which; sending the form imports."""
    with reading() as uow:
        view = rosters.get(uow, incident_id, roster_id, PURPOSE)
        guessed = guess(view.headings, TARGETS, rosters.known_headings(uow, incident_id, PURPOSE))
    form = columns_form(TARGETS)(TARGETS, view.headings, guessed)
    if form.accepted() and form.carry_out(lambda uow: _import(uow, view, form)):
        return saved(
            _("Imported."),
            url_for("controllers.imported", incident_id=incident_id, roster_id=roster_id),
        )
    return _columns(incident_id, view, form, ReadAsForm(view))


@bp.post("/import/<string:roster_id>/read-as")
@guard(Permission.INCIDENT_EDIT)
def read_as(incident_id: str, roster_id: str) -> Response | tuple[str, int]:
    """Read the file with other characters, another separator or another sheet."""
    with reading() as uow:
        view = rosters.get(uow, incident_id, roster_id, PURPOSE)
    form = ReadAsForm(view)
    if form.accepted() and form.carry_out(lambda uow: rosters.read_as(uow, view, *form.chosen())):
        return saved(
            _("The file is read anew."),
            url_for("controllers.columns", incident_id=incident_id, roster_id=roster_id),
        )
    guessed = guess(view.headings, TARGETS)
    return _columns(incident_id, view, columns_form(TARGETS)(TARGETS, view.headings, guessed), form)


@bp.get("/import/<string:roster_id>/result")
@guard(Permission.INCIDENT_EDIT)
def imported(incident_id: str, roster_id: str) -> str:
    with reading() as uow:
        view = rosters.get(uow, incident_id, roster_id, PURPOSE)
        return case_page(uow, "controllers/imported.html", incident_id, roster=view)


@bp.post("/import/<string:roster_id>/discard")
@guard(Permission.INCIDENT_EDIT)
def discard(incident_id: str, roster_id: str) -> Response:
    with unit_of_work() as uow:
        rosters.discard(uow, incident_id, roster_id, PURPOSE)
    return saved(_("File destroyed."), url_for("controllers.upload", incident_id=incident_id))


@bp.post("/import/<string:roster_id>/report.csv")
@guard(Permission.INCIDENT_EDIT)
def report(incident_id: str, roster_id: str) -> Response:
    """The rows not taken, with the user's own columns; a POST, because reading it is recorded."""
    with unit_of_work() as uow:
        case = incidents.case(uow, incident_id)
        content = rosters.report(uow, incident_id, roster_id, PURPOSE)
    return download(content, f"{case.reference}-report.csv", "text/csv")


def _import(uow: UnitOfWork, view: RosterView, form: ColumnsForm) -> None:
    chosen = form.columns()
    service.import_file(uow, view, chosen, update_known=bool(form.update_known.data))
    rosters.keep_columns(uow, view, PURPOSE, form.text("save_as"), chosen)


def _columns(
    incident_id: str, view: RosterView, form: Form, reading_form: ReadAsForm
) -> tuple[str, int]:
    refused = form if form.is_refused else reading_form
    with reading() as uow:
        words = {
            "form": refused if refused.is_refused else form,
            "columns": form,
            "read_as": reading_form,
            "roster": view,
            "targets": TARGETS,
        }
        return case_page(uow, "controllers/columns.html", incident_id, **words), status_of(refused)
