"""Whether the mails of a campaign would arrive: asked for by a button, since the DNS takes time."""

from breachdesk.kernel.actor import Permission
from breachdesk.outreach import service
from breachdesk.outreach.domain.preflight import Report
from breachdesk.outreach.domain.preflight.finding import LEVEL_LABELS
from breachdesk.outreach.service.preflight import SECONDS, Setup, look, sending
from breachdesk.outreach.views.blueprint import bp
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, services
from breachdesk.web.forms import Form
from breachdesk.web.guards import guard
from breachdesk.web.replies import status_of


@bp.route("/<string:campaign_id>/preflight", methods=["GET", "POST"])
@guard(Permission.INCIDENT_READ)
def preflight(incident_id: str, campaign_id: str) -> tuple[str, int]:
    form = Form()
    report = report_on(incident_id, campaign_id) if form.accepted() else None
    with reading() as uow:
        words = {
            "form": form,
            "campaign": service.get(uow, incident_id, campaign_id),
            "report": report,
            "levels": LEVEL_LABELS,
        }
        return case_page(uow, "outreach/preflight.html", incident_id, **words), status_of(form)


def report_on(incident_id: str, campaign_id: str, seconds: float = SECONDS) -> Report:
    setup = Setup.of(services().settings, services().signer)
    with reading() as uow:
        about = sending(uow, incident_id, campaign_id, setup)
    return look(about, setup, services().resolver, seconds)
