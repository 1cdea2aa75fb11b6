"""Notices to all controllers: drafting, approving, sending, withdrawing."""

from flask import url_for
from werkzeug.wrappers import Response

from breachdesk.controllers import service
from breachdesk.controllers.domain.delivery import DELIVERY_LABELS
from breachdesk.controllers.domain.notice import NOTICE_LABELS, PARTS
from breachdesk.controllers.forms.files import ConfirmForm, ReasonForm
from breachdesk.controllers.forms.notices import ApproveForm, NoticeForm
from breachdesk.controllers.service import notices
from breachdesk.controllers.views.blueprint import base_url, bp
from breachdesk.infra.i18n import LANGUAGES
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import Text, _
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading
from breachdesk.web.forms import OnceForm
from breachdesk.web.guards import guard
from breachdesk.web.replies import saved, status_of


@bp.get("/notices/")
@guard(Permission.INCIDENT_READ)
def notice_list(incident_id: str) -> str:
    return _list(incident_id, OnceForm())


@bp.post("/notices/")
@guard(Permission.INCIDENT_EDIT)
def notice_start(incident_id: str) -> Response | tuple[str, int]:
    form = OnceForm()
    if form.accepted() and form.carry_out(lambda uow: notices.start(uow, incident_id, form.new_id)):
        return saved(
            _("Draft written from the facts of the case: read it, then approve it."),
            url_for("controllers.notice", incident_id=incident_id, notice_id=form.new_id),
        )
    return _list(incident_id, form), status_of(form)


@bp.route("/notices/<string:notice_id>", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def notice(incident_id: str, notice_id: str) -> Response | tuple[str, int]:
    """The text to edit; once approved, to read."""
    with reading() as uow:
        stored = notices.get(uow, incident_id, notice_id)
    form = NoticeForm(stored)
    if form.accepted() and form.carry_out(
        lambda uow: notices.edit(uow, incident_id, notice_id, form.seen, form.to_wordings())
    ):
        return _done(_("Text saved."), incident_id, notice_id)
    with reading() as uow:
        now = notices.get(uow, incident_id, notice_id)
        form.made_from(now.version)
        words = {
            "form": form,
            "notice": now,
            "parts": PARTS,
            "languages": LANGUAGES,
            "placeholders": {code: notices.placeholders(code) for code in LANGUAGES},
            "states": NOTICE_LABELS,
            "counts": notices.counts(uow, incident_id)[notice_id],
            "delivery_states": DELIVERY_LABELS,
        }
        return case_page(uow, "controllers/notice.html", incident_id, **words), status_of(form)


@bp.route("/notices/<string:notice_id>/approve", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def notice_approve(incident_id: str, notice_id: str) -> Response | tuple[str, int]:
    form = ApproveForm()
    if form.accepted() and form.carry_out(
        lambda uow: notices.approve(uow, incident_id, notice_id, form.seen)
    ):
        return _done(_("Approved: the text is frozen and can be sent."), incident_id, notice_id)
    return _one("controllers/notice_approve.html", form, incident_id, notice_id)


@bp.route("/notices/<string:notice_id>/reopen", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def notice_reopen(incident_id: str, notice_id: str) -> Response | tuple[str, int]:
    form = ConfirmForm()
    if form.accepted() and form.carry_out(
        lambda uow: notices.reopen(uow, incident_id, notice_id, form.seen)
    ):
        return _done(_("The text can be changed again."), incident_id, notice_id)
    return _one("controllers/notice_reopen.html", form, incident_id, notice_id)


@bp.route("/notices/<string:notice_id>/send", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def notice_send(incident_id: str, notice_id: str) -> Response | tuple[str, int]:
    form = ConfirmForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.send(uow, incident_id, notice_id, base_url())
    ):
        return _done(_("Queued: each controller gets its own mail, once."), incident_id, notice_id)
    return _one("controllers/notice_send.html", form, incident_id, notice_id)


@bp.route("/notices/<string:notice_id>/withdraw", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def notice_withdraw(incident_id: str, notice_id: str) -> Response | tuple[str, int]:
    form = ReasonForm()
    if form.accepted() and form.carry_out(
        lambda uow: notices.withdraw(uow, incident_id, notice_id, form.seen, form.text("why"))
    ):
        return _done(_("Withdrawn; the reason is on record."), incident_id, notice_id)
    return _one("controllers/notice_withdraw.html", form, incident_id, notice_id)


def _list(incident_id: str, form: OnceForm) -> str:
    with reading() as uow:
        words = {
            "form": form,
            "notices": notices.of_case(uow, incident_id),
            "counts": notices.counts(uow, incident_id),
            "states": NOTICE_LABELS,
            "delivery_states": DELIVERY_LABELS,
        }
        return case_page(uow, "controllers/notice_list.html", incident_id, **words)


def _one(
    template: str, form: ConfirmForm | ReasonForm, incident_id: str, notice_id: str
) -> tuple[str, int]:
    with reading() as uow:
        found = notices.get(uow, incident_id, notice_id)
        form.made_from(found.version)
        words = {
            "form": form,
            "notice": found,
            "waiting": service.waiting_for(uow, incident_id, notice_id),
        }
        return case_page(uow, template, incident_id, **words), status_of(form)


def _done(message: Text, incident_id: str, notice_id: str) -> Response:
    return saved(
        message, url_for("controllers.notice", incident_id=incident_id, notice_id=notice_id)
    )
