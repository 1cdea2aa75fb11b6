"""The letters of a campaign: how many are where, printing them, the order for the print house."""

import csv
from io import StringIO

from flask import url_for
from werkzeug.wrappers import Response

from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import Text, _
from breachdesk.letters import service as letters
from breachdesk.letters.domain import (
    BATCH_LABELS,
    FAULT_LABELS,
    LETTER_LABELS,
    RETURN_LABELS,
    BatchState,
    BatchView,
)
from breachdesk.outreach import service
from breachdesk.outreach.domain.campaign import LAUNCHED
from breachdesk.outreach.forms.letters import PrintForm
from breachdesk.outreach.service import paper, print_run
from breachdesk.outreach.views.blueprint import bp
from breachdesk.tasks import service as tasks
from breachdesk.tasks.domain import STATE_LABELS
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, unit_of_work
from breachdesk.web.guards import guard
from breachdesk.web.language import say
from breachdesk.web.replies import download, saved, status_of

HEADS: tuple[Text, ...] = (
    _("File"),
    _("Letters"),
    _("Pages"),
    _("Pages a letter"),
    _("Sheets"),
    _("Paper"),
    _("Both sides"),
    _("SHA-256 of the archive"),
    _("SHA-256 of letters.pdf"),
)
PAPER = _("A4, white, 80 g/m²")
YES, NO = _("yes"), _("no")


@bp.get("/<string:campaign_id>/letters/")
@guard(Permission.INCIDENT_READ)
def mailing(incident_id: str, campaign_id: str) -> str:
    """How many letters are where, and the files they are printed in."""
    page, _status = _mailing(incident_id, campaign_id, PrintForm())
    return page


@bp.post("/<string:campaign_id>/letters/")
@guard(Permission.INCIDENT_DECIDE)
def print_letters(incident_id: str, campaign_id: str) -> Response | tuple[str, int]:
    form = PrintForm()
    if form.accepted() and form.carry_out(
        lambda uow: print_run.queue(uow, incident_id, form.new_id, form.to_command(campaign_id))
    ):
        return saved(
            _("The letters are being printed; the files will stand here."),
            url_for("outreach.mailing", incident_id=incident_id, campaign_id=campaign_id),
        )
    return _mailing(incident_id, campaign_id, form)


def _mailing(incident_id: str, campaign_id: str, form: PrintForm) -> tuple[str, int]:
    with reading() as uow:
        found = service.get(uow, incident_id, campaign_id)
        batches = letters.batches(uow, incident_id, campaign_id)
        words = {
            "form": form,
            "campaign": found,
            "is_launched": found.state in LAUNCHED,
            "figures": letters.figures(uow, incident_id, campaign_id),
            "batches": batches,
            "runs": print_run.runs(uow, incident_id, campaign_id),
            "states": LETTER_LABELS,
            "faults": FAULT_LABELS,
            "marks": RETURN_LABELS,
            "batch_states": BATCH_LABELS,
            "task_states": STATE_LABELS,
        }
        return case_page(uow, "outreach/mailing.html", incident_id, **words), status_of(form)


@bp.post("/<string:campaign_id>/letters/runs/<string:task_id>/cancel")
@guard(Permission.INCIDENT_EDIT)
def cancel_run(incident_id: str, campaign_id: str, task_id: str) -> Response:
    with unit_of_work() as uow:
        tasks.cancel(uow, incident_id, task_id)
    return saved(
        _("Stopped: what is printed stays printed."),
        url_for("outreach.mailing", incident_id=incident_id, campaign_id=campaign_id),
    )


@bp.get("/<string:campaign_id>/letters/print-order")
@guard(Permission.INCIDENT_READ)
def print_order(incident_id: str, campaign_id: str) -> str:
    """What the print house has to do with each file, to be printed or saved."""
    with reading() as uow:
        found = service.get(uow, incident_id, campaign_id)
        words = {
            "campaign": found,
            "reference": paper.reference(uow, found),
            "heads": HEADS,
            "rows": _rows(uow, incident_id, campaign_id),
        }
        return case_page(uow, "outreach/print_order.html", incident_id, **words)


@bp.get("/<string:campaign_id>/letters/print-order.csv")
@guard(Permission.INCIDENT_READ)
def print_order_file(incident_id: str, campaign_id: str) -> Response:
    """The same as a table. Numbers and hashes only, so nothing is recorded."""
    with reading() as uow:
        case = incidents.case(uow, incident_id)
        rows = _rows(uow, incident_id, campaign_id)
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([say(head) for head in HEADS])
    writer.writerows(rows)
    content = text.getvalue().encode("utf-8-sig")
    return download(content, f"{case.reference}-print-order.csv", "text/csv")


def _rows(uow: UnitOfWork, incident_id: str, campaign_id: str) -> list[list[str | int]]:
    reference = paper.reference(uow, service.get(uow, incident_id, campaign_id))
    found = letters.batches(uow, incident_id, campaign_id)
    return [_row(one, reference) for one in found if one.state is not BatchState.PLANNED]


def _row(one: BatchView, reference: str) -> list[str | int]:
    return [
        letters.archive_name(reference, one.number),
        one.letters,
        one.pages,
        one.pages_each,
        one.sheets,
        say(PAPER),
        say(YES if one.pages_each > 1 else NO),
        one.archive_sha256,
        one.pdf_sha256,
    ]
