"""The files of a case: list, add, download."""

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from breachdesk.evidence import service
from breachdesk.evidence.forms import EvidenceForm
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, services, unit_of_work
from breachdesk.web.guards import guard
from breachdesk.web.replies import download, saved, status_of

bp = Blueprint("evidence", __name__, url_prefix="/incidents/<string:incident_id>/evidence")


@bp.get("/")
@guard(Permission.INCIDENT_READ)
def index(incident_id: str) -> str:
    form = EvidenceForm(about_id=request.args.get("about", ""))
    return _page(incident_id, form)


@bp.post("/")
@guard(Permission.INCIDENT_EDIT)
def add(incident_id: str) -> Response | tuple[str, int]:
    form = EvidenceForm()
    limit = services().settings.max_upload_mb * 1_000_000
    if form.accepted() and form.carry_out(
        lambda uow: service.add(uow, form.to_command(incident_id), limit)
    ):
        return saved(_("File kept."), url_for("evidence.index", incident_id=incident_id))
    return _page(incident_id, form), status_of(form)


@bp.post("/<string:evidence_id>/download")
@guard(Permission.INCIDENT_READ)
def fetch(incident_id: str, evidence_id: str) -> Response:
    """A POST, because reading evidence is itself recorded."""
    with unit_of_work() as uow:
        view, content = service.content(uow, incident_id, evidence_id)
    return download(content, view.name, view.media_type)


def _page(incident_id: str, form: EvidenceForm) -> str:
    with reading() as uow:
        files = service.of_case(uow, incident_id)
        return case_page(uow, "evidence/index.html", incident_id, files=files, form=form)
