"""The evidence bundles of a case: have one made, list them, take one along."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from breachdesk.bundles import service
from breachdesk.bundles.forms import BundleForm
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.tasks.domain import STATE_LABELS
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, unit_of_work
from breachdesk.web.guards import guard
from breachdesk.web.replies import download, saved, status_of

bp = Blueprint("bundles", __name__, url_prefix="/incidents/<string:incident_id>/bundles")


@bp.get("/")
@guard(Permission.REGISTER_EXPORT)
def index(incident_id: str) -> str:
    return _list(incident_id, BundleForm())


@bp.post("/")
@guard(Permission.REGISTER_EXPORT)
def ask(incident_id: str) -> Response | tuple[str, int]:
    form = BundleForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.ask(uow, form.to_command(incident_id))
    ):
        return saved(
            _("The bundle is being made; it will stand here."),
            url_for("bundles.index", incident_id=incident_id),
        )
    return _list(incident_id, form), status_of(form)


@bp.post("/<string:bundle_id>/download")
@guard(Permission.REGISTER_EXPORT)
def fetch(incident_id: str, bundle_id: str) -> Response:
    """A POST, because taking a bundle along is recorded."""
    with unit_of_work() as uow:
        name, file = service.content(uow, incident_id, bundle_id)
    return download(file, name, "application/zip")


def _list(incident_id: str, form: BundleForm) -> str:
    with reading() as uow:
        words = {
            "form": form,
            "bundles": service.of_case(uow, incident_id),
            "tasks": service.tasks_of(uow, incident_id),
            "states": STATE_LABELS,
        }
        return case_page(uow, "bundles/index.html", incident_id, **words)
