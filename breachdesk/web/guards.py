"""Every endpoint names the permission it needs; tests/architecture checks none forgot."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from breachdesk.kernel.actor import Permission
from breachdesk.web.context import actor, visitor

P = ParamSpec("P")
R = TypeVar("R")


class NotSignedInError(Exception):
    """A guarded page was asked for without a session; web/errors.py answers."""


def guard(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """The first lock: the actor has the permission somewhere. Services check where."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if visitor() is None:
                raise NotSignedInError
            actor().require(permission)
            return view(*args, **kwargs)

        guarded.required_permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def signed_in(view: Callable[P, R]) -> Callable[P, R]:
    """For pages about the person's own account: any session will do, no permission."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        if visitor() is None:
            raise NotSignedInError
        return view(*args, **kwargs)

    guarded.required_permission = "signed-in"  # type: ignore[attr-defined]
    return guarded


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Tag a page that needs no session; tests keep the list of them short."""
    view.required_permission = "public"  # type: ignore[attr-defined]
    return view
