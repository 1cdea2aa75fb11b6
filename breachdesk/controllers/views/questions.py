"""Questions of controllers, and answering them."""

from flask import url_for
from werkzeug.wrappers import Response

from breachdesk.controllers import service
from breachdesk.controllers.forms.files import AnswerForm
from breachdesk.controllers.service import questions
from breachdesk.controllers.views.blueprint import bp
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading
from breachdesk.web.guards import guard
from breachdesk.web.replies import saved, status_of


@bp.get("/questions/")
@guard(Permission.INCIDENT_READ)
def question_list(incident_id: str) -> str:
    with reading() as uow:
        words = {
            "questions": questions.of_case(uow, incident_id),
            "names": {one.id: one.place for one in service.of_case(uow, incident_id)},
        }
        return case_page(uow, "controllers/question_list.html", incident_id, **words)


@bp.route("/questions/<string:question_id>", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def question(incident_id: str, question_id: str) -> Response | tuple[str, int]:
    with reading() as uow:
        stored = questions.get(uow, incident_id, question_id)
    share = "all" if stored.is_shared else "one"
    form = AnswerForm(data={"answer": stored.answer, "share": share})
    if form.accepted() and form.carry_out(
        lambda uow: questions.answer(
            uow,
            incident_id,
            question_id,
            form.text("answer"),
            is_shared=form.text("share") == "all",
        )
    ):
        return saved(
            _("Answer given."), url_for("controllers.question_list", incident_id=incident_id)
        )
    with reading() as uow:
        words = {
            "form": form,
            "question": stored,
            "controller": service.get(uow, incident_id, stored.controller_id),
        }
        return case_page(uow, "controllers/question.html", incident_id, **words), status_of(form)
