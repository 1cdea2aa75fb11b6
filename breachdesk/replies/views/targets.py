"""The page on which an organisation sets how soon it wants to answer."""

from flask import url_for
from werkzeug.wrappers import Response

from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.organisations import service as organisations
from breachdesk.replies import service
from breachdesk.replies.forms import TargetsForm
from breachdesk.replies.views.blueprint import targets_bp
from breachdesk.web.context import actor, reading
from breachdesk.web.guards import guard
from breachdesk.web.replies import page, saved


@targets_bp.route("/", methods=["GET", "POST"])
@guard(Permission.ORGANISATION_EDIT)
def edit(organisation_id: str) -> Response | tuple[str, int]:
    actor().require(Permission.ORGANISATION_EDIT, organisation_id)
    with reading() as uow:
        organisation = organisations.identity(uow, organisation_id)
        stored = service.targets(uow, organisation_id)
        version = service.targets_version(uow, organisation_id)
    form = TargetsForm(obj=stored)
    form.made_from(version)
    if form.accepted() and form.carry_out(
        lambda uow: service.change_targets(uow, organisation_id, form.seen, form.to_targets())
    ):
        address = url_for("organisations.show", organisation_id=organisation_id)
        return saved(_("Target times changed."), address)
    form.made_from(version)
    return page("reply_targets/edit.html", form, organisation=organisation, stored=stored)
