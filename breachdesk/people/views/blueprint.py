"""The address of all pages about persons, and the port by which sending tells what it sent."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from flask import Blueprint

from breachdesk.infra.uow import UnitOfWork
from breachdesk.people.domain import Sent

SentTo: TypeAlias = Callable[[UnitOfWork, str, Sequence[int]], Sequence[Sent]]
"""(incident, persons) → what went to them, the newest first."""

SENT_PORT = "breachdesk.sent_to"
"""Key of app.extensions under which a higher floor puts a SentTo; without it nothing was sent."""

bp = Blueprint("people", __name__, url_prefix="/incidents/<string:incident_id>/people")
