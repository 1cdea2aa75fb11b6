"""One version with what is taken from it: the page, the press text, the hotline script."""

from flask import abort
from werkzeug.wrappers import Response

from breachdesk.incidents import service as incidents
from breachdesk.kernel.actor import Permission
from breachdesk.publications import service
from breachdesk.publications.domain.notice import NOTICE_LABELS, address
from breachdesk.publications.service import notices, pages
from breachdesk.publications.views.blueprint import bp, site
from breachdesk.publications.views.public import standalone
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading
from breachdesk.web.guards import guard
from breachdesk.web.replies import download


@bp.get("/<string:notice_id>/")
@guard(Permission.INCIDENT_READ)
def show(incident_id: str, notice_id: str) -> str:
    with reading() as uow:
        found = service.get(uow, incident_id, notice_id)
        words = {
            "notice": found,
            "states": NOTICE_LABELS,
            "readings": notices.readings(found.texts),
            "address": address(site(), incidents.case(uow, incident_id).reference),
        }
        return case_page(uow, "publications/show.html", incident_id, **words)


@bp.get("/<string:notice_id>/preview/<string:language>")
@guard(Permission.INCIDENT_READ)
def preview(incident_id: str, notice_id: str, language: str) -> Response:
    """The page as people see it, for those who may not see it yet."""
    with reading() as uow:
        _notice, content = pages.preview(uow, incident_id, notice_id, language, site())
    return standalone(content)


@bp.get("/<string:notice_id>/page/<string:language>")
@guard(Permission.INCIDENT_READ)
def export(incident_id: str, notice_id: str, language: str) -> Response:
    """The same as one file, to put on another site."""
    with reading() as uow:
        case = incidents.case(uow, incident_id)
        notice, content = pages.preview(uow, incident_id, notice_id, language, site())
    return download(content, f"{case.reference}-v{notice.number}-{language}.html", "text/html")


@bp.get("/<string:notice_id>/hotline/<string:language>")
@guard(Permission.INCIDENT_READ)
def hotline(incident_id: str, notice_id: str, language: str) -> str:
    """The script as one printable page."""
    with reading() as uow:
        found = service.get(uow, incident_id, notice_id)
        readings = notices.readings(found.texts)
        if language not in readings:
            abort(404)
        words = {"notice": found, "reading": readings[language], "states": NOTICE_LABELS}
        return case_page(uow, "publications/hotline.html", incident_id, **words)
