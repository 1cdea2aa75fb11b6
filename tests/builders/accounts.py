"""Synthetic people with an account."""

from typing import Any

from breachdesk.accounts import service
from breachdesk.accounts.domain import NewAccount
from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.ids import new_id

SETUP = Actor.system("test-setup")
PASSWORD = "verglas tambour lisière onze"


def build_account(**over: Any) -> NewAccount:  # noqa: ANN401  # any field of it
    """Without a password, which costs time; give PASSWORD where somebody signs in."""
    return NewAccount(**{"email": f"{new_id()[:8]}@example.org", "name": "Ada Lorne", **over})


def save_account(services: Services, **over: Any) -> str:  # noqa: ANN401  # any field of it
    """The id of a new account."""
    with services.unit_of_work(SETUP) as uow:
        return service.create_account(uow, build_account(**over)).id
