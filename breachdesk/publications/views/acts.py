"""Approving, publishing and withdrawing a notice: a page of its own for each."""

from collections.abc import Callable

from werkzeug.wrappers import Response

from breachdesk.controllers.forms.base import VersionedForm
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import Text, _
from breachdesk.publications import service
from breachdesk.publications.domain.notice import address
from breachdesk.publications.forms.acts import ConfirmForm, WithdrawForm
from breachdesk.publications.service import notices
from breachdesk.publications.views.blueprint import bp, done, host, site
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading
from breachdesk.web.guards import guard
from breachdesk.web.replies import status_of

DONE: dict[str, Text] = {
    "approve": _("Approved: the texts are frozen."),
    "publish": _("Published: everybody can read it."),
    "withdraw": _("Withdrawn: its address says so."),
}


@bp.route("/<string:notice_id>/approve", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def approve(incident_id: str, notice_id: str) -> Response | tuple[str, int]:
    form = ConfirmForm()
    return _act(
        "approve",
        form,
        (incident_id, notice_id),
        lambda uow: service.approve(uow, incident_id, notice_id, form.seen, host()),
    )


@bp.route("/<string:notice_id>/publish", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def publish(incident_id: str, notice_id: str) -> Response | tuple[str, int]:
    form = ConfirmForm()
    return _act(
        "publish",
        form,
        (incident_id, notice_id),
        lambda uow: service.publish(uow, incident_id, notice_id, form.seen, site()),
    )


@bp.route("/<string:notice_id>/withdraw", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def withdraw(incident_id: str, notice_id: str) -> Response | tuple[str, int]:
    form = WithdrawForm()
    return _act(
        "withdraw",
        form,
        (incident_id, notice_id),
        lambda uow: service.withdraw(uow, incident_id, notice_id, form.seen, form.text("why")),
    )


def _act(
    name: str,
    form: VersionedForm,
    where: tuple[str, str],
    act: Callable[[UnitOfWork], object],
) -> Response | tuple[str, int]:
    """It says what follows, and keeps what was typed."""
    incident_id, notice_id = where
    if form.accepted() and form.carry_out(act):
        return done(DONE[name], *where)
    with reading() as uow:
        found = service.get(uow, incident_id, notice_id)
        form.made_from(found.version)
        words = {
            "form": form,
            "notice": found,
            "address": address(site(), incidents.case(uow, incident_id).reference),
            "judgements": notices.judgements(uow, incident_id, found.texts, host()),
            "readings": notices.readings(found.texts),
        }
        return case_page(uow, f"publications/{name}.html", incident_id, **words), status_of(form)
