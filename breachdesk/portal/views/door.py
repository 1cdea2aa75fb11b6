"""The way in: a link only shows a button; pressing it opens, and nothing else does."""

from flask import abort, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from breachdesk.portal import service
from breachdesk.portal.forms import OpenForm
from breachdesk.portal.views.visit import DOORMAN, begin, bp, end
from breachdesk.web.context import services
from breachdesk.web.guards import public


@bp.get("/p/<string:token>")
@public
def door(token: str) -> str:  # noqa: ARG001  # the same page for every token there could be
    return render_template("portal/door.html", form=OpenForm())


@bp.post("/p/<string:token>")
@public
def enter(token: str) -> Response | tuple[str, int]:
    if not OpenForm().accepted():
        return render_template("portal/door.html", form=OpenForm()), 400
    try:
        with services().unit_of_work(DOORMAN) as uow:
            link_id = service.open_link(uow, token, request.remote_addr or "")
    except service.TooManyTriesError:
        abort(429)
    if link_id is None:
        return render_template("portal/closed.html"), 404
    if "language" not in session:
        with services().reading(DOORMAN) as uow:
            session["language"] = service.visit(uow, link_id).language
    return begin(redirect(url_for("portal.show"), code=303), link_id)


@bp.get("/portal/closed")
@public
def closed() -> str:
    return render_template("portal/closed.html")


@bp.post("/portal/leave")
@public
def leave() -> Response:
    return end(redirect(url_for("portal.closed"), code=303))
