"""Exports of identities, and their destruction."""

from flask import url_for
from werkzeug.wrappers import Response

from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.people import service
from breachdesk.people.domain import REASON_LABELS
from breachdesk.people.domain.release import ALONE_UP_TO
from breachdesk.people.forms.persons import DecideForm, ExportForm
from breachdesk.people.views.blueprint import bp
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, unit_of_work
from breachdesk.web.guards import guard
from breachdesk.web.replies import download, saved, status_of

STEPS = {
    "propose": service.propose,
    "drop": service.drop,
    "confirm": service.confirm,
}


@bp.route("/exports/", methods=["GET", "POST"])
@guard(Permission.PEOPLE_EXPORT)
def exports(incident_id: str) -> Response | tuple[str, int]:
    form = ExportForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.ask(uow, incident_id, form.new_id, form.chosen())
    ):
        return saved(_("The export is asked for."), url_for(".exports", incident_id=incident_id))
    with reading() as uow:
        words = {
            "form": form,
            "exports": service.exports(uow, incident_id),
            "reasons": REASON_LABELS,
            "alone": ALONE_UP_TO,
        }
        return case_page(uow, "people/exports.html", incident_id, **words), status_of(form)


@bp.post("/exports/<string:export_id>/approve")
@guard(Permission.PEOPLE_EXPORT)
def approve(incident_id: str, export_id: str) -> Response:
    with unit_of_work() as uow:
        service.approve(uow, incident_id, export_id)
    return saved(_("The export may be fetched."), url_for(".exports", incident_id=incident_id))


@bp.post("/exports/<string:export_id>/persons.csv")
@guard(Permission.PEOPLE_EXPORT)
def fetch(incident_id: str, export_id: str) -> Response:
    """A POST, because taking the export is recorded."""
    with unit_of_work() as uow:
        case = incidents.case(uow, incident_id)
        content = service.content(uow, incident_id, export_id)
    return download(content, f"{case.reference}-persons.csv", "text/csv")


@bp.route("/destruction", methods=["GET", "POST"])
@guard(Permission.PEOPLE_PURGE)
def destroy(incident_id: str) -> Response | tuple[str, int]:
    form = DecideForm()

    def act(uow: UnitOfWork) -> None:
        STEPS[form.pressed(frozenset(STEPS))](uow, incident_id)

    if form.accepted() and form.carry_out(act):
        return saved(_("Recorded."), url_for(".destroy", incident_id=incident_id))
    with reading() as uow:
        words = {
            "form": form,
            "destruction": service.destruction(uow, incident_id),
            "count": service.count(uow, incident_id),
        }
        return case_page(uow, "people/destruction.html", incident_id, **words), status_of(form)
