"""Letters of a case that came back, whichever campaign they belong to."""

from collections import Counter
from collections.abc import Sequence

from breachdesk.kernel import codes
from breachdesk.kernel.actor import Permission
from breachdesk.letters import service as letters
from breachdesk.letters.domain import RETURN_LABELS
from breachdesk.letters.domain.returns import OUTCOME_LABELS, Outcome, Returned
from breachdesk.outreach.forms.returned import ScanForm, TrayForm
from breachdesk.outreach.views.blueprint import bp
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, unit_of_work
from breachdesk.web.guards import guard
from breachdesk.web.replies import status_of

LARGEST = 10_000_000
"""Bytes of a file; as many rows as one may have need less."""
MOST_SHOWN = 1_000

Told = list[tuple[int, Returned, Outcome]]


@bp.get("/returned")
@guard(Permission.INCIDENT_READ)
def returned(incident_id: str) -> str:
    page, _status = _page(incident_id, ScanForm(), TrayForm(), [])
    return page


@bp.post("/returned")
@guard(Permission.INCIDENT_EDIT)
def scan(incident_id: str) -> tuple[str, int]:
    """What came of the letter stands beside an empty field for the next; the mark stays."""
    form, told = ScanForm(), Told()
    if form.accepted():
        told = _noted(incident_id, [form.to_row()])
        mark = form.reason.data
        form = ScanForm(formdata=None, data={"reason": mark})
    return _page(incident_id, form, TrayForm(formdata=None), told)


@bp.post("/returned/file")
@guard(Permission.INCIDENT_EDIT)
def tray(incident_id: str) -> tuple[str, int]:
    form, told = TrayForm(), Told()
    if form.accepted():
        with form.refusing():
            told = _noted(incident_id, form.to_rows(LARGEST))
    return _page(incident_id, ScanForm(formdata=None), form, told)


def _noted(incident_id: str, rows: Sequence[Returned]) -> Told:
    with unit_of_work() as uow:
        outcomes = letters.returned(uow, incident_id, rows)
    return list(zip(range(1, len(rows) + 1), rows, outcomes, strict=True))


def _page(incident_id: str, form: ScanForm, file: TrayForm, told: Told) -> tuple[str, int]:
    """Rows that somebody has to look at come first."""
    shown = sorted(told, key=lambda one: one[2] is Outcome.NOTED)
    refused = file if file.is_refused else form
    with reading() as uow:
        words = {
            "form": refused,
            "scan": form,
            "file": file,
            "rows": shown[:MOST_SHOWN],
            "more": len(shown[MOST_SHOWN:]),
            "tally": Counter(outcome for _number, _row, outcome in told),
            "outcomes": OUTCOME_LABELS,
            "marks": RETURN_LABELS,
            "code": codes.read,
        }
        return case_page(uow, "outreach/returned.html", incident_id, **words), status_of(refused)
