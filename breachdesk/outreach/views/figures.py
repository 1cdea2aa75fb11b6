"""One campaign under way, and the coverage of the case."""

import csv
from io import StringIO

from flask import jsonify
from werkzeug.wrappers import Response

from breachdesk.controllers.domain import Place
from breachdesk.incidents import service as incidents
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.cells import safe_cell
from breachdesk.kernel.text import _
from breachdesk.outreach import service
from breachdesk.outreach.domain.campaign import CAMPAIGN_LABELS
from breachdesk.outreach.domain.coverage import LEFT_OUT_LABELS, STANDING_LABELS, Coverage
from breachdesk.outreach.domain.delivery import DELIVERY_LABELS, EXCLUSION_LABELS, DeliveryState
from breachdesk.outreach.forms.acts import TrialForm
from breachdesk.outreach.service import figures
from breachdesk.outreach.views.blueprint import bp
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, unit_of_work
from breachdesk.web.guards import guard
from breachdesk.web.language import say
from breachdesk.web.replies import download

LABELS = {
    state.value: label for state, label in DELIVERY_LABELS.items() if state is not DeliveryState.DOT
}


@bp.get("/<string:campaign_id>/")
@guard(Permission.INCIDENT_READ)
def show(incident_id: str, campaign_id: str) -> str:
    with reading() as uow:
        found = service.get(uow, incident_id, campaign_id)
        counts = service.counts(uow, [found])[campaign_id]
        words = {
            "campaign": found,
            "audience": service.audience_told(uow, incident_id, found.plan.audience),
            "counts": counts.to_json(),
            "done": counts.done,
            "labels": LABELS,
            "states": CAMPAIGN_LABELS,
            "approvers": service.approvers(uow, found),
            "is_author": uow.actor.user_id in found.author_ids,
            "failing": figures.failing(uow, incident_id, campaign_id),
            "exclusions": EXCLUSION_LABELS,
            "trial": TrialForm(),
        }
        return case_page(uow, "outreach/show.html", incident_id, **words)


@bp.get("/<string:campaign_id>/progress.json")
@guard(Permission.INCIDENT_READ)
def progress(incident_id: str, campaign_id: str) -> Response:
    """What the page of a campaign asks for while it is looked at."""
    with reading() as uow:
        found = service.get(uow, incident_id, campaign_id)
        counts = service.counts(uow, [found])[campaign_id]
    told: Response = jsonify({**counts.to_json(), "done": counts.done})
    return told


@bp.get("/coverage")
@guard(Permission.INCIDENT_READ)
def coverage(incident_id: str) -> str:
    """Who is informed and who is not, in all and for each controller."""
    with reading() as uow:
        words = {
            "whole": figures.coverage(uow, incident_id),
            "parts": figures.by_controller(uow, incident_id),
            "kept_at": figures.kept_at(uow, incident_id),
            "standings": STANDING_LABELS,
            "reasons": LEFT_OUT_LABELS,
        }
        return case_page(uow, "outreach/coverage.html", incident_id, **words)


@bp.post("/coverage.csv")
@guard(Permission.REGISTER_EXPORT)
def export(incident_id: str) -> Response:
    with unit_of_work() as uow:
        case = incidents.case(uow, incident_id, Permission.REGISTER_EXPORT)
        rows = figures.export(uow, incident_id)
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    heads = (_("Controller"), _("City"), *STANDING_LABELS.values(), _("Persons"))
    reasons = [_("Left out: %(why)s", why=label) for label in LEFT_OUT_LABELS.values()]
    writer.writerow([say(head) for head in (*heads, *reasons)])
    writer.writerows(map(_cells, rows))
    return download(
        text.getvalue().encode("utf-8-sig"), f"{case.reference}-coverage.csv", "text/csv"
    )


def _cells(one: Coverage) -> list[str | int]:
    """Standings add up to the persons, reasons to those left out."""
    place = one.place or Place(say(_("All persons of the case")))
    standings = [one[standing] for standing in STANDING_LABELS]
    reasons = [one.left_out.get(why, 0) for why in LEFT_OUT_LABELS]
    named = [safe_cell(place.name), safe_cell(place.town)]
    return [*named, *standings, one.persons, *reasons]
