"""The blueprints of the replies desk, and what its pages share."""

from typing import Any

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from breachdesk.deadlines.domain import STANDING_LABELS
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.text import Text
from breachdesk.outbox.domain import STATE_LABELS as MAIL_LABELS
from breachdesk.people import service as people
from breachdesk.replies import service
from breachdesk.replies.domain import CHANNEL_LABELS, KIND_LABELS, NOTE_LABELS, STATE_LABELS
from breachdesk.web.replies import saved

bp = Blueprint("replies", __name__, url_prefix="/incidents/<string:incident_id>/replies")
targets_bp = Blueprint(
    "reply_targets", __name__, url_prefix="/organisations/<string:organisation_id>/reply-targets"
)


def done(message: Text, incident_id: str, reply_id: str) -> Response:
    return saved(message, url_for("replies.show", incident_id=incident_id, reply_id=reply_id))


def words_of(uow: UnitOfWork, incident_id: str, reply_id: str) -> dict[str, Any]:
    """What every page about one message shows; nothing that is sealed."""
    return {
        "reply": service.get(uow, incident_id, reply_id),
        "mail_state": service.mail_state(uow, incident_id, reply_id),
        "mails": MAIL_LABELS,
        "kinds": KIND_LABELS,
        "channels": CHANNEL_LABELS,
        "states": STATE_LABELS,
        "standings": STANDING_LABELS,
        "notes": NOTE_LABELS,
        "is_destroyed": uow.vault.is_destroyed(incident_id),
        "destruction": people.destruction(uow, incident_id),
    }
