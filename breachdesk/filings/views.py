"""The mandated filings of a case: what waits, the batch, the CNIL's numbers coming back."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from breachdesk.filings import service
from breachdesk.filings.domain import PURPOSE, TARGETS
from breachdesk.incidents import service as incidents
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.rosters import service as rosters
from breachdesk.rosters.domain import guess
from breachdesk.rosters.forms import UploadForm, columns_form
from breachdesk.tasks.domain import STATE_LABELS
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, services, unit_of_work
from breachdesk.web.forms import Form, OnceForm
from breachdesk.web.guards import guard
from breachdesk.web.language import current
from breachdesk.web.replies import download, saved, status_of

bp = Blueprint("filings", __name__, url_prefix="/incidents/<string:incident_id>/filings")


@bp.get("/")
@guard(Permission.INCIDENT_READ)
def index(incident_id: str) -> str:
    return _list(incident_id, OnceForm(), UploadForm())


@bp.post("/")
@guard(Permission.NOTIFICATION_FILE)
def batch(incident_id: str) -> Response | tuple[str, int]:
    form = OnceForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.queue_batch(uow, incident_id, form.new_id, current())
    ):
        return saved(
            _("The batch is being made; it will stand here."),
            url_for("filings.index", incident_id=incident_id),
        )
    return _list(incident_id, form, UploadForm()), status_of(form)


@bp.post("/batches/<string:task_id>")
@guard(Permission.NOTIFICATION_FILE)
def fetch(incident_id: str, task_id: str) -> Response:
    """A POST, because taking the batch is recorded."""
    with unit_of_work() as uow:
        case = incidents.case(uow, incident_id)
        content = service.content(uow, incident_id, task_id)
    return download(content, f"{case.reference}-filings.zip", "application/zip")


@bp.post("/numbers")
@guard(Permission.NOTIFICATION_FILE)
def upload(incident_id: str) -> Response | tuple[str, int]:
    form = UploadForm()
    limit = services().settings.max_upload_mb * 1_000_000
    if form.accepted() and form.carry_out(
        lambda uow: rosters.receive(uow, form.to_command(incident_id, PURPOSE), limit)
    ):
        return saved(
            _("File received: say which column is which."),
            url_for("filings.numbers", incident_id=incident_id, roster_id=form.new_id),
        )
    return _list(incident_id, OnceForm(), form), status_of(form)


@bp.route("/numbers/<string:roster_id>/", methods=["GET", "POST"])
@guard(Permission.NOTIFICATION_FILE)
def numbers(incident_id: str, roster_id: str) -> Response | tuple[str, int]:
    with reading() as uow:
        view = rosters.get(uow, incident_id, roster_id, PURPOSE)
    form = columns_form(TARGETS)(TARGETS, view.headings, guess(view.headings, TARGETS))
    if form.accepted() and form.carry_out(
        lambda uow: service.import_numbers(uow, view, form.columns())
    ):
        return saved(
            _("Imported."),
            url_for("filings.imported", incident_id=incident_id, roster_id=roster_id),
        )
    with reading() as uow:
        words = {"form": form, "roster": view, "targets": TARGETS}
        return case_page(uow, "filings/numbers.html", incident_id, **words), status_of(form)


@bp.get("/numbers/<string:roster_id>/result")
@guard(Permission.NOTIFICATION_FILE)
def imported(incident_id: str, roster_id: str) -> str:
    with reading() as uow:
        view = rosters.get(uow, incident_id, roster_id, PURPOSE)
        return case_page(uow, "filings/imported.html", incident_id, roster=view)


@bp.post("/numbers/<string:roster_id>/report.csv")
@guard(Permission.NOTIFICATION_FILE)
def report(incident_id: str, roster_id: str) -> Response:
    with unit_of_work() as uow:
        case = incidents.case(uow, incident_id)
        content = rosters.report(uow, incident_id, roster_id, PURPOSE)
    return download(content, f"{case.reference}-report.csv", "text/csv")


def _list(incident_id: str, form: Form, upload_form: UploadForm) -> str:
    with reading() as uow:
        words = {
            "form": upload_form if upload_form.is_refused else form,
            "batch": form,
            "upload": upload_form,
            "waiting": service.prepared(uow, incident_id),
            "batches": service.batches(uow, incident_id),
            "states": STATE_LABELS,
        }
        return case_page(uow, "filings/index.html", incident_id, **words)
