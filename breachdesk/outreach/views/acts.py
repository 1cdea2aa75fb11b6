"""Approving, launching, pausing and ending campaigns, and deciding about uncertain mails."""

from collections.abc import Callable

from flask import request
from werkzeug.wrappers import Response

from breachdesk.controllers.forms.base import VersionedForm
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import Text, _
from breachdesk.kernel.typed import number
from breachdesk.outreach import service
from breachdesk.outreach.domain.delivery import DeliveryState
from breachdesk.outreach.domain.preflight.finding import LEVEL_LABELS
from breachdesk.outreach.forms.acts import ConfirmForm, DecisionForm, LaunchForm, ReasonForm
from breachdesk.outreach.service import previews, uncertain
from breachdesk.outreach.views.blueprint import bp, done, host
from breachdesk.outreach.views.preflight import report_on
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, services
from breachdesk.web.guards import guard
from breachdesk.web.pages import Pages
from breachdesk.web.replies import status_of

PAGE_SIZE = 100
WAIT_SECONDS = 3.0
"""For the DNS, where the page is about something else."""
NO_RELAY = _("No mail relay is set: nothing would leave this machine.")


@bp.route("/<string:campaign_id>/approve", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def approve(incident_id: str, campaign_id: str) -> Response | tuple[str, int]:
    """Shows what would keep the mails from arriving; whether that counts, the person decides."""
    form, where = ConfirmForm(), (incident_id, campaign_id)
    if form.accepted() and form.carry_out(
        lambda uow: service.approve(uow, incident_id, campaign_id, form.seen, host())
    ):
        return done(DONE["approve"], *where)
    report = report_on(incident_id, campaign_id, WAIT_SECONDS)
    return _page("approve", form, where, report=report, levels=LEVEL_LABELS)


@bp.route("/<string:campaign_id>/launch", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def launch(incident_id: str, campaign_id: str) -> Response | tuple[str, int]:
    """Only marks the campaign: workers send it."""
    form = LaunchForm()
    if form.accepted() and not services().mails_leave and _needs_relay(incident_id, campaign_id):
        form.refuse(NO_RELAY)
        return _page("launch", form, (incident_id, campaign_id))
    return _act(
        "launch",
        form,
        (incident_id, campaign_id),
        lambda uow: service.launch(uow, incident_id, campaign_id, form.seen, form["at"].data),
    )


def _needs_relay(incident_id: str, campaign_id: str) -> bool:
    with reading() as uow:
        return service.needs_relay(uow, incident_id, campaign_id)


@bp.route("/<string:campaign_id>/pause", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def pause(incident_id: str, campaign_id: str) -> Response | tuple[str, int]:
    form = ConfirmForm()
    return _act(
        "pause",
        form,
        (incident_id, campaign_id),
        lambda uow: service.pause(uow, incident_id, campaign_id, form.seen),
    )


@bp.route("/<string:campaign_id>/resume", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def resume(incident_id: str, campaign_id: str) -> Response | tuple[str, int]:
    form = ConfirmForm()
    return _act(
        "resume",
        form,
        (incident_id, campaign_id),
        lambda uow: service.resume(uow, incident_id, campaign_id, form.seen),
    )


@bp.route("/<string:campaign_id>/stop", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def stop(incident_id: str, campaign_id: str) -> Response | tuple[str, int]:
    form = ReasonForm()
    return _act(
        "stop",
        form,
        (incident_id, campaign_id),
        lambda uow: service.stop(uow, incident_id, campaign_id, form.seen, form.text("why")),
    )


@bp.route("/<string:campaign_id>/close", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def close(incident_id: str, campaign_id: str) -> Response | tuple[str, int]:
    form = ReasonForm()
    return _act(
        "close",
        form,
        (incident_id, campaign_id),
        lambda uow: service.close(uow, incident_id, campaign_id, form.seen, form.text("why")),
    )


@bp.route("/<string:campaign_id>/uncertain", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def doubts(incident_id: str, campaign_id: str) -> Response | tuple[str, int]:
    """The mails of which nobody can know, and what a person decides about them."""
    form = DecisionForm()
    if form.accepted() and form.carry_out(lambda uow: _decide(uow, incident_id, campaign_id, form)):
        return done(_("Decision recorded."), incident_id, campaign_id)
    pages = Pages.from_request(request.args, PAGE_SIZE)
    with reading() as uow:
        mails, total = uncertain.page(uow, incident_id, campaign_id, pages.offset, PAGE_SIZE)
        words = {
            "form": form,
            "campaign": service.get(uow, incident_id, campaign_id),
            "mails": mails,
            "pages": pages.of(total),
            "chosen": request.form.getlist("chosen"),
        }
        return case_page(uow, "outreach/uncertain.html", incident_id, **words), status_of(form)


def _decide(uow: UnitOfWork, incident_id: str, campaign_id: str, form: DecisionForm) -> None:
    ticked = request.form.getlist("chosen")
    ids: tuple[int, ...] = tuple(found for one in ticked if (found := number(one)) is not None)
    if "all" in ticked:
        ids = uncertain.all_ids(uow, incident_id, campaign_id)
    wanted, why = form.text("wanted"), form.text("why")
    if wanted == "resend":
        uncertain.propose_resend(uow, incident_id, campaign_id, ids, why)
    elif wanted == "confirm":
        uncertain.confirm_resend(uow, incident_id, campaign_id, ids)
    else:
        uncertain.settle(uow, incident_id, campaign_id, ids, DeliveryState(wanted), why)


DONE: dict[str, Text] = {
    "approve": _("Approved: text and audience are frozen."),
    "launch": _("Launched: workers send it from its hour on."),
    "pause": _("Paused."),
    "resume": _("The campaign goes on."),
    "stop": _("Stopped: what had not left is cancelled."),
    "close": _("Closed; the reason is on record."),
}


def _act(
    name: str,
    form: VersionedForm,
    where: tuple[str, str],
    act: Callable[[UnitOfWork], object],
) -> Response | tuple[str, int]:
    """A page of its own for one act: it says what follows, and keeps what was typed."""
    if form.accepted() and form.carry_out(act):
        return done(DONE[name], *where)
    return _page(name, form, where)


def _page(
    name: str, form: VersionedForm, where: tuple[str, str], **more: object
) -> tuple[str, int]:
    incident_id, campaign_id = where
    with reading() as uow:
        found = service.get(uow, incident_id, campaign_id)
        form.made_from(found.version)
        words = {
            "form": form,
            "campaign": found,
            "reach": service.reach(uow, incident_id, found.plan.audience, campaign_id),
            "audience": service.audience_told(uow, incident_id, found.plan.audience),
            "reviews": previews.reviews(uow, incident_id, campaign_id, host()),
            "readings": previews.shown(found.plan.wordings),
            **more,
        }
        return case_page(uow, f"outreach/{name}.html", incident_id, **words), status_of(form)
