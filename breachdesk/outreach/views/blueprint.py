"""The blueprint the pages of campaigns hang on, and what they share."""

from urllib.parse import urlsplit

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from breachdesk.kernel.text import Text
from breachdesk.outreach.domain.mails import CHECK_PAGE
from breachdesk.web.context import services
from breachdesk.web.replies import saved

bp = Blueprint("outreach", __name__, url_prefix="/incidents/<string:incident_id>/campaigns")


def host() -> str:
    """Where our own pages are: texts may lead there."""
    return urlsplit(services().settings.base_url).hostname or ""


def check_page() -> str:
    return f"{services().settings.base_url}{CHECK_PAGE}"


def done(message: Text, incident_id: str, campaign_id: str) -> Response:
    return saved(
        message, url_for("outreach.show", incident_id=incident_id, campaign_id=campaign_id)
    )
