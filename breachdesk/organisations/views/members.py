"""Members of an organisation."""

from flask import url_for
from werkzeug.wrappers import Response

from breachdesk.kernel.actor import ROLE_LABELS, Permission, Role
from breachdesk.kernel.text import _
from breachdesk.organisations import service
from breachdesk.organisations.domain import AddedMember
from breachdesk.organisations.forms import NewMemberForm, RoleForm
from breachdesk.organisations.views.blueprint import bp
from breachdesk.web.context import reading, services
from breachdesk.web.forms import Form
from breachdesk.web.guards import guard
from breachdesk.web.replies import page, saved

HOME = "/organisations/<string:organisation_id>/members"


@bp.get(f"{HOME}/")
@guard(Permission.ORGANISATION_EDIT)
def members(organisation_id: str) -> tuple[str, int]:
    return _list(organisation_id, NewMemberForm())


@bp.post(f"{HOME}/")
@guard(Permission.ORGANISATION_EDIT)
def add_member(organisation_id: str) -> Response | tuple[str, int]:
    form = NewMemberForm()
    added: list[AddedMember] = []
    if form.accepted() and form.carry_out(
        lambda uow: added.append(service.add_member(uow, organisation_id, form.to_command()))
    ):
        return _told(organisation_id, added[0])
    return _list(organisation_id, form)


@bp.post(f"{HOME}/<string:user_id>/role")
@guard(Permission.ORGANISATION_EDIT)
def change_role(organisation_id: str, user_id: str) -> Response | tuple[str, int]:
    form = RoleForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.change_role(uow, organisation_id, user_id, Role(form.role.data))
    ):
        return saved(_("Role changed."), _home(organisation_id))
    return _list(organisation_id, form)


@bp.post(f"{HOME}/<string:user_id>/remove")
@guard(Permission.ORGANISATION_EDIT)
def remove_member(organisation_id: str, user_id: str) -> Response | tuple[str, int]:
    form = Form()
    if form.accepted() and form.carry_out(
        lambda uow: service.remove_member(uow, organisation_id, user_id)
    ):
        return saved(_("Member removed."), _home(organisation_id))
    return _list(organisation_id, form)


def _list(organisation_id: str, form: Form) -> tuple[str, int]:
    """`form` is the one that was refused, whichever; a fresh one for adding stands below."""
    with reading() as uow:
        uow.actor.require(Permission.ORGANISATION_EDIT, organisation_id)
        organisation = service.identity(uow, organisation_id)
        people = service.members(uow, organisation_id, with_closed=True)
    return page(
        "organisations/members.html",
        form,
        adding=form if isinstance(form, NewMemberForm) else NewMemberForm(formdata=None),
        organisation=organisation,
        people=people,
        roles=ROLE_LABELS,
    )


def _told(organisation_id: str, added: AddedMember) -> Response | tuple[str, int]:
    """The link is shown now or never: only its hash is kept."""
    if added.invitation is None:
        return saved(_("Member added."), _home(organisation_id))
    base = services().settings.base_url
    link = f"{base}{url_for('accounts.invitation', token=added.invitation)}"
    return page("accounts/invited.html", Form(), link=link, back=_home(organisation_id))


def _home(organisation_id: str) -> str:
    return url_for("organisations.members", organisation_id=organisation_id)
