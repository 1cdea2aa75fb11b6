"""The assessment page of a case: what the methods propose, and what a person decides."""

from collections.abc import Mapping

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.risk import service
from breachdesk.risk.domain import ADVICE_LABELS, EXEMPTION_LABELS, LEVEL_LABELS
from breachdesk.risk.domain.circumstances import FLAGS, QUESTIONS
from breachdesk.risk.domain.parameters import consequence, parameters_on
from breachdesk.risk.domain.scale import picture
from breachdesk.risk.forms import AdviceForm, AssessmentForm, CircumstancesForm
from breachdesk.risk.methods.enisa import BAND_LABELS
from breachdesk.risk.registry import closest, propose, would_change
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, services, unit_of_work
from breachdesk.web.guards import guard
from breachdesk.web.replies import saved, status_of

bp = Blueprint("risk", __name__, url_prefix="/incidents/<string:incident_id>/assessment")
LABELS: Mapping[str, object] = {
    "levels": LEVEL_LABELS,
    "exemptions": EXEMPTION_LABELS,
    "sources": ADVICE_LABELS,
    "bands": BAND_LABELS,
    "questions": QUESTIONS,
}


@bp.get("/")
@guard(Permission.INCIDENT_READ)
def index(incident_id: str) -> str:
    with reading() as uow:
        return _page(uow, incident_id, AssessmentForm())


@bp.post("/")
@guard(Permission.INCIDENT_DECIDE)
def assess(incident_id: str) -> Response | tuple[str, int]:
    form = AssessmentForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.assess(uow, incident_id, form.to_command())
    ):
        return saved(_("Decision recorded."), url_for("risk.index", incident_id=incident_id))
    with reading() as uow:
        return _page(uow, incident_id, form), status_of(form)


@bp.route("/circumstances", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def circumstances(incident_id: str) -> Response | tuple[str, int]:
    form = CircumstancesForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.record_circumstances(
            uow, incident_id, form.version.data or 0, form.to_values()
        )
    ):
        return saved(_("Circumstances saved."), url_for("risk.index", incident_id=incident_id))
    with reading() as uow:
        if not form.is_submitted():
            form.fill(*service.circumstances(uow, incident_id))
        words = {"form": form, "flags": list(FLAGS)}
        return case_page(uow, "risk/circumstances.html", incident_id, **words), status_of(form)


@bp.post("/<string:assessment_id>/confirm")
@guard(Permission.INCIDENT_DECIDE)
def confirm(incident_id: str, assessment_id: str) -> Response:
    """The second person: a button of its own, whose press is on record."""
    with unit_of_work() as uow:
        service.confirm(uow, incident_id, assessment_id)
    return saved(_("Decision confirmed."), url_for("risk.index", incident_id=incident_id))


@bp.route("/advice", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def advise(incident_id: str) -> Response | tuple[str, int]:
    form = AdviceForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.advise(uow, incident_id, form.to_command())
    ):
        return saved(_("Advice recorded."), url_for("risk.index", incident_id=incident_id))
    with reading() as uow:
        return case_page(uow, "risk/advice.html", incident_id, form=form), status_of(form)


def _page(uow: UnitOfWork, incident_id: str, form: AssessmentForm) -> str:
    versions = service.history(uow, incident_id)
    facts = service.risk_facts(uow, incident_id)
    proposal = propose(facts)
    law = parameters_on(uow.clock.now().date(), services().settings.omnibus_since)
    return case_page(
        uow,
        "risk/index.html",
        incident_id,
        form=form,
        law=law,
        consequence=consequence(proposal.level, law),
        proposal=proposal,
        changes=would_change(facts),
        alike=closest(facts, proposal.level),
        notes=service.notes(uow, incident_id),
        versions=versions,
        scale=picture(versions),
        advice=service.advice(uow, incident_id),
        own_id=uow.actor.user_id,
        **LABELS,
    )
