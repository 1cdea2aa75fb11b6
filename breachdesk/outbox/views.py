"""The outbox: every mail with what is known of it."""

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.outbox import service
from breachdesk.outbox.domain import STATE_LABELS, MailState
from breachdesk.outbox.forms import DecisionForm
from breachdesk.web.context import reading
from breachdesk.web.guards import guard
from breachdesk.web.pages import Pages
from breachdesk.web.replies import page, saved

bp = Blueprint("outbox", __name__, url_prefix="/outbox")
PAGE_SIZE = 50


@bp.get("/")
@guard(Permission.OUTBOX_READ)
def index() -> str:
    pages = Pages.from_request(request.args, PAGE_SIZE)
    with reading() as uow:
        mails, total = service.page(uow, pages.offset, PAGE_SIZE)
    return render_template(
        "outbox/index.html", mails=mails, pages=pages.of(total), labels=STATE_LABELS
    )


@bp.route("/<string:mail_id>", methods=["GET", "POST"])
@guard(Permission.OUTBOX_READ)
def show(mail_id: str) -> Response | tuple[str, int]:
    form = DecisionForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.decide(
            uow, mail_id, MailState(form.text("wanted")), form.text("reason")
        )
    ):
        return saved(_("Decision recorded."), url_for("outbox.index"))
    with reading() as uow:
        mail = service.get(uow, mail_id)
    return page("outbox/show.html", form, mail=mail, labels=STATE_LABELS)
