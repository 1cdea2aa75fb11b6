"""What came in: the list, a new message, the figures to take along."""

import csv
from collections.abc import Mapping
from io import StringIO

from flask import request
from werkzeug.wrappers import Response

from breachdesk.deadlines.domain import STANDING_LABELS
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import Text, _
from breachdesk.people import service as people
from breachdesk.replies import service
from breachdesk.replies.domain import CHANNEL_LABELS, KIND_LABELS, STATE_LABELS, Tally
from breachdesk.replies.forms import ListForm, NewForm
from breachdesk.replies.views.blueprint import bp, done
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, unit_of_work
from breachdesk.web.guards import guard
from breachdesk.web.language import say
from breachdesk.web.pages import Pages
from breachdesk.web.replies import download, status_of

PAGE_SIZE = 50
FIGURE_LABELS: Mapping[str, Text] = {
    "total": _("Messages received"),
    "open": _("Messages open"),
    "late": _("Messages late"),
    "answered": _("Answers given"),
    "answered_late": _("Answers given late"),
    "median_hours": _("Median hours to an answer"),
}


@bp.get("/")
@guard(Permission.INCIDENT_READ)
def index(incident_id: str) -> str:
    form = ListForm()
    pages = Pages.from_request(request.args, PAGE_SIZE)
    with reading() as uow:
        found, total = service.page(uow, incident_id, form.to_filter(), pages.offset, PAGE_SIZE)
        words = {
            "form": form,
            "replies": found,
            "pages": pages.of(total),
            "figures": service.figures(uow, incident_id),
            "figure_labels": FIGURE_LABELS,
            "kinds": KIND_LABELS,
            "channels": CHANNEL_LABELS,
            "states": STATE_LABELS,
            "standings": STANDING_LABELS,
            "destruction": people.destruction(uow, incident_id),
        }
        return case_page(uow, "replies/index.html", incident_id, **words)


@bp.route("/new", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def new(incident_id: str) -> Response | tuple[str, int]:
    form = NewForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.receive(uow, form.to_command(incident_id))
    ):
        return done(_("Recorded: its time to answer runs."), incident_id, form.new_id)
    with reading() as uow:
        page = case_page(uow, "replies/new.html", incident_id, form=form)
        return page, status_of(form)


@bp.post("/figures.csv")
@guard(Permission.REGISTER_EXPORT)
def export(incident_id: str) -> Response:
    with unit_of_work() as uow:
        content = _csv(uow, incident_id)
        reference = incidents.case(uow, incident_id).reference
    return download(content, f"{reference}-replies.csv", "text/csv")


def _csv(uow: UnitOfWork, incident_id: str) -> bytes:
    """One line in all, one for each kind and one for each channel."""
    found = service.export(uow, incident_id)
    rows: list[tuple[Text, Tally]] = [(_("All messages"), found.whole)]
    rows += [(KIND_LABELS[key], one) for key, one in found.by_kind.items()]
    rows += [(CHANNEL_LABELS[key], one) for key, one in found.by_channel.items()]
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([say(_("What")), *(say(label) for label in FIGURE_LABELS.values())])
    for label, tally in rows:
        told = tally.to_json()
        writer.writerow([say(label), *("" if told[k] is None else told[k] for k in FIGURE_LABELS)])
    return text.getvalue().encode("utf-8-sig")
