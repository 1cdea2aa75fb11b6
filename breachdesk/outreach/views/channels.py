"""The channels of a case step by step, their order, and the fall from mails to letters."""

from flask import url_for
from werkzeug.wrappers import Response

from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import Text, _
from breachdesk.outreach import service
from breachdesk.outreach.domain.campaign import LAUNCHED
from breachdesk.outreach.domain.cascade import FATE_LABELS, FIRST_LABELS
from breachdesk.outreach.forms.acts import ConfirmForm
from breachdesk.outreach.forms.channels import ChannelsForm
from breachdesk.outreach.service import cascade, figures
from breachdesk.outreach.views.blueprint import bp
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading
from breachdesk.web.guards import guard
from breachdesk.web.replies import saved, status_of

FELL = _("Letters added: %(count)s. They wait to be printed.")


@bp.get("/channels")
@guard(Permission.INCIDENT_READ)
def channels(incident_id: str) -> str:
    """How many persons each channel has reached, and why the others went on to the next."""
    with reading() as uow:
        words = {
            "steps": figures.channels(uow, incident_id),
            "kept_at": figures.kept_at(uow, incident_id),
            "rules": cascade.rules(uow, incident_id).rules,
            "firsts": FIRST_LABELS,
        }
        return case_page(uow, "outreach/channels.html", incident_id, **words)


@bp.route("/channels/order", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def order(incident_id: str) -> Response | tuple[str, int]:
    with reading() as uow:
        stored = cascade.rules(uow, incident_id)
    form = ChannelsForm(stored.rules)
    if form.accepted() and form.carry_out(
        lambda uow: cascade.change_rules(uow, incident_id, form.seen, form.to_rules())
    ):
        return saved(_("Saved."), url_for("outreach.channels", incident_id=incident_id))
    form.made_from(stored.version)
    with reading() as uow:
        return case_page(uow, "outreach/order.html", incident_id, form=form), status_of(form)


@bp.route("/<string:campaign_id>/fall", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def fall(incident_id: str, campaign_id: str) -> Response | tuple[str, int]:
    """Who would get a letter of the campaign, by reason; the button adds these letters."""
    form = ConfirmForm()
    added: list[int] = []
    if form.accepted() and form.carry_out(
        lambda uow: added.append(cascade.fall(uow, incident_id, campaign_id))
    ):
        return saved(
            Text(FELL.msgid, {"count": added[0]}),
            url_for("outreach.mailing", incident_id=incident_id, campaign_id=campaign_id),
        )
    with reading() as uow:
        found = service.get(uow, incident_id, campaign_id)
        words = {
            "form": form,
            "campaign": found,
            "is_launched": found.state in LAUNCHED,
            "reasons": cascade.would_fall(uow, incident_id, campaign_id),
            "labels": FATE_LABELS,
        }
        return case_page(uow, "outreach/fall.html", incident_id, **words), status_of(form)
