"""The page of one controller, and its three decisions."""

from flask import abort, render_template, url_for
from werkzeug.wrappers import Response

from breachdesk.controllers import service as controllers
from breachdesk.controllers.domain import (
    ANSWER_LABELS,
    MANDATE_LABELS,
    WORDINGS,
    Answer,
    MandateKind,
)
from breachdesk.controllers.service import mandates, questions
from breachdesk.incidents import service as incidents
from breachdesk.kernel.text import _
from breachdesk.portal import service
from breachdesk.portal.forms import AcknowledgeForm, FiledForm, MandateForm, QuestionForm
from breachdesk.portal.views.visit import bp, carry_out, mine, reading, visiting
from breachdesk.web.context import services
from breachdesk.web.forms import Form
from breachdesk.web.language import current
from breachdesk.web.replies import download, saved, status_of


@bp.get("/portal/")
@visiting
def show() -> str:
    with reading() as uow:
        return render_template(
            "portal/show.html",
            portal=service.page(uow, mine(), current()),
            answers=ANSWER_LABELS,
            mandate_kinds=MANDATE_LABELS,
        )


@bp.route("/portal/acknowledge", methods=["GET", "POST"])
@visiting
def acknowledge() -> Response | tuple[str, int]:
    form = AcknowledgeForm()
    if form.accepted() and carry_out(
        form, lambda uow: mandates.acknowledge(uow, mine().controller_id, form.text("name"))
    ):
        return saved(_("Thank you: your receipt is recorded."), url_for("portal.show"))
    return _form("portal/acknowledge.html", form)


@bp.route("/portal/mandate/<string:kind>", methods=["GET", "POST"])
@visiting
def mandate(kind: str) -> Response | tuple[str, int]:
    if kind not in set(MandateKind):
        abort(404)
    wanted, form = MandateKind(kind), MandateForm()
    if form.accepted() and carry_out(
        form,
        lambda uow: mandates.give(uow, mine().controller_id, form.to_command(wanted)),
    ):
        return saved(
            _("Your answer is recorded; its paper is at the bottom of this page."),
            url_for("portal.show"),
        )
    return _form(
        "portal/mandate.html",
        form,
        kind=wanted,
        title=MANDATE_LABELS[wanted],
        wordings={answer: WORDINGS[wanted, answer] for answer in (Answer.YES, Answer.NO)},
    )


@bp.route("/portal/filed", methods=["GET", "POST"])
@visiting
def filed() -> Response | tuple[str, int]:
    """The controller has notified the CNIL by itself."""
    form = FiledForm(data={"filed_at": services().clock.now()})
    if form.accepted() and carry_out(
        form,
        lambda uow: mandates.filed_itself(
            uow, mine().controller_id, form.moment("filed_at"), form.text("cnil_number")
        ),
    ):
        return saved(_("Thank you: your filing is recorded."), url_for("portal.show"))
    return _form("portal/filed.html", form)


@bp.get("/portal/notification")
@visiting
def notification() -> str:
    """The controller's own pre-filled form, to copy field by field."""
    with reading() as uow:
        visit = mine()
        own = controllers.own_notification(uow, visit.incident_id, visit.controller_id, current())
        return render_template(
            "portal/notification.html",
            case=incidents.case(uow, visit.incident_id),
            sheet=own.sheet,
        )


@bp.route("/portal/question", methods=["GET", "POST"])
@visiting
def question() -> Response | tuple[str, int]:
    form = QuestionForm()
    if form.accepted() and carry_out(
        form,
        lambda uow: questions.ask(
            uow, mine().controller_id, form.new_id, str(form["question"].data or "")
        ),
    ):
        return saved(_("Question sent: the answer will stand here."), url_for("portal.show"))
    return _form("portal/question.html", form)


@bp.post("/portal/papers/<string:slug>")
@visiting
def paper(slug: str) -> Response:
    """A POST, because taking a paper along is recorded."""
    with services().unit_of_work(mine().actor) as uow:
        name, content = service.paper(uow, mine(), slug, current())
    return download(content, name, "application/pdf")


@bp.post("/portal/mandates/<string:mandate_id>")
@visiting
def mandate_paper(mandate_id: str) -> Response:
    with services().unit_of_work(mine().actor) as uow:
        name, content = service.mandate_paper(uow, mine(), mandate_id, current())
    return download(content, name, "application/pdf")


def _form(template: str, form: Form, **words: object) -> tuple[str, int]:
    with reading() as uow:
        visit = mine()
        words["controller"] = controllers.get(uow, visit.incident_id, visit.controller_id)
        return render_template(template, form=form, **words), status_of(form)
