"""The register of Article 33(5): filter, print, export."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from breachdesk.incidents.domain import STEP_LABELS
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.zones import in_zone
from breachdesk.notifications.domain import KIND_TEXTS
from breachdesk.organisations import service as organisations
from breachdesk.register import service
from breachdesk.register.forms import RegisterForm
from breachdesk.risk.domain import LEVEL_LABELS
from breachdesk.web.context import actor, reading, services, unit_of_work
from breachdesk.web.guards import guard
from breachdesk.web.language import current
from breachdesk.web.replies import download, page

bp = Blueprint("register", __name__, url_prefix="/register")


@bp.get("/")
@guard(Permission.INCIDENT_READ)
def index() -> tuple[str, int]:
    with reading() as uow:
        form = _form(uow)
        return page(
            "register/index.html",
            form,
            rows=service.rows(uow, form.to_filter(), current()),
            states=STEP_LABELS,
            levels=LEVEL_LABELS,
            kinds=KIND_TEXTS,
            formats=service.FORMATS,
            may_export=actor().may(Permission.REGISTER_EXPORT),
        )


@bp.post("/export/<string:form>")
@guard(Permission.REGISTER_EXPORT)
def export(form: str) -> Response:
    """A POST, because who exports is recorded; the filter is the page's own."""
    with unit_of_work() as uow:
        wanted = _form(uow).to_filter()
        content, name, media_type = service.export(uow, form, wanted, current())
    return download(content, name, media_type)


def _form(uow: UnitOfWork) -> RegisterForm:
    mine = {
        key: name
        for key, name in organisations.names(uow).items()
        if actor().may(Permission.INCIDENT_READ, key)
    }
    today = in_zone(services().clock.now(), actor().zone)
    return RegisterForm(request.args, mine, today.year)
