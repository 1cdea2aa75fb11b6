"""The blueprint the pages of a case's notices hang on, and what they share."""

from urllib.parse import urlsplit

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from breachdesk.kernel.text import Text
from breachdesk.web.context import services
from breachdesk.web.replies import saved

bp = Blueprint("publications", __name__, url_prefix="/incidents/<string:incident_id>/publications")


def site() -> str:
    return services().settings.base_url


def host() -> str:
    """Where our own pages are: texts may lead there."""
    return urlsplit(site()).hostname or ""


def done(message: Text, incident_id: str, notice_id: str) -> Response:
    return saved(
        message, url_for("publications.show", incident_id=incident_id, notice_id=notice_id)
    )
