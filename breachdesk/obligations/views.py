"""The obligations of a case: what is due, how it was met, and optional clocks."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from breachdesk.deadlines.domain import STANDING_LABELS
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import Text, _
from breachdesk.obligations import service
from breachdesk.obligations.forms import DischargeForm, OptionalClockForm, ReasonForm
from breachdesk.obligations.registry import REGIMES
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading
from breachdesk.web.forms import Form
from breachdesk.web.guards import guard
from breachdesk.web.replies import saved, status_of

bp = Blueprint("obligations", __name__, url_prefix="/incidents/<string:incident_id>/obligations")


@bp.get("/")
@guard(Permission.INCIDENT_READ)
def index(incident_id: str) -> str:
    return _list(incident_id, OptionalClockForm())


@bp.post("/")
@guard(Permission.INCIDENT_DECIDE)
def add(incident_id: str) -> Response | tuple[str, int]:
    form = OptionalClockForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.add_optional(
            uow, incident_id, form.text("duty"), form.moment("started_at"), form.new_id
        )
    ):
        return _done(_("Clock started."), incident_id)
    return _list(incident_id, form), status_of(form)


@bp.route("/<string:obligation_id>/discharge", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def discharge(incident_id: str, obligation_id: str) -> Response | tuple[str, int]:
    form = DischargeForm(data={"version": _version(incident_id, obligation_id)})
    if form.accepted() and form.carry_out(
        lambda uow: service.discharge(uow, obligation_id, form.version.data or 0, form.to_command())
    ):
        return _done(_("Recorded as done."), incident_id)
    return _one("obligations/discharge.html", form, incident_id, obligation_id)


@bp.route("/<string:obligation_id>/waive", methods=["GET", "POST"])
@guard(Permission.OBLIGATION_WAIVE)
def waive(incident_id: str, obligation_id: str) -> Response | tuple[str, int]:
    form = ReasonForm(data={"version": _version(incident_id, obligation_id)})
    if form.accepted() and form.carry_out(
        lambda uow: service.waive(uow, obligation_id, form.version.data or 0, form.text("reason"))
    ):
        return _done(_("Obligation waived; the reason is on record."), incident_id)
    return _one("obligations/waive.html", form, incident_id, obligation_id)


@bp.route("/<string:obligation_id>/reopen", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def reopen(incident_id: str, obligation_id: str) -> Response | tuple[str, int]:
    form = ReasonForm(data={"version": _version(incident_id, obligation_id)})
    if form.accepted() and form.carry_out(
        lambda uow: service.reopen(uow, obligation_id, form.version.data or 0, form.text("reason"))
    ):
        return _done(_("The clock runs again."), incident_id)
    return _one("obligations/reopen.html", form, incident_id, obligation_id)


def _list(incident_id: str, form: Form) -> str:
    with reading() as uow:
        found = service.of_case(uow, incident_id)
        words = {
            "obligations": found,
            "standings": STANDING_LABELS,
            "regimes": REGIMES.values(),
            "form": form,
        }
        return case_page(uow, "obligations/index.html", incident_id, **words)


def _one(template: str, form: Form, incident_id: str, obligation_id: str) -> tuple[str, int]:
    with reading() as uow:
        found = service.get(uow, incident_id, obligation_id)
        if form.conflict:
            form["version"].data = found.version
        words = {"obligation": found, "form": form}
        return case_page(uow, template, incident_id, **words), status_of(form)


def _version(incident_id: str, obligation_id: str) -> int:
    with reading() as uow:
        return service.get(uow, incident_id, obligation_id).version


def _done(message: Text, incident_id: str) -> Response:
    return saved(message, url_for("obligations.index", incident_id=incident_id))
