"""A person's private calendar address, and the feed behind it."""

from flask import Blueprint, Response, render_template, url_for
from werkzeug.wrappers import Response as Reply

from breachdesk.calendars import service
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.web.context import reading, services, unit_of_work
from breachdesk.web.guards import public, signed_in
from breachdesk.web.replies import saved

bp = Blueprint("calendars", __name__)


@bp.get("/calendar/")
@signed_in
def index() -> str:
    with reading() as uow:
        return render_template("calendars/index.html", since=service.opened_at(uow), address="")


@bp.post("/calendar/")
@signed_in
def renew() -> str:
    """The address is shown in this answer and never again: only its hash is kept."""
    with unit_of_work() as uow:
        token = service.open_feed(uow)
        since = service.opened_at(uow)
    base = services().settings.base_url
    address = f"{base}{url_for('calendars.feed', token=token)}"
    return render_template("calendars/index.html", since=since, address=address)


@bp.post("/calendar/close")
@signed_in
def close() -> Reply:
    with unit_of_work() as uow:
        service.close_feed(uow)
    return saved(_("The calendar address no longer works."), url_for("calendars.index"))


@bp.get("/calendar/<string:token>.ics")
@public
def feed(token: str) -> Response:
    """Rights are today's: a person who lost a case no longer sees its deadlines."""
    with services().reading(Actor.system("calendar")) as uow:
        user_id = service.owner(uow, token)
    person = services().actor_for(user_id)
    if person is None:
        raise NotFoundError(_("There is nothing at this address."))
    with services().reading(person) as uow:
        content = service.feed(uow, services().settings.base_url)
    return Response(content, mimetype="text/calendar")
