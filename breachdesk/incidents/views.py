"""The list of cases, opening one, and correcting what was said when it was opened."""

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from breachdesk.incidents import service
from breachdesk.incidents.domain import (
    CERTAINTY_LABELS,
    ROLE_LABELS,
    STEP_LABELS,
    Case,
    CaseFilter,
)
from breachdesk.incidents.forms import AwarenessForm, EditIncidentForm, ListForm, OpenIncidentForm
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.organisations import service as organisations
from breachdesk.web.case_page import case_page
from breachdesk.web.context import actor, reading, unit_of_work
from breachdesk.web.forms import Form
from breachdesk.web.guards import guard
from breachdesk.web.pages import Pages
from breachdesk.web.replies import page, saved, status_of

bp = Blueprint("incidents", __name__, url_prefix="/incidents")
PAGE_SIZE = 50


@bp.get("/")
@guard(Permission.INCIDENT_READ)
def index() -> str:
    pages = Pages.from_request(request.args, PAGE_SIZE)
    with reading() as uow:
        form = ListForm(_organisations(Permission.INCIDENT_READ), request.args)
        wanted = CaseFilter(
            text=form.text("words"),
            organisation_id=form.text("organisation_id"),
            archived=bool(form["archived"].data),
        )
        cases, total = service.cases(uow, wanted, pages.offset, PAGE_SIZE)
        names = organisations.names(uow)
        html, _status = page(
            "incidents/index.html",
            form,
            cases=cases,
            names=names,
            pages=pages.of(total),
            labels=STEP_LABELS,
        )
        return html


@bp.route("/new", methods=["GET", "POST"])
@guard(Permission.INCIDENT_OPEN)
def new() -> Response | tuple[str, int]:
    form = OpenIncidentForm(_organisations(Permission.INCIDENT_OPEN))
    if form.accepted() and form.carry_out(
        lambda uow: service.open_incident(uow, form.to_command())
    ):
        return saved(
            _("Incident opened. The clock is running."),
            url_for("progress.show", incident_id=form.new_id),
        )
    return page("incidents/new.html", form)


@bp.route("/<string:incident_id>/edit", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def edit(incident_id: str) -> Response | tuple[str, int]:
    stored = _stored(incident_id)
    form = EditIncidentForm(obj=stored)
    if form.accepted() and form.carry_out(lambda uow: service.edit(uow, form.to_command(stored))):
        return saved(_("Saved."), url_for("progress.show", incident_id=incident_id))
    return _case_form("incidents/edit.html", form, incident_id)


@bp.route("/<string:incident_id>/awareness", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def awareness(incident_id: str) -> Response | tuple[str, int]:
    form = AwarenessForm(obj=_stored(incident_id))
    if form.accepted() and form.carry_out(
        lambda uow: service.correct_awareness(
            uow,
            incident_id,
            form["version"].data or 0,
            form.moment("aware_at"),
            form.text("reason"),
        )
    ):
        return saved(
            _("Awareness corrected. Every deadline was moved; both values are kept."),
            url_for("progress.show", incident_id=incident_id),
        )
    return _case_form("incidents/awareness.html", form, incident_id)


@bp.post("/<string:incident_id>/archive")
@guard(Permission.INCIDENT_ARCHIVE)
def archive(incident_id: str) -> Response:
    with unit_of_work() as uow:
        service.archive(uow, incident_id)
    return saved(_("Case archived."), url_for("incidents.index"))


@bp.post("/<string:incident_id>/restore")
@guard(Permission.INCIDENT_ARCHIVE)
def restore(incident_id: str) -> Response:
    with unit_of_work() as uow:
        service.restore(uow, incident_id)
    return saved(_("Case taken back from the archive."), url_for("incidents.index"))


def _stored(incident_id: str) -> Case:
    with reading() as uow:
        return service.case(uow, incident_id, Permission.INCIDENT_EDIT)


def _case_form(template: str, form: Form, incident_id: str) -> tuple[str, int]:
    """The page with the form; after a conflict the stored values stand beside the typed ones.

    The form then carries the stored version, so that sending it again is a decision.
    """
    with reading() as uow:
        stored = service.case(uow, incident_id)
        if form.conflict:
            form["version"].data = stored.version
        words = {
            "form": form,
            "stored": stored,
            "roles": ROLE_LABELS,
            "certainties": CERTAINTY_LABELS,
        }
        return case_page(uow, template, incident_id, **words), status_of(form)


def _organisations(permission: Permission) -> dict[str, str]:
    with reading() as uow:
        names = organisations.names(uow)
    return {key: name for key, name in names.items() if actor().may(permission, key)}
