"""The masked list, one person, pairs to decide, and the hotline."""

from typing import cast

from flask import current_app, request, url_for
from werkzeug.wrappers import Response

from breachdesk.controllers import service as controllers
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.kernel.typed import number
from breachdesk.people import service
from breachdesk.people.domain import DOUBT_LABELS, Answer, Identity, Sent
from breachdesk.people.forms.persons import DecideForm, HotlineForm, NarrowForm, UnmaskForm
from breachdesk.people.views.blueprint import SENT_PORT, SentTo, bp
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, services
from breachdesk.web.guards import guard
from breachdesk.web.replies import saved, status_of

DECISIONS = frozenset({"same", "different"})


@bp.get("/")
@guard(Permission.PEOPLE_READ)
def index(incident_id: str) -> str:
    with reading() as uow:
        known = controllers.of_case(uow, incident_id)
        narrow = NarrowForm([(one.id, f"{one.number} {one.place}") for one in known])
        after = number(request.args.get("after", "")) or 0
        persons, onward = service.page(uow, incident_id, narrow.to_filter(), after)
        _shown, waiting = service.doubts(uow, incident_id)
        words = {
            "narrow": narrow,
            "persons": persons,
            "onward": onward,
            "query": {**request.args.to_dict(), "after": onward},
            "count": service.count(uow, incident_id),
            "doubts": waiting,
            "destruction": service.destruction(uow, incident_id),
        }
        return case_page(uow, "people/index.html", incident_id, **words)


@bp.route("/persons/<int:person_id>/", methods=["GET", "POST"])
@guard(Permission.PEOPLE_UNMASK)
def unmask(incident_id: str, person_id: int) -> tuple[str, int]:
    """A GET shows the mask and asks why; the POST alone shows who it is, and is recorded."""
    form = UnmaskForm()
    found: list[Identity] = []
    if form.accepted():
        form.carry_out(
            lambda uow: found.append(service.unmask(uow, incident_id, person_id, form.chosen()))
        )
    with reading() as uow:
        names = {one.id: one.place for one in controllers.of_case(uow, incident_id)}
        words = {
            "form": form,
            "masked": service.shown(uow, incident_id, person_id),
            "person": found[0] if found else None,
            "names": names,
        }
        return case_page(uow, "people/person.html", incident_id, **words), status_of(form)


@bp.get("/doubts/")
@guard(Permission.PEOPLE_READ)
def doubts(incident_id: str) -> str:
    with reading() as uow:
        found, total = service.doubts(uow, incident_id)
        words = {"doubts": found, "total": total, "labels": DOUBT_LABELS}
        return case_page(uow, "people/doubts.html", incident_id, **words)


@bp.post("/doubts/<int:doubt_id>")
@guard(Permission.PEOPLE_IMPORT)
def settle(incident_id: str, doubt_id: int) -> Response | tuple[str, int]:
    form = DecideForm()

    def decide(uow: UnitOfWork) -> None:
        is_same = form.pressed(DECISIONS) == "same"
        service.settle(uow, incident_id, doubt_id, is_same=is_same)

    if form.accepted() and form.carry_out(decide):
        return saved(_("Decided."), url_for("people.doubts", incident_id=incident_id))
    with reading() as uow:
        found, total = service.doubts(uow, incident_id)
        words = {"doubts": found, "total": total, "labels": DOUBT_LABELS, "form": form}
        return case_page(uow, "people/doubts.html", incident_id, **words), status_of(form)


@bp.route("/hotline", methods=["GET", "POST"])
@guard(Permission.PEOPLE_READ)
def hotline(incident_id: str) -> tuple[str, int]:
    """The answer stands on the page that was asked, beside an empty form for the next caller."""
    form = HotlineForm()
    found: list[Answer] = []
    if form.accepted():
        today = services().clock.now().date()
        form.carry_out(
            lambda uow: found.append(service.hotline(uow, incident_id, form.to_question(today)))
        )
    with reading() as uow:
        answer = found[0] if found else None
        words = {
            "form": HotlineForm(formdata=None) if answer else form,
            "answer": answer,
            "sent": _sent(uow, incident_id, answer) if answer else (),
        }
        return case_page(uow, "people/hotline.html", incident_id, **words), status_of(form)


def _sent(uow: UnitOfWork, incident_id: str, answer: Answer) -> tuple[Sent, ...]:
    sent_to = cast(SentTo | None, current_app.extensions.get(SENT_PORT))
    return tuple(sent_to(uow, incident_id, answer.persons)) if sent_to else ()
