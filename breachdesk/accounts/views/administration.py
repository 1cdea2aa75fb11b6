"""Accounts of the instance, for the technical administrator."""

from collections.abc import Callable

from flask import url_for
from werkzeug.wrappers import Response

from breachdesk.accounts import service
from breachdesk.accounts.forms import NewAccountForm
from breachdesk.accounts.views.blueprint import bp
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import Text, _
from breachdesk.web.context import reading, services
from breachdesk.web.forms import Form
from breachdesk.web.guards import guard
from breachdesk.web.replies import page, saved


@bp.get("/accounts/")
@guard(Permission.ACCOUNT_MANAGE)
def index() -> tuple[str, int]:
    return _list(Form())


@bp.get("/accounts/new")
@guard(Permission.ACCOUNT_MANAGE)
def new() -> tuple[str, int]:
    return page("accounts/new.html", NewAccountForm())


@bp.post("/accounts/new")
@guard(Permission.ACCOUNT_MANAGE)
def create() -> Response | tuple[str, int]:
    form = NewAccountForm()
    made: list[str | None] = []
    if form.accepted() and form.carry_out(
        lambda uow: made.append(service.create_account(uow, form.to_command()).invitation)
    ):
        return _told_once(made[0])
    return page("accounts/new.html", form)


@bp.post("/accounts/<string:user_id>/invite")
@guard(Permission.ACCOUNT_MANAGE)
def invite(user_id: str) -> Response | tuple[str, int]:
    form = Form()
    made: list[str | None] = []
    if form.accepted() and form.carry_out(
        lambda uow: made.append(service.renew_invitation(uow, user_id))
    ):
        return _told_once(made[0])
    return _list(form)


@bp.post("/accounts/<string:user_id>/close")
@guard(Permission.ACCOUNT_MANAGE)
def close(user_id: str) -> Response | tuple[str, int]:
    return _change(lambda uow: service.close_account(uow, user_id), _("Account closed."))


@bp.post("/accounts/<string:user_id>/reopen")
@guard(Permission.ACCOUNT_MANAGE)
def reopen(user_id: str) -> Response | tuple[str, int]:
    return _change(lambda uow: service.reopen_account(uow, user_id), _("Account reopened."))


@bp.post("/accounts/<string:user_id>/unlock")
@guard(Permission.ACCOUNT_MANAGE)
def unlock(user_id: str) -> Response | tuple[str, int]:
    return _change(lambda uow: service.unlock_account(uow, user_id), _("Account unlocked."))


def _change(act: Callable[[UnitOfWork], None], done: Text) -> Response | tuple[str, int]:
    form = Form()
    if form.accepted() and form.carry_out(act):
        return saved(done, url_for("accounts.index"))
    return _list(form)


def _list(form: Form) -> tuple[str, int]:
    with reading() as uow:
        accounts = service.accounts(uow)
    return page("accounts/index.html", form, accounts=accounts, now=services().clock.now())


def _told_once(token: str | None) -> Response | tuple[str, int]:
    """The link is shown now or never: only its hash is kept. None: the page was sent twice."""
    if token is None:
        return saved(_("This account exists already."), url_for("accounts.index"))
    base = services().settings.base_url
    link = f"{base}{url_for('accounts.invitation', token=token)}"
    return page("accounts/invited.html", Form(), link=link, back=url_for("accounts.index"))
