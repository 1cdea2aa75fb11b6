"""The public page on which people check that a notice is genuine; no person is told."""

from flask import Blueprint, render_template, request

from breachdesk.kernel import codes
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.text import _
from breachdesk.outreach.domain.mails import CHECK_PAGE
from breachdesk.outreach.service.checking import Notice
from breachdesk.portal import service
from breachdesk.portal.domain import WINDOW
from breachdesk.portal.forms import CodeForm
from breachdesk.publications.service import pages as publications
from breachdesk.web.context import services
from breachdesk.web.guards import public
from breachdesk.web.language import current
from breachdesk.web.replies import status_of

bp = Blueprint("verifier", __name__)
CHECKER = Actor.system("verifier")


@bp.get(CHECK_PAGE)
@public
def ask() -> str:
    """The address on a letter brings its code along; only the button asks about it."""
    code = codes.read(request.args.get("code", ""))
    return _page(CodeForm(data={"code": codes.shown(code) if code else ""}))


@bp.post(CHECK_PAGE)
@public
def check() -> tuple[str, int] | tuple[str, int, dict[str, str]]:
    """Only what is wrong is counted and written: checking a genuine message costs one reading."""
    form, notice, address = CodeForm(), None, request.remote_addr or ""
    if form.accepted():
        try:
            with services().reading(CHECKER) as uow:
                notice = service.genuine(uow, form.text("code"), address)
        except service.TooManyTriesError:
            return _wait(form)
        if notice is None:
            with services().unit_of_work(CHECKER) as uow:
                service.note_wrong_code(uow, address)
    return _page(form, notice, asked=not form.is_refused), status_of(form)


def _wait(form: CodeForm) -> tuple[str, int, dict[str, str]]:
    form.refuse(
        _(
            "Too many codes that do not exist were tried from your connection. Wait a minute, "
            "then check this one again; nobody else is held up."
        )
    )
    return _page(form), 429, {"Retry-After": str(int(WINDOW.total_seconds()))}


def _page(form: CodeForm, notice: Notice | None = None, *, asked: bool = False) -> str:
    """With the public notices, which say the same to everybody."""
    with services().reading(CHECKER) as uow:
        listed = publications.listed(uow, current())
    words = {"form": form, "notice": notice, "asked": asked, "listed": listed}
    return render_template("verifier/show.html", **words)
