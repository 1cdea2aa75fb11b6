"""From the cookie to the acting person, once a request; and when a session is over."""

import secrets
from datetime import timedelta

from flask import Flask, abort, g, request, session
from flask_login import current_user

from breachdesk.kernel.actor import Actor
from breachdesk.web.context import services

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
OWN_PAGES = frozenset({"same-origin", "none"})
FILES = frozenset({"static", "bootstrap.static"})

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=8)
HALF_WAY = timedelta(minutes=10)
"""Between the password and the code."""
SEEN_EVERY = timedelta(minutes=1)
"""How exactly idleness is known: the cookie is not written anew for every page."""

STARTED, SEEN, HALF = "started_at", "seen_at", "half_at"
OUTLIVES = ("language", "_flashes")
IDENTITY = ("_user_id", "_fresh", "_id", "fs_paa")


def register(app: Flask) -> None:
    app.before_request(_number)
    app.before_request(_refuse_foreign_pages)
    app.before_request(_end_when_over)
    app.before_request(_find_actor)


def begin() -> None:
    """Somebody has just signed in: keep nothing of before but who it is and the language.

    The CSRF token is among what goes, so that one planted before is worth nothing after.
    """
    _keep((*IDENTITY, "language"))
    session[STARTED] = session[SEEN] = _now()


def is_signed_in() -> bool:
    """For error pages of requests that were stopped before anybody looked who it is."""
    return bool(current_user.is_authenticated)


def wait_for_code() -> None:
    """The password was right and a code is still wanted."""
    session[HALF] = _now()


def end() -> None:
    """Forget the person; only the language and what is to be said outlive a session."""
    _keep(OUTLIVES)


def _number() -> None:
    g.request_id = secrets.token_hex(4)


def _refuse_foreign_pages() -> None:
    """A second lock beside the CSRF token: browsers say which site a request comes from."""
    if request.method in UNSAFE and request.headers.get("Sec-Fetch-Site", "none") not in OWN_PAGES:
        abort(403)


def _end_when_over() -> None:
    if request.endpoint in FILES:
        return
    if "_user_id" in session:
        _end_unless(_is_within(STARTED, ABSOLUTE) and _is_within(SEEN, IDLE))
    elif HALF in session:
        _end_unless(_is_within(HALF, HALF_WAY))
    if SEEN in session and not _is_within(SEEN, SEEN_EVERY):
        session[SEEN] = _now()


def _end_unless(is_good: bool) -> None:  # noqa: FBT001  # its name asks the question
    if not is_good:
        end()


def _is_within(mark: str, length: timedelta) -> bool:
    """A mark of the future is as bad as one too old: the clock was set back."""
    return 0 <= _now() - int(session.get(mark, 0)) < length.total_seconds()


def _find_actor() -> None:
    """Rights are read anew for every request, so that a change of role works at once."""
    g.actor = _actor() if request.endpoint not in FILES else None


def _actor() -> Actor | None:
    if not current_user.is_authenticated:
        return None
    return services().actor_for(str(current_user.id))


def _now() -> int:
    return int(services().clock.now().timestamp())


def _keep(names: tuple[str, ...]) -> None:
    kept = {name: session[name] for name in names if name in session}
    session.clear()
    session.update(kept)
