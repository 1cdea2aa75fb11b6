"""The blueprint the pages about affected controllers hang on, and what they share."""

from flask import Blueprint

from breachdesk.web.context import services

bp = Blueprint("controllers", __name__, url_prefix="/incidents/<string:incident_id>/controllers")


def base_url() -> str:
    return services().settings.base_url
