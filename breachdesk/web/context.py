"""The bridge from a request to the services built at start-up."""

from typing import cast

from flask import current_app, g

from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Actor
from breachdesk.web.ports import Services


def services() -> Services:
    return cast(Services, current_app.extensions["breachdesk"])


def visitor() -> Actor | None:
    """The signed-in person, or None on a public page."""
    return cast(Actor | None, g.get("actor"))


def actor() -> Actor:
    """The signed-in person; guarded views always have one."""
    return cast(Actor, g.actor)


def unit_of_work() -> UnitOfWork:
    return services().unit_of_work(actor())


def reading() -> UnitOfWork:
    """For pages that only show: the database itself refuses to write."""
    return services().reading(actor())
