"""The front page: what is due next, then one's own work, then the year."""

from datetime import date

from flask import Blueprint, render_template
from flask_babel import format_date

from breachdesk.dashboard import service
from breachdesk.dashboard.domain import Bar, bars
from breachdesk.deadlines.domain import STANDING_LABELS
from breachdesk.kernel.actor import Permission
from breachdesk.notifications.domain import KIND_LABELS
from breachdesk.organisations import service as organisations
from breachdesk.web.context import actor, reading
from breachdesk.web.guards import signed_in
from breachdesk.web.language import current

bp = Blueprint("dashboard", __name__)


@bp.get("/")
@signed_in
def index() -> str:
    with reading() as uow:
        shown = service.overview(uow, current())
        names = organisations.names(uow)
        return render_template(
            "dashboard/index.html",
            shown=shown,
            months=_months(shown.figures.year, shown.figures.by_month),
            natures=bars(shown.figures.by_nature),
            standings=STANDING_LABELS,
            kinds=KIND_LABELS,
            has_organisation=any(actor().may(Permission.INCIDENT_READ, key) for key in names),
            may_open=actor().may(Permission.INCIDENT_OPEN),
        )


def _months(year: int, counts: tuple[int, ...]) -> tuple[Bar, ...]:
    """Twelve bars with the month's short name in the reader's language."""
    return bars(
        [
            (format_date(date(year, month, 1), "LLL"), value)
            for month, value in enumerate(counts, start=1)
        ]
    )
