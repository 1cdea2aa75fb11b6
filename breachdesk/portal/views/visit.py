"""The visitor's own session: a signed cookie that names the link, read anew at every request.

It is no session of the desk: neither opens a page of the other.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from flask import Blueprint, g, redirect, request, url_for
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.errors import NotFoundError
from breachdesk.portal import service
from breachdesk.portal.domain import VISIT, Visit
from breachdesk.web.context import services
from breachdesk.web.forms import Form

P = ParamSpec("P")
R = TypeVar("R")

bp = Blueprint("portal", __name__)
DOORMAN = Actor.system("portal")


def visiting(view: Callable[P, R]) -> Callable[P, R | Response]:
    """For pages of an opened link; without one, or once it is dead, the way in is shown."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
        found = _found()
        if found is None:
            return redirect(url_for("portal.closed"), code=303)
        g.visit = found
        return view(*args, **kwargs)

    guarded.required_permission = "portal"  # type: ignore[attr-defined]
    return guarded


def mine() -> Visit:
    return cast(Visit, g.visit)


def begin(reply: Response, link_id: str) -> Response:
    """Give the browser the cookie of an opened link."""
    settings = services().settings
    reply.set_cookie(
        _name(),
        _signer().dumps([link_id, _now()]),
        max_age=int(VISIT.total_seconds()),
        secure=settings.is_https,
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return reply


def end(reply: Response) -> Response:
    reply.delete_cookie(
        _name(), path="/", secure=services().settings.is_https, httponly=True, samesite="Lax"
    )
    return reply


def reading() -> UnitOfWork:
    return services().reading(mine().actor)


def carry_out(form: Form, act: Callable[[UnitOfWork], object]) -> bool:
    """Do it in one transaction as this visitor; False when a rule stopped it."""
    with form.refusing(), services().unit_of_work(mine().actor) as uow:
        act(uow)
    return not form.is_refused


def _found() -> Visit | None:
    """A visit of the future is as bad as one too long ago: the clock was set back."""
    try:
        link_id, began = _signer().loads(request.cookies.get(_name(), ""))
        if not 0 <= _now() - began < VISIT.total_seconds():
            return None
        with services().reading(DOORMAN) as uow:
            return service.visit(uow, link_id)
    except (BadSignature, NotFoundError):
        return None


def _now() -> int:
    return int(services().clock.now().timestamp())


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(services().secret("portal-session"), salt="portal")


def _name() -> str:
    return "__Host-bd-portal" if services().settings.is_https else "bd-portal"
