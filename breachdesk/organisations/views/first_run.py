"""The page that opens an instance: the first account and the first organisation."""

from flask import url_for
from werkzeug.wrappers import Response

from breachdesk.accounts import service as accounts
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.organisations import service
from breachdesk.organisations.forms import FirstRunForm
from breachdesk.organisations.views.blueprint import bp
from breachdesk.web.context import services
from breachdesk.web.guards import public
from breachdesk.web.replies import page, saved

FIRST_RUN = Actor.system("first-run")


@bp.get("/first-run/<string:token>")
@public
def first_run(token: str) -> tuple[str, int]:
    _check(token)
    return page("organisations/first_run.html", FirstRunForm())


@bp.post("/first-run/<string:token>")
@public
def open_instance(token: str) -> Response | tuple[str, int]:
    _check(token)
    form = FirstRunForm()
    if form.accepted():
        with form.refusing(), services().unit_of_work(FIRST_RUN) as uow:
            service.open_instance(uow, token, form.to_command())
        if not form.is_refused:
            return saved(_("Your account is ready. Sign in."), url_for("security.login"))
    return page("organisations/first_run.html", form)


def _check(token: str) -> None:
    with services().reading(FIRST_RUN) as uow:
        link = accounts.find_link(uow, token)
    if link.user_id is not None:
        raise NotFoundError(accounts.DEAD_LINK)
