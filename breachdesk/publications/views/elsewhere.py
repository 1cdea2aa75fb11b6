"""Telling of publications that were made elsewhere."""

from flask import url_for
from werkzeug.wrappers import Response

from breachdesk.evidence import service as evidence
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.publications.forms.acts import ElsewhereForm
from breachdesk.publications.service import elsewhere
from breachdesk.publications.views.blueprint import bp
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading
from breachdesk.web.guards import guard
from breachdesk.web.replies import saved, status_of


@bp.route("/elsewhere/new", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def elsewhere_new(incident_id: str) -> Response | tuple[str, int]:
    with reading() as uow:
        form = ElsewhereForm(evidence.of_case(uow, incident_id))
    if form.accepted() and form.carry_out(
        lambda uow: elsewhere.record(uow, incident_id, form.new_id, form.to_told())
    ):
        return _saved(incident_id)
    return _page("publications/elsewhere_new.html", incident_id, form)


@bp.route("/elsewhere/<string:elsewhere_id>", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def elsewhere_edit(incident_id: str, elsewhere_id: str) -> Response | tuple[str, int]:
    with reading() as uow:
        view = elsewhere.get(uow, incident_id, elsewhere_id)
        form = ElsewhereForm(evidence.of_case(uow, incident_id), view)
    if form.accepted() and form.carry_out(
        lambda uow: elsewhere.change(uow, incident_id, elsewhere_id, form.seen, form.to_told())
    ):
        return _saved(incident_id)
    with reading() as uow:
        form.made_from(elsewhere.get(uow, incident_id, elsewhere_id).version)
    return _page("publications/elsewhere_edit.html", incident_id, form)


def _saved(incident_id: str) -> Response:
    return saved(_("Publication recorded."), url_for("publications.index", incident_id=incident_id))


def _page(template: str, incident_id: str, form: ElsewhereForm) -> tuple[str, int]:
    with reading() as uow:
        return case_page(uow, template, incident_id, form=form), status_of(form)
