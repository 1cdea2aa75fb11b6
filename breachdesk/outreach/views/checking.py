"""The public page on which people check that a notice is genuine; no person is told."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from breachdesk.kernel.actor import Actor
from breachdesk.outreach.domain.mails import CHECK_PAGE
from breachdesk.outreach.forms.acts import CodeForm
from breachdesk.outreach.service import checking
from breachdesk.web.context import services
from breachdesk.web.guards import public
from breachdesk.web.replies import status_of

bp = Blueprint("verifier", __name__)
CHECKER = Actor.system("verifier")


@bp.get(CHECK_PAGE)
@public
def ask() -> str:
    return render_template("verifier/show.html", form=CodeForm(), notice=None, asked=False)


@bp.post(CHECK_PAGE)
@public
def check() -> Response | tuple[str, int]:
    form = CodeForm()
    notice = None
    if form.accepted():
        with services().reading(CHECKER) as uow:
            notice = checking.check(uow, form.text("code"))
    words = {"form": form, "notice": notice, "asked": not form.is_refused}
    return render_template("verifier/show.html", **words), status_of(form)
