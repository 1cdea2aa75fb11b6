"""The list of controllers with its figures, and the file of each."""

import csv
from io import StringIO

from flask import request, url_for
from werkzeug.wrappers import Response

from breachdesk.controllers import service
from breachdesk.controllers.domain import (
    ANSWER_LABELS,
    BASIS_LABELS,
    CHANNEL_LABELS,
    CONTACT_LABELS,
    DELIVERY_LABELS,
    FIELD_LABELS,
    FIGURE_LABELS,
    LACK_LABELS,
    MANDATE_LABELS,
    EditController,
)
from breachdesk.controllers.domain.controller import SHORT_ANSWERS
from breachdesk.controllers.domain.export import COLUMNS, as_row
from breachdesk.controllers.forms.files import (
    EditControllerForm,
    ListForm,
    NewControllerForm,
    PressForm,
)
from breachdesk.controllers.service import links, mandates, notices, questions
from breachdesk.controllers.views.blueprint import bp
from breachdesk.deadlines.domain import STANDING_LABELS
from breachdesk.incidents import service as incidents
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.risk.domain import LEVEL_LABELS
from breachdesk.web.case_page import case_page
from breachdesk.web.context import actor, reading, unit_of_work
from breachdesk.web.forms import Form
from breachdesk.web.guards import guard
from breachdesk.web.language import say
from breachdesk.web.pages import Pages
from breachdesk.web.replies import download, saved, status_of

PAGE_SIZE = 50


@bp.get("/")
@guard(Permission.INCIDENT_READ)
def index(incident_id: str) -> str:
    return _list(incident_id, PressForm())


@bp.post("/")
@guard(Permission.INCIDENT_DECIDE)
def press(incident_id: str) -> Response | tuple[str, int]:
    """The press wrote: the controllers chosen in the list knew from then on."""
    form, chosen = PressForm(), request.form.getlist("chosen")
    if not chosen:
        form.refuse(_("Choose at least one controller in the list."))
    elif form.accepted() and form.carry_out(
        lambda uow: service.heard_elsewhere(
            uow, incident_id, chosen, form.moment("other_at"), form.text("other_why")
        )
    ):
        return saved(_("Recorded."), url_for("controllers.index", incident_id=incident_id))
    return _list(incident_id, form), status_of(form)


@bp.route("/new", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def new(incident_id: str) -> Response | tuple[str, int]:
    form = NewControllerForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.add(uow, incident_id, form.to_new(form.new_id))
    ):
        return saved(
            _("Controller added."),
            url_for("controllers.show", incident_id=incident_id, controller_id=form.new_id),
        )
    with reading() as uow:
        return case_page(uow, "controllers/new.html", incident_id, form=form), status_of(form)


@bp.get("/<string:controller_id>/")
@guard(Permission.INCIDENT_READ)
def show(incident_id: str, controller_id: str) -> str:
    with reading() as uow:
        words = {
            "controller": service.get(uow, incident_id, controller_id),
            "deliveries": service.deliveries(uow, incident_id, controller_id),
            "mandates": mandates.mandates_of(uow, incident_id, controller_id),
            "history": service.history(uow, incident_id, controller_id),
            "asked": questions.of_controller(uow, incident_id, controller_id),
            "links": links.of_controller(uow, incident_id, controller_id),
            "notices": notices.sent(uow, incident_id),
            "field_labels": FIELD_LABELS,
            "answers": ANSWER_LABELS,
            "bases": BASIS_LABELS,
            "channels": CHANNEL_LABELS,
            "contacts": CONTACT_LABELS,
            "delivery_states": DELIVERY_LABELS,
            "lack_labels": LACK_LABELS,
            "mandate_kinds": MANDATE_LABELS,
            "levels": LEVEL_LABELS,
            "standings": STANDING_LABELS,
        }
        return case_page(uow, "controllers/show.html", incident_id, **words)


@bp.route("/<string:controller_id>/edit", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def edit(incident_id: str, controller_id: str) -> Response | tuple[str, int]:
    with reading() as uow:
        stored = service.get(uow, incident_id, controller_id)
    form = EditControllerForm(stored)
    if form.accepted() and form.carry_out(
        lambda uow: service.edit(
            uow, incident_id, EditController(controller_id, form.seen, form.to_new(controller_id))
        )
    ):
        return saved(
            _("Saved."),
            url_for("controllers.show", incident_id=incident_id, controller_id=controller_id),
        )
    with reading() as uow:
        now = service.get(uow, incident_id, controller_id)
        form.made_from(now.version)
        words = {"form": form, "controller": now}
        return case_page(uow, "controllers/edit.html", incident_id, **words), status_of(form)


@bp.get("/calls")
@guard(Permission.INCIDENT_READ)
def calls(incident_id: str) -> str:
    """Whom to telephone, to be printed."""
    with reading() as uow:
        words = {"silent": service.call_list(uow, incident_id), "contacts": CONTACT_LABELS}
        return case_page(uow, "controllers/calls.html", incident_id, **words)


@bp.post("/export.csv")
@guard(Permission.REGISTER_EXPORT)
def export(incident_id: str) -> Response:
    """Every controller with what is known of it; instants with the offset of the reader's zone."""
    with unit_of_work() as uow:
        case = incidents.case(uow, incident_id, Permission.REGISTER_EXPORT)
        found = service.export(uow, incident_id)
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([say(label) for label in COLUMNS.values()])
    writer.writerows(as_row(one, actor().zone, say) for one in found)
    content = text.getvalue().encode("utf-8-sig")
    return download(content, f"{case.reference}-controllers.csv", "text/csv")


def _list(incident_id: str, form: Form) -> str:
    pages = Pages.from_request(request.args, PAGE_SIZE)
    with reading() as uow:
        parts = service.departments(uow, incident_id)
        narrow = ListForm(request.args, tuple(part.code for part in parts))
        found, total = service.page(uow, incident_id, narrow.to_filter(), pages.offset, PAGE_SIZE)
        words = {
            "controllers": found,
            "pages": pages.of(total),
            "narrow": narrow,
            "form": form,
            "figures": service.figures(uow, incident_id),
            "departments": parts,
            "figure_labels": FIGURE_LABELS,
            "short": SHORT_ANSWERS,
            "contacts": CONTACT_LABELS,
            "lack_labels": LACK_LABELS,
            "chosen": request.form.getlist("chosen"),
            "open_questions": questions.open_count(uow, incident_id),
        }
        return case_page(uow, "controllers/index.html", incident_id, **words)
