"""One's own account: profile, password, language, signing out."""

from flask import redirect, url_for
from flask import session as cookie
from flask_login import logout_user
from werkzeug.wrappers import Response

from breachdesk.accounts import service
from breachdesk.accounts.domain import AccountView, Profile
from breachdesk.accounts.forms import LanguageForm, PasswordForm, ProfileForm, try_password
from breachdesk.accounts.forms.sign_in import WRONG_PASSWORD
from breachdesk.accounts.views.blueprint import bp
from breachdesk.kernel.text import _
from breachdesk.web import session
from breachdesk.web.context import actor, reading, unit_of_work, visitor
from breachdesk.web.guards import public, signed_in
from breachdesk.web.replies import page, saved


@bp.get("/account/")
@signed_in
def show() -> tuple[str, int]:
    own = _own()
    profile = Profile(own.name, own.language, own.zone)
    return page("accounts/show.html", ProfileForm(profile), account=own)


@bp.post("/account/")
@signed_in
def edit() -> Response | tuple[str, int]:
    form = ProfileForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.change_profile(uow, form.to_command())
    ):
        cookie["language"] = form.to_command().language
        return saved(_("Account saved."), url_for("accounts.show"))
    return page("accounts/show.html", form, account=_own())


@bp.get("/account/password")
@signed_in
def password() -> tuple[str, int]:
    return page("accounts/password.html", PasswordForm())


@bp.post("/account/password")
@signed_in
def change_password() -> Response | tuple[str, int]:
    form = PasswordForm()
    if (
        form.accepted()
        and _is_really_me(form)
        and form.carry_out(lambda uow: service.change_password(uow, str(form.password.data)))
    ):
        session.end()
        done = _("Password changed. Every session is over: sign in with the new password.")
        return saved(done, url_for("security.login"))
    return page("accounts/password.html", form)


@bp.post("/language")
@public
def language() -> Response:
    form = LanguageForm()
    cookie["language"] = picked = form.picked
    if visitor() and form.accepted():
        with unit_of_work() as uow:
            service.change_language(uow, picked)
    return redirect(form.back, code=303)


@bp.post("/logout")
@public
def sign_out() -> Response:
    if visitor():
        with unit_of_work() as uow:
            service.sign_out(uow, actor().user_id)
    logout_user()
    session.end()
    reply = saved(_("You have signed out."), url_for("security.login"))
    reply.headers["Clear-Site-Data"] = '"cache", "storage"'
    return reply


def _own() -> AccountView:
    with reading() as uow:
        return service.own_account(uow)


def _is_really_me(form: PasswordForm) -> bool:
    """A wrong present password counts like a failed sign-in."""
    if try_password(_own().email, str(form.current_password.data)) is None:
        form.refuse(WRONG_PASSWORD, "current_password")
    return not form.is_refused
