"""The page on which an organisation sets when it is reminded."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.organisations import service as organisations
from breachdesk.reminders import service
from breachdesk.reminders.forms import RulesForm
from breachdesk.web.context import actor, reading
from breachdesk.web.guards import guard
from breachdesk.web.replies import page, saved

bp = Blueprint(
    "reminders", __name__, url_prefix="/organisations/<string:organisation_id>/reminders"
)


@bp.route("/", methods=["GET", "POST"])
@guard(Permission.ORGANISATION_EDIT)
def rules(organisation_id: str) -> Response | tuple[str, int]:
    actor().require(Permission.ORGANISATION_EDIT, organisation_id)
    form = RulesForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.change_rules(
            uow, organisation_id, form.version.data or 0, form.to_rules()
        )
    ):
        address = url_for("organisations.show", organisation_id=organisation_id)
        return saved(_("Reminders changed."), address)
    with reading() as uow:
        organisation = organisations.identity(uow, organisation_id)
        stored, version = service.rules(uow, organisation_id), service.version(uow, organisation_id)
    if not form.is_submitted():
        form.fill(stored, version)
    elif form.conflict:
        form.version.data = version
    return page("reminders/rules.html", form, organisation=organisation, stored=stored)
