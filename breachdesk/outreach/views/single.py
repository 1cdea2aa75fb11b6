"""One letter for one person: to who acts for a minor, or after a correction."""

from flask import request
from werkzeug.wrappers import Response

from breachdesk.infra.letterpress import Press
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.outreach import service
from breachdesk.outreach.domain.campaign import LAUNCHED
from breachdesk.outreach.forms.letters import CopyForm
from breachdesk.outreach.service import paper
from breachdesk.outreach.service import single as singles
from breachdesk.outreach.views.blueprint import bp, check_page
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, services
from breachdesk.web.guards import guard
from breachdesk.web.replies import download, status_of


@bp.route("/<string:campaign_id>/letters/single", methods=["GET", "POST"])
@guard(Permission.PEOPLE_UNMASK)
def single(incident_id: str, campaign_id: str) -> Response | tuple[str, int]:
    """The POST answers with the letter, which is kept nowhere; that it was made is recorded."""
    form = CopyForm(data={"person": request.args.get("person", "")})
    made: list[tuple[str, bytes]] = []

    def act(uow: UnitOfWork) -> None:
        printing = paper.printing(uow, incident_id, campaign_id, check_page())
        press = Press(services().settings.letter_font)
        content = singles.copy(uow, printing, press, form.to_command())
        made.append((f"{printing.reference}-copy.pdf", content))

    if form.accepted() and form.carry_out(act):
        [(name, content)] = made
        return download(content, name, "application/pdf")
    with reading() as uow:
        found = service.get(uow, incident_id, campaign_id)
        words = {"form": form, "campaign": found, "is_launched": found.state in LAUNCHED}
        return case_page(uow, "outreach/single.html", incident_id, **words), status_of(form)
