"""The actions of a case as a phased checklist."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from breachdesk.incidents import service as incidents
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import Text, _
from breachdesk.measures import service
from breachdesk.measures.domain import KIND_LABELS, PHASE_LABELS, STATUS_LABELS, MeasureView
from breachdesk.measures.forms import (
    AssignForm,
    FinishForm,
    MeasureForm,
    PlaybookForm,
    ReopenForm,
    SkipForm,
)
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, services
from breachdesk.web.forms import Form
from breachdesk.web.guards import guard
from breachdesk.web.replies import saved, status_of

bp = Blueprint("measures", __name__, url_prefix="/incidents/<string:incident_id>/actions")


@bp.get("/")
@guard(Permission.INCIDENT_READ)
def index(incident_id: str) -> tuple[str, int]:
    form = PlaybookForm()
    return _list(incident_id, form, form)


@bp.route("/new", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def new(incident_id: str) -> Response | tuple[str, int]:
    form = MeasureForm(_owners(incident_id))
    if form.accepted() and form.carry_out(
        lambda uow: service.add(uow, form.to_command(incident_id))
    ):
        return _done(_("Action added."), incident_id)
    with reading() as uow:
        return case_page(uow, "measures/new.html", incident_id, form=form), status_of(form)


@bp.post("/playbook")
@guard(Permission.INCIDENT_EDIT)
def playbook(incident_id: str) -> Response | tuple[str, int]:
    form = PlaybookForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.add_playbook(uow, incident_id, form.text("playbook"))
    ):
        return _done(_("The playbook’s actions were added."), incident_id)
    return _list(incident_id, form, form)


@bp.route("/<string:measure_id>/finish", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def finish(incident_id: str, measure_id: str) -> Response | tuple[str, int]:
    shown = _measure(incident_id, measure_id)
    form = FinishForm(data={"version": shown.version, "done_at": services().clock.now()})
    if form.accepted() and form.carry_out(
        lambda uow: service.finish(uow, incident_id, form.to_command(measure_id))
    ):
        return _done(_("Action done."), incident_id)
    return _one("measures/finish.html", form, incident_id, measure_id)


@bp.route("/<string:measure_id>/skip", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def skip(incident_id: str, measure_id: str) -> Response | tuple[str, int]:
    form = SkipForm(data={"version": _measure(incident_id, measure_id).version})
    if form.accepted() and form.carry_out(
        lambda uow: service.skip(
            uow, incident_id, measure_id, form.version.data or 0, form.text("note")
        )
    ):
        return _done(_("Marked as not applicable."), incident_id)
    return _one("measures/skip.html", form, incident_id, measure_id)


@bp.route("/<string:measure_id>/assign", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def assign(incident_id: str, measure_id: str) -> Response | tuple[str, int]:
    shown = _measure(incident_id, measure_id)
    form = AssignForm(_owners(incident_id), version=shown.version, owner_id=shown.owner_id or "")
    if form.accepted() and form.carry_out(
        lambda uow: service.assign(
            uow, incident_id, measure_id, form.version.data or 0, form.text("owner_id")
        )
    ):
        return _done(_("Owner recorded."), incident_id)
    return _one("measures/assign.html", form, incident_id, measure_id)


@bp.post("/<string:measure_id>/reopen")
@guard(Permission.INCIDENT_EDIT)
def reopen(incident_id: str, measure_id: str) -> Response | tuple[str, int]:
    form = ReopenForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.reopen(uow, incident_id, measure_id, form.version.data or 0)
    ):
        return _done(_("Action taken up again."), incident_id)
    return _list(incident_id, form, PlaybookForm(formdata=None))


def _list(incident_id: str, form: Form, playbooks: PlaybookForm) -> tuple[str, int]:
    """The checklist; `form` is the one that was sent, whose problems stand above the list."""
    with reading() as uow:
        words = {
            "measures": service.of_case(uow, incident_id),
            "phases": PHASE_LABELS,
            "kinds": KIND_LABELS,
            "statuses": STATUS_LABELS,
            "form": form,
            "playbooks": playbooks,
        }
        return case_page(uow, "measures/index.html", incident_id, **words), status_of(form)


def _owners(incident_id: str) -> dict[str, str]:
    with reading() as uow:
        return service.owners(uow, incidents.case(uow, incident_id).organisation_id)


def _measure(incident_id: str, measure_id: str) -> MeasureView:
    with reading() as uow:
        return service.get(uow, incident_id, measure_id)


def _one(template: str, form: Form, incident_id: str, measure_id: str) -> tuple[str, int]:
    with reading() as uow:
        shown = service.get(uow, incident_id, measure_id)
        if form.conflict:
            form["version"].data = shown.version
        words = {"measure": shown, "form": form}
        return case_page(uow, template, incident_id, **words), status_of(form)


def _done(message: Text, incident_id: str) -> Response:
    return saved(message, url_for("measures.index", incident_id=incident_id))
