"""The index for people: one HTML file that fetches nothing, and the same as a PDF."""

from collections.abc import Mapping

from breachdesk.bundles.domain import BundleView
from breachdesk.incidents.domain import STEP_LABELS, Case
from breachdesk.infra import templating
from breachdesk.infra.files import Stored
from breachdesk.infra.pdf import render_pdf
from breachdesk.infra.uow import UnitOfWork
from breachdesk.organisations import service as organisations
from breachdesk.timeline import service as timeline
from breachdesk.timeline.domain import KIND_LABELS

TEMPLATE = "bundles/_contents.html"


def index(
    uow: UnitOfWork, case: Case, wanted: BundleView, files: Mapping[str, Stored]
) -> dict[str, bytes]:
    """By name of the file."""
    now = uow.clock.now()
    words = {
        "case": case,
        "organisation": organisations.names(uow)[case.organisation_id],
        "is_personal": wanted.is_personal,
        "made_at": now,
        "files": files,
        "state": STEP_LABELS[case.state],
        "entries": timeline.entries(uow, case.id),
        "entry_kinds": KIND_LABELS,
    }
    page, paper = (
        templating.render(TEMPLATE, wanted.language, {**words, "has_links": one})
        for one in (True, False)
    )
    return {"index.html": page.encode(), "index.pdf": render_pdf(paper, now)}
