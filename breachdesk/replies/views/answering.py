"""Opening a message, writing the answer beside it, reading it again, giving it."""

from flask import request
from werkzeug.wrappers import Response

from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.replies import service
from breachdesk.replies.forms import AnswerForm, OpenForm, seen_in
from breachdesk.replies.service import Review
from breachdesk.replies.views.blueprint import bp, done, words_of
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, unit_of_work
from breachdesk.web.guards import guard
from breachdesk.web.replies import status_of


@bp.post("/<string:reply_id>/opened")
@guard(Permission.PEOPLE_READ)
def opened(incident_id: str, reply_id: str) -> tuple[str, int]:
    """A POST, because reading what somebody wrote is recorded."""
    if "words" in request.form:
        return _opened(AnswerForm(), incident_id, reply_id)
    with reading() as uow:
        reply = service.get(uow, incident_id, reply_id)
    proposed = OpenForm().proposed(reply.language)
    form = AnswerForm(formdata=None, data={"words": proposed, "version": str(reply.version)})
    return _opened(form, incident_id, reply_id)


@bp.post("/<string:reply_id>/review")
@guard(Permission.INCIDENT_EDIT)
def review(incident_id: str, reply_id: str) -> tuple[str, int]:
    """The answer as it would be given; nothing is kept of it yet."""
    form = AnswerForm()
    reviews: list[Review] = []
    if form.accepted() and form.carry_out(
        lambda uow: reviews.append(
            service.review(uow, seen_in(form, incident_id, reply_id), form.draft())
        )
    ):
        with reading() as uow:
            words = words_of(uow, incident_id, reply_id)
            words |= {"form": form, "review": reviews[0]}
            return case_page(uow, "replies/review.html", incident_id, **words), 200
    return _opened(form, incident_id, reply_id)


@bp.post("/<string:reply_id>/answer")
@guard(Permission.INCIDENT_EDIT)
def answer(incident_id: str, reply_id: str) -> Response | tuple[str, int]:
    form = AnswerForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.answer(uow, seen_in(form, incident_id, reply_id), form.draft())
    ):
        return done(_("The answer is recorded."), incident_id, reply_id)
    return _opened(form, incident_id, reply_id)


def _opened(form: AnswerForm, incident_id: str, reply_id: str) -> tuple[str, int]:
    with unit_of_work() as uow:
        found = service.opened(uow, incident_id, reply_id)
    with reading() as uow:
        words = words_of(uow, incident_id, reply_id)
        if form.conflict:
            form.version.data = str(words["reply"].version)
        words |= {"form": form, "opened": found, "opening": OpenForm()}
        return case_page(uow, "replies/opened.html", incident_id, **words), status_of(form)
