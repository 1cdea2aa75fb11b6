"""The front page of a case, its steps, and the frame around all its pages."""

from collections.abc import Mapping

from flask import Blueprint, Flask, abort, url_for
from werkzeug.wrappers import Response

from breachdesk.controllers import service as controllers
from breachdesk.deadlines.domain import STANDING_LABELS
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import ROLE_LABELS, STEP_LABELS, Case, OrganisationRole, Step
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.measures import service as measures
from breachdesk.notifications import service as notifications
from breachdesk.notifications.domain import KIND_LABELS
from breachdesk.obligations import service as obligations
from breachdesk.organisations import service as organisations
from breachdesk.progress import service
from breachdesk.progress.domain import STEP_VERBS
from breachdesk.progress.forms import StepForm
from breachdesk.replies import service as replies
from breachdesk.timeline import service as timeline
from breachdesk.timeline.domain import KIND_LABELS as ENTRY_KINDS
from breachdesk.web.case_page import PORT, Tab, case_page
from breachdesk.web.context import reading
from breachdesk.web.guards import guard
from breachdesk.web.replies import saved, status_of

bp = Blueprint("progress", __name__, url_prefix="/incidents/<string:incident_id>")
log_bp = Blueprint("log", __name__, url_prefix="/incidents/<string:incident_id>/log")
LATEST = 8


def register(app: Flask) -> None:
    app.extensions[PORT] = frame


def frame(uow: UnitOfWork, incident_id: str) -> Mapping[str, object]:
    """What every page of a case shows: the banner, and tabs with counts of what is missing."""
    case = incidents.case(uow, incident_id)
    return {
        "case": case,
        "state_label": STEP_LABELS[case.state],
        "next_due": obligations.next_due(uow, incident_id),
        "first_filing": notifications.first_filed(uow, incident_id),
        "tabs": _tabs(uow, case),
    }


def _tabs(uow: UnitOfWork, case: Case) -> list[Tab]:
    missing, _percent = service.to_complete(uow, case.id)
    open_actions = measures.open_count(uow, case.id, containment=None)
    may_audit = uow.actor.may(Permission.AUDIT_READ, case.organisation_id)
    open_duties = sum(one.is_open for one in obligations.of_case(uow, case.id))
    tabs = (
        Tab("progress.show", _("Overview"), 0),
        Tab("facts.index", _("Facts"), len(missing)),
        Tab("timeline.index", _("Timeline"), 0),
        Tab("measures.index", _("Actions"), open_actions),
        Tab("obligations.index", _("Obligations"), open_duties),
        Tab("risk.index", _("Assessment"), 0),
        Tab("notifications.index", _("Notifications"), 0),
        *_controllers_tab(uow, case),
        *_people_tab(uow, case),
        Tab("outreach.index", _("Campaigns"), 0),
        Tab("publications.index", _("Public notice"), 0),
        Tab("replies.index", _("Requests"), replies.open_count(uow, case.id)),
        Tab("documents.index", _("Documents"), 0),
        Tab("evidence.index", _("Evidence"), 0),
        Tab("log.index", _("Audit"), 0),
    )
    return [tab for tab in tabs if may_audit or tab.endpoint != "log.index"]


def _people_tab(uow: UnitOfWork, case: Case) -> list[Tab]:
    may_read = uow.actor.may(Permission.PEOPLE_READ, case.organisation_id)
    return [Tab("people.index", _("People"), 0)] if may_read else []


def _controllers_tab(uow: UnitOfWork, case: Case) -> list[Tab]:
    """For a processor, and wherever there are affected controllers; counts the silent ones."""
    figures = controllers.figures(uow, case.id)
    if case.role is not OrganisationRole.PROCESSOR and not figures.total:
        return []
    silent = figures.total - figures.acknowledged
    return [Tab("controllers.index", _("Controllers"), silent)]


@bp.get("/")
@guard(Permission.INCIDENT_READ)
def show(incident_id: str) -> str:
    with reading() as uow:
        case = incidents.case(uow, incident_id)
        missing, percent = service.to_complete(uow, incident_id)
        return case_page(
            uow,
            "progress/show.html",
            incident_id,
            steps=service.steps(uow, incident_id),
            verbs=STEP_VERBS,
            labels=STEP_LABELS,
            picture=service.clock_picture(uow, case),
            duties=obligations.of_case(uow, incident_id),
            requests=replies.rights_due(uow, incident_id)[:LATEST],
            missing=missing,
            percent=percent,
            filings=notifications.of_case(uow, incident_id),
            latest=timeline.latest(uow, incident_id, LATEST),
            organisation=organisations.names(uow)[case.organisation_id],
            role=ROLE_LABELS[case.role],
            standings=STANDING_LABELS,
            kinds=KIND_LABELS,
            entry_kinds=ENTRY_KINDS,
        )


@bp.route("/steps/<string:name>", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def step(incident_id: str, name: str) -> Response | tuple[str, int]:
    """A page of its own: it shows what is missing, and asks for the reason."""
    if name not in STEP_VERBS:
        abort(404)
    wanted, form = Step(name), StepForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.reach(uow, incident_id, wanted, form.text("reason"))
    ):
        return saved(_("Step recorded."), url_for("progress.show", incident_id=incident_id))
    with reading() as uow:
        found = next(s for s in service.steps(uow, incident_id) if s.step is wanted)
        words = {"form": form, "step": found, "verb": STEP_VERBS[wanted]}
        return case_page(uow, "progress/step.html", incident_id, **words), status_of(form)


@bp.route("/reopen", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def reopen(incident_id: str) -> Response | tuple[str, int]:
    form = StepForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.reopen(uow, incident_id, form.text("reason"))
    ):
        return saved(
            _("The case is open again."), url_for("progress.show", incident_id=incident_id)
        )
    with reading() as uow:
        return case_page(uow, "progress/reopen.html", incident_id, form=form), status_of(form)


@log_bp.get("/", endpoint="index")
@guard(Permission.AUDIT_READ)
def log(incident_id: str) -> str:
    """The audit entries of the case, the newest first."""
    with reading() as uow:
        words = {
            "entries": service.log(uow, incident_id),
            "people": service.people(uow, incident_id),
        }
        return case_page(uow, "progress/log.html", incident_id, **words)
