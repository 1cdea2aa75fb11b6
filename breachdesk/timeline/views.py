"""The timeline of a case: list, filter, add, export."""

import csv
import json
from io import StringIO

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from breachdesk.evidence import service as evidence
from breachdesk.incidents import service as incidents
from breachdesk.infra.i18n import translator
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.timeline import service
from breachdesk.timeline.domain import COLUMNS, KIND_LABELS, as_record, as_row
from breachdesk.timeline.forms import EntryForm, FilterForm
from breachdesk.web.case_page import case_page
from breachdesk.web.context import actor, reading, services
from breachdesk.web.guards import guard
from breachdesk.web.language import current
from breachdesk.web.replies import download, saved, status_of

bp = Blueprint("timeline", __name__, url_prefix="/incidents/<string:incident_id>/timeline")


@bp.get("/")
@guard(Permission.INCIDENT_READ)
def index(incident_id: str) -> str:
    return _list(incident_id, EntryForm(data={"occurred_at": services().clock.now()}))


@bp.post("/")
@guard(Permission.INCIDENT_EDIT)
def add(incident_id: str) -> Response | tuple[str, int]:
    form = EntryForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.add_entry(uow, form.to_command(incident_id))
    ):
        return saved(_("Entry added."), url_for("timeline.index", incident_id=incident_id))
    return _list(incident_id, form), status_of(form)


@bp.get("/export.csv")
@guard(Permission.INCIDENT_READ)
def export_csv(incident_id: str) -> Response:
    """Semicolons and a byte-order mark, so that a French spreadsheet opens it as it is."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    reference, records = _records(incident_id)
    writer.writerows(as_row(record) for record in records)
    content = text.getvalue().encode("utf-8-sig")
    return download(content, f"{reference}-timeline.csv", "text/csv")


@bp.get("/export.json")
@guard(Permission.INCIDENT_READ)
def export_json(incident_id: str) -> Response:
    reference, records = _records(incident_id)
    content = json.dumps(records, ensure_ascii=False, indent=1).encode()
    return download(content, f"{reference}-timeline.json", "application/json")


def _records(incident_id: str) -> tuple[str, list[dict[str, str | bool]]]:
    say = translator(current())
    with reading() as uow:
        case = incidents.case(uow, incident_id)
        entries = service.entries(uow, incident_id)
    return case.reference, [as_record(entry, actor().zone, say) for entry in reversed(entries)]


def _list(incident_id: str, form: EntryForm) -> str:
    narrow = FilterForm(request.args)
    narrow.validate()
    with reading() as uow:
        words = {
            "entries": service.entries(uow, incident_id, narrow.to_filter(actor().zone)),
            "form": form,
            "narrow": narrow,
            "kinds": KIND_LABELS,
            "files": evidence.of_case(uow, incident_id),
        }
        return case_page(uow, "timeline/index.html", incident_id, **words)
