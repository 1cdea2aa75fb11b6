"""One message without what is sealed, and everything short of the answer, a page for each act."""

from collections.abc import Callable

from werkzeug.wrappers import Response

from breachdesk.controllers.forms.base import VersionedForm
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import Text, _
from breachdesk.replies import service
from breachdesk.replies.forms import (
    AssignForm,
    CloseForm,
    HandForm,
    NoteForm,
    OpenForm,
    PersonForm,
    ToldForm,
    asked_in,
    seen_in,
)
from breachdesk.replies.views.blueprint import bp, done, words_of
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading
from breachdesk.web.forms import Form
from breachdesk.web.guards import guard
from breachdesk.web.replies import status_of


@bp.get("/<string:reply_id>/")
@guard(Permission.INCIDENT_READ)
def show(incident_id: str, reply_id: str) -> str:
    return _show(VersionedForm(), incident_id, reply_id)[0]


@bp.post("/<string:reply_id>/assign")
@guard(Permission.INCIDENT_EDIT)
def assign(incident_id: str, reply_id: str) -> Response | tuple[str, int]:
    with reading() as uow:
        form = AssignForm(service.owners(uow, incident_id))
    if form.accepted() and form.carry_out(
        lambda uow: service.assign(uow, seen_in(form, incident_id, reply_id), form.text("owner_id"))
    ):
        return done(_("Assigned."), incident_id, reply_id)
    return _show(form, incident_id, reply_id)


@bp.route("/<string:reply_id>/note", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def note(incident_id: str, reply_id: str) -> Response | tuple[str, int]:
    form = NoteForm()
    return _act(
        "note",
        form,
        (incident_id, reply_id),
        lambda uow: service.note(uow, incident_id, reply_id, form.new_id, form.text("words")),
    )


@bp.route("/<string:reply_id>/person", methods=["GET", "POST"])
@guard(Permission.PEOPLE_READ)
def person(incident_id: str, reply_id: str) -> Response | tuple[str, int]:
    """Look up whom it is about; what was typed to find them is not kept."""
    form = PersonForm()
    found: list[bool] = []
    if form.accepted() and form.carry_out(
        lambda uow: found.append(
            service.link(uow, seen_in(form, incident_id, reply_id), asked_in(form))
        )
    ):
        text = _("Found: a person of the case.") if found[0] else _("Nobody was found for certain.")
        return done(text, incident_id, reply_id)
    return _page("person", form, incident_id, reply_id)


@bp.route("/<string:reply_id>/extend", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def extend(incident_id: str, reply_id: str) -> Response | tuple[str, int]:
    form = ToldForm()
    return _act(
        "extend",
        form,
        (incident_id, reply_id),
        lambda uow: service.extend(uow, seen_in(form, incident_id, reply_id), form.told()),
    )


@bp.route("/<string:reply_id>/hand", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def hand(incident_id: str, reply_id: str) -> Response | tuple[str, int]:
    form = HandForm()
    return _act(
        "hand",
        form,
        (incident_id, reply_id),
        lambda uow: service.hand(
            uow, seen_in(form, incident_id, reply_id), form.text("controller"), form.told()
        ),
    )


@bp.route("/<string:reply_id>/close", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def close(incident_id: str, reply_id: str) -> Response | tuple[str, int]:
    form = CloseForm()
    return _act(
        "close",
        form,
        (incident_id, reply_id),
        lambda uow: service.close(
            uow, seen_in(form, incident_id, reply_id), form.text("words"), form.new_id
        ),
    )


@bp.post("/<string:reply_id>/take-up")
@guard(Permission.INCIDENT_EDIT)
def take_up(incident_id: str, reply_id: str) -> Response | tuple[str, int]:
    form = VersionedForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.take_up(uow, seen_in(form, incident_id, reply_id))
    ):
        return done(_("In hand."), incident_id, reply_id)
    return _show(form, incident_id, reply_id)


DONE: dict[str, Text] = {
    "note": _("Noted."),
    "extend": _("Extended by two months; the reasons are kept."),
    "hand": _("Handed to the controller."),
    "close": _("Closed."),
}


def _act(
    name: str, form: Form, where: tuple[str, str], act: Callable[[UnitOfWork], object]
) -> Response | tuple[str, int]:
    if form.accepted() and form.carry_out(act):
        return done(DONE[name], *where)
    return _page(name, form, *where)


def _page(name: str, form: Form, incident_id: str, reply_id: str) -> tuple[str, int]:
    with reading() as uow:
        words = words_of(uow, incident_id, reply_id)
        if isinstance(form, VersionedForm):
            form.made_from(words["reply"].version)
        page = case_page(uow, f"replies/{name}.html", incident_id, form=form, **words)
        return page, status_of(form)


def _show(form: VersionedForm, incident_id: str, reply_id: str) -> tuple[str, int]:
    """The page of the message, with what a button on it was refused for."""
    with reading() as uow:
        words = words_of(uow, incident_id, reply_id)
        reply = words["reply"]
        form.made_from(reply.version)
        words |= {
            "form": form,
            "assigning": AssignForm(service.owners(uow, incident_id), reply.owner_id),
            "opening": OpenForm(),
        }
        words["assigning"].version.data = form.version.data
        return case_page(uow, "replies/show.html", incident_id, **words), status_of(form)
