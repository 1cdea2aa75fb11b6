"""The documents of a case: make one, list them, download one."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from breachdesk.documents import service
from breachdesk.documents.forms import IssueForm
from breachdesk.documents.registry import KINDS
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, unit_of_work
from breachdesk.web.guards import guard
from breachdesk.web.language import current
from breachdesk.web.replies import download, saved, status_of

bp = Blueprint("documents", __name__, url_prefix="/incidents/<string:incident_id>/documents")
kit_bp = Blueprint("paper_kit", __name__, url_prefix="/organisations/<string:organisation_id>")


@bp.get("/")
@guard(Permission.INCIDENT_READ)
def index(incident_id: str) -> str:
    return _list(incident_id, IssueForm())


@bp.post("/")
@guard(Permission.INCIDENT_READ)
def issue(incident_id: str) -> Response | tuple[str, int]:
    form = IssueForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.issue(
            uow, incident_id, form.text("kind"), form.text("language"), form.text("about_id")
        )
    ):
        return saved(_("Document made."), url_for("documents.index", incident_id=incident_id))
    return _list(incident_id, form), status_of(form)


@bp.post("/<string:document_id>/download")
@guard(Permission.INCIDENT_READ)
def fetch(incident_id: str, document_id: str) -> Response:
    """A POST, because reading a document is itself recorded."""
    with unit_of_work() as uow:
        name, content = service.content(uow, incident_id, document_id)
    return download(content, name, "application/pdf")


@bp.post("/about/<string:kind>/<string:about_id>")
@guard(Permission.INCIDENT_READ)
def render_about(incident_id: str, kind: str, about_id: str) -> Response:
    """The present state of a paper about one controller or mandate, issued and kept."""
    with unit_of_work() as uow:
        document_id = service.issue(uow, incident_id, kind, current(), about_id)
        name, content = service.content(uow, incident_id, document_id)
    return download(content, name, "application/pdf")


@kit_bp.get("/paper-kit.pdf")
@guard(Permission.INCIDENT_READ)
def fetch_kit(organisation_id: str) -> Response:
    """The paper kit of an organisation in the reader's language; nothing of it is kept."""
    with reading() as uow:
        name, content = service.paper_kit(uow, organisation_id, current())
    return download(content, name, "application/pdf")


def _list(incident_id: str, form: IssueForm) -> str:
    with reading() as uow:
        words = {"documents": service.of_case(uow, incident_id), "form": form, "kinds": KINDS}
        return case_page(uow, "documents/index.html", incident_id, **words)
