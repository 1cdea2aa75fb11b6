"""The one place where errors become HTTP answers; every one is a page that says what to do."""

import logging

from flask import Flask, g, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from breachdesk.kernel.errors import (
    BreachDeskError,
    ConflictError,
    ForbiddenError,
    NotFoundError,
    RuleError,
    TransientError,
)
from breachdesk.kernel.text import Text, _
from breachdesk.web.context import services
from breachdesk.web.guards import NotSignedInError
from breachdesk.web.language import say
from breachdesk.web.session import is_signed_in

log = logging.getLogger(__name__)

STATUS: dict[type[BreachDeskError], int] = {
    NotFoundError: 404,
    ForbiddenError: 403,
    RuleError: 409,
    ConflictError: 409,
    TransientError: 503,
}

HTTP_TEXTS: dict[int, Text] = {
    400: _("The browser sent something this page does not understand."),
    403: _("Your role does not allow this."),
    404: _("There is nothing at this address."),
    405: _("This address does not take that kind of request."),
    413: _("What you sent is too large."),
    429: _("Too many attempts. Wait a moment, then try again."),
}
SOMETHING_BROKE = _("Something broke on our side. Nothing was half saved.")


def register(app: Flask) -> None:
    app.register_error_handler(BreachDeskError, _expected)
    app.register_error_handler(NotSignedInError, _not_signed_in)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(DataError, _unreadable)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _expected(error: BreachDeskError) -> tuple[str, int]:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    if status == 403:  # noqa: PLR2004
        log.warning("refused", extra={"endpoint": request.endpoint})
    return render_template("errors/expected.html", message=say(error.text), status=status), status


def _not_signed_in(_error: NotSignedInError) -> Response | tuple[str, int]:
    if request.method == "GET":
        return redirect(url_for("security.login", next=request.full_path.rstrip("?")), code=303)
    return _kept(401)


def _expired(_error: CSRFError) -> tuple[str, int]:
    return _kept(400)


def _unreadable(_error: DataError) -> tuple[str, int]:
    """A value the database cannot even hold, such as NUL in an address."""
    return render_template("errors/expected.html", message=say(HTTP_TEXTS[400]), status=400), 400


def _kept(status: int) -> tuple[str, int]:
    """The session ended while somebody was typing: show a page that keeps every field.

    After signing in again (in another tab) its one button sends the same fields once more, and
    once more again: the token of before signing in is worth nothing after, and the page says so.
    Passwords and tokens are not put into the page; files cannot be.
    """
    fields = [
        (name, value)
        for name, values in request.form.lists()
        for value in values
        if name != "csrf_token" and "password" not in name
    ]
    words = {
        "fields": fields,
        "lost_files": bool(request.files),
        "action": request.full_path.rstrip("?"),
        "again": is_signed_in(),
    }
    return render_template("errors/expired.html", **words), status


def _http(error: HTTPException) -> tuple[str, int] | Response:
    status = error.code or 500
    if 300 <= status < 400:  # noqa: PLR2004  # routing redirects are exceptions too
        return error.get_response()
    message = say(HTTP_TEXTS.get(status, SOMETHING_BROKE))
    if status == 413:  # noqa: PLR2004
        limit = services().settings.max_upload_mb
        return render_template("errors/too_large.html", message=message, limit=limit), status
    return render_template("errors/expected.html", message=message, status=status), status


def _unexpected(error: Exception) -> tuple[str, int]:
    incident = str(g.get("request_id", ""))
    log.error("unexpected error", exc_info=error, extra={"request_id": incident})
    return render_template("errors/unexpected.html", number=incident), 500
