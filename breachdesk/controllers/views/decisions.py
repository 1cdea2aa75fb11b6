"""What is recorded about one controller: knowledge, filing, withdrawal, override, delivery."""

from collections.abc import Callable

from flask import url_for
from werkzeug.wrappers import Response

from breachdesk.controllers import service
from breachdesk.controllers.domain import ControllerView
from breachdesk.controllers.forms.base import VersionedForm
from breachdesk.controllers.forms.files import (
    ByHandForm,
    ConfirmForm,
    FilingForm,
    LearntForm,
    ReasonForm,
    RiskForm,
)
from breachdesk.controllers.service import links
from breachdesk.controllers.views.blueprint import base_url, bp
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import Text, _
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, services
from breachdesk.web.forms import Form
from breachdesk.web.guards import guard
from breachdesk.web.replies import saved, status_of


@bp.route("/<string:controller_id>/knowledge", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def knowledge(incident_id: str, controller_id: str) -> Response | tuple[str, int]:
    form = LearntForm(_stored(incident_id, controller_id))
    return _act(
        "knowledge",
        form,
        (incident_id, controller_id),
        lambda uow: service.learnt(uow, incident_id, controller_id, form.seen, form.to_command()),
    )


@bp.route("/<string:controller_id>/filing", methods=["GET", "POST"])
@guard(Permission.NOTIFICATION_FILE)
def filing(incident_id: str, controller_id: str) -> Response | tuple[str, int]:
    form = FilingForm(data={"filed_at": services().clock.now()})
    return _act(
        "filing",
        form,
        (incident_id, controller_id),
        lambda uow: service.record_filing_seen(
            uow,
            incident_id,
            (controller_id, form.seen),
            form.moment("filed_at"),
            form.text("cnil_number"),
        ),
    )


@bp.route("/<string:controller_id>/risk", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def risk(incident_id: str, controller_id: str) -> Response | tuple[str, int]:
    form = RiskForm(_stored(incident_id, controller_id))
    return _act(
        "risk",
        form,
        (incident_id, controller_id),
        lambda uow: service.judge_risk(
            uow, incident_id, controller_id, form.seen, form.text("risk_view")
        ),
    )


@bp.route("/<string:controller_id>/withdraw", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def withdraw(incident_id: str, controller_id: str) -> Response | tuple[str, int]:
    form = ReasonForm()
    return _act(
        "withdraw",
        form,
        (incident_id, controller_id),
        lambda uow: service.withdraw(uow, incident_id, controller_id, form.seen, form.text("why")),
    )


@bp.route("/<string:controller_id>/restore", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def restore(incident_id: str, controller_id: str) -> Response | tuple[str, int]:
    form = ConfirmForm()
    return _act(
        "restore",
        form,
        (incident_id, controller_id),
        lambda uow: service.restore(uow, incident_id, controller_id, form.seen),
    )


@bp.route("/<string:controller_id>/override", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def override(incident_id: str, controller_id: str) -> Response | tuple[str, int]:
    """Want to inform the patients of a controller that gave no mandate."""
    form = ReasonForm()
    return _act(
        "override",
        form,
        (incident_id, controller_id),
        lambda uow: service.propose_override(
            uow, incident_id, controller_id, form.seen, form.text("why")
        ),
    )


@bp.route("/<string:controller_id>/override/confirm", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def override_confirm(incident_id: str, controller_id: str) -> Response | tuple[str, int]:
    form = ConfirmForm()
    return _act(
        "override_confirm",
        form,
        (incident_id, controller_id),
        lambda uow: service.confirm_override(uow, incident_id, controller_id, form.seen),
    )


@bp.route("/<string:controller_id>/override/drop", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def override_drop(incident_id: str, controller_id: str) -> Response | tuple[str, int]:
    form = ConfirmForm()
    return _act(
        "override_drop",
        form,
        (incident_id, controller_id),
        lambda uow: service.drop_override(uow, incident_id, controller_id, form.seen),
    )


@bp.route("/<string:controller_id>/by-hand", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def by_hand(incident_id: str, controller_id: str) -> Response | tuple[str, int]:
    """The notice was read out, handed over or posted."""
    form = ByHandForm(data={"at": services().clock.now()})
    return _act(
        "by_hand",
        form,
        (incident_id, controller_id),
        lambda uow: service.record_by_hand(
            uow,
            incident_id,
            controller_id,
            form["channel"].data,
            form.moment("at"),
            form.text("note"),
        ),
    )


@bp.route("/<string:controller_id>/send-again", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def send_again(incident_id: str, controller_id: str) -> Response | tuple[str, int]:
    form = ConfirmForm()
    return _act(
        "send_again",
        form,
        (incident_id, controller_id),
        lambda uow: service.send_to(uow, incident_id, controller_id, base_url()),
    )


@bp.route("/<string:controller_id>/link", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def link(incident_id: str, controller_id: str) -> Response | tuple[str, int]:
    """Revoke the personal link; the next mail carries a new one."""
    form = ConfirmForm()
    return _act(
        "link",
        form,
        (incident_id, controller_id),
        lambda uow: links.revoke(uow, incident_id, controller_id),
    )


DONE: dict[str, Text] = {
    "knowledge": _("Recorded; the controller’s own time limit follows."),
    "filing": _("Filing recorded."),
    "risk": _("Recorded."),
    "withdraw": _("Withdrawn; the reason is on record."),
    "restore": _("The controller is back among those concerned."),
    "override": _("Proposed: a second person must confirm it."),
    "override_confirm": _("Confirmed: its patients may be informed."),
    "override_drop": _("Taken back."),
    "by_hand": _("Recorded as delivered."),
    "send_again": _("Queued again."),
    "link": _("The link no longer opens."),
}


def _act(
    name: str, form: Form, where: tuple[str, str], act: Callable[[UnitOfWork], object]
) -> Response | tuple[str, int]:
    """A page of its own for one act: it says what follows, and keeps what was typed."""
    incident_id, controller_id = where
    if form.accepted() and form.carry_out(act):
        return saved(
            DONE[name],
            url_for("controllers.show", incident_id=incident_id, controller_id=controller_id),
        )
    with reading() as uow:
        controller = service.get(uow, incident_id, controller_id)
        if isinstance(form, VersionedForm):
            form.made_from(controller.version)
        words = {"form": form, "controller": controller}
        return case_page(uow, f"controllers/{name}.html", incident_id, **words), status_of(form)


def _stored(incident_id: str, controller_id: str) -> ControllerView:
    with reading() as uow:
        return service.get(uow, incident_id, controller_id)
