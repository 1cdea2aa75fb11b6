"""A short message that points to the notice: its text, and the numbers to hand to a provider."""

from flask import request, url_for
from werkzeug.wrappers import Response

from breachdesk.incidents import service as incidents
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.outreach import service
from breachdesk.outreach.domain.sms import draft, measure
from breachdesk.outreach.forms.acts import SmsForm
from breachdesk.outreach.service import sms
from breachdesk.outreach.views.blueprint import bp
from breachdesk.people.domain.release import ALONE_UP_TO
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, unit_of_work
from breachdesk.web.guards import guard
from breachdesk.web.replies import download, saved, status_of


@bp.route("/<string:campaign_id>/sms", methods=["GET", "POST"])
@guard(Permission.PEOPLE_EXPORT)
def pointers(incident_id: str, campaign_id: str) -> Response | tuple[str, int]:
    """With "check" the text is only measured."""
    with reading() as uow:
        form = SmsForm(draft(sms.sender(uow, incident_id), "fr"))
    if (
        form.accepted()
        and "check" not in request.form
        and form.carry_out(
            lambda uow: sms.ask(uow, incident_id, campaign_id, form.new_id, form.text("message"))
        )
    ):
        return saved(_("The export is asked for."), _address(incident_id, campaign_id))
    with reading() as uow:
        words = {
            "form": form,
            "campaign": service.get(uow, incident_id, campaign_id),
            "size": measure(form.text("message")),
            "exports": sms.of_campaign(uow, incident_id, campaign_id),
            "alone": ALONE_UP_TO,
        }
        return case_page(uow, "outreach/pointers.html", incident_id, **words), status_of(form)


@bp.post("/<string:campaign_id>/sms/<string:export_id>/approve")
@guard(Permission.PEOPLE_EXPORT)
def approve_sms(incident_id: str, campaign_id: str, export_id: str) -> Response:
    with unit_of_work() as uow:
        sms.approve(uow, incident_id, campaign_id, export_id)
    return saved(_("The export may be fetched."), _address(incident_id, campaign_id))


@bp.post("/<string:campaign_id>/sms/<string:export_id>/numbers.csv")
@guard(Permission.PEOPLE_EXPORT)
def fetch_sms(incident_id: str, campaign_id: str, export_id: str) -> Response:
    """A POST, because taking the export is recorded."""
    with unit_of_work() as uow:
        case = incidents.case(uow, incident_id)
        content = sms.content(uow, incident_id, campaign_id, export_id)
    return download(content, f"{case.reference}-sms.csv", "text/csv")


def _address(incident_id: str, campaign_id: str) -> str:
    return url_for("outreach.pointers", incident_id=incident_id, campaign_id=campaign_id)
