"""The page an invitation opens."""

from flask import url_for
from werkzeug.wrappers import Response

from breachdesk.accounts import service
from breachdesk.accounts.domain import Link
from breachdesk.accounts.forms import InvitationForm
from breachdesk.accounts.forms.sign_in import SIGN_IN
from breachdesk.accounts.views.blueprint import bp
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.web.context import services
from breachdesk.web.guards import public
from breachdesk.web.replies import page, saved


@bp.get("/invitations/<string:token>")
@public
def invitation(token: str) -> tuple[str, int]:
    """Opening the page spends nothing, so that mail scanners do no harm."""
    return page("accounts/invitation.html", InvitationForm(), link=_link(token))


@bp.post("/invitations/<string:token>")
@public
def accept_invitation(token: str) -> Response | tuple[str, int]:
    link = _link(token)
    form = InvitationForm()
    if form.accepted():
        with form.refusing(), services().unit_of_work(SIGN_IN) as uow:
            service.accept_invitation(uow, token, str(form.password.data))
        if not form.is_refused:
            return saved(_("Password saved. You can sign in now."), url_for("security.login"))
    return page("accounts/invitation.html", form, link=link)


def _link(token: str) -> Link:
    with services().reading(SIGN_IN) as uow:
        link = service.find_link(uow, token)
    if link.user_id is None:
        raise NotFoundError(service.DEAD_LINK)
    return link
