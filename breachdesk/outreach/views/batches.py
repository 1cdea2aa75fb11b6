"""One batch of letters: its archive and password, handing it over, printing some of it again."""

from functools import partial

from flask import url_for
from werkzeug.wrappers import Response

from breachdesk.infra.letterpress import Press
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import _
from breachdesk.letters import service as letters
from breachdesk.letters.domain import BATCH_LABELS, BatchState
from breachdesk.outreach import service
from breachdesk.outreach.forms.letters import HandOverForm, ReprintForm
from breachdesk.outreach.service import paper
from breachdesk.outreach.views.blueprint import bp, check_page
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, services, unit_of_work
from breachdesk.web.forms import Form
from breachdesk.web.guards import guard
from breachdesk.web.replies import download_file, saved, status_of

ONE = "/<string:campaign_id>/letters/batches/<string:batch_id>"


@bp.get(f"{ONE}/")
@guard(Permission.INCIDENT_READ)
def batch(incident_id: str, campaign_id: str, batch_id: str) -> str:
    page, _status = _page((incident_id, campaign_id, batch_id), HandOverForm(), ReprintForm())
    return page


@bp.post(f"{ONE}/hand-over")
@guard(Permission.INCIDENT_EDIT)
def hand_over(incident_id: str, campaign_id: str, batch_id: str) -> Response | tuple[str, int]:
    form = HandOverForm()
    if form.accepted() and form.carry_out(
        lambda uow: letters.handed_over(uow, incident_id, batch_id, form.seen, form["at"].data)
    ):
        return saved(_("Handed over to the post."), _address(incident_id, campaign_id, batch_id))
    return _page((incident_id, campaign_id, batch_id), form, ReprintForm(formdata=None))


@bp.post(f"{ONE}/reprint")
@guard(Permission.INCIDENT_DECIDE)
def reprint(incident_id: str, campaign_id: str, batch_id: str) -> Response | tuple[str, int]:
    form, where = ReprintForm(), (incident_id, campaign_id, batch_id)
    if form.accepted():
        with form.refusing():
            _print_again(where, form.to_command(batch_id))
        if not form.is_refused:
            return saved(_("Printed again, each marked as a duplicate."), _address(*where))
    return _page(where, HandOverForm(formdata=None), form)


@bp.post(f"{ONE}/archive")
@guard(Permission.INCIDENT_DECIDE)
def archive(incident_id: str, campaign_id: str, batch_id: str) -> Response:
    """A POST, because taking the archive is recorded."""
    return _archive((incident_id, campaign_id, batch_id), 0)


@bp.post(f"{ONE}/archive/<int:copy>")
@guard(Permission.INCIDENT_DECIDE)
def duplicates(incident_id: str, campaign_id: str, batch_id: str, copy: int) -> Response:
    return _archive((incident_id, campaign_id, batch_id), copy)


@bp.route(f"{ONE}/password", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def password(incident_id: str, campaign_id: str, batch_id: str) -> tuple[str, int]:
    """A GET asks; the POST alone shows it, and is recorded."""
    form = Form()
    shown: list[str] = []
    if form.accepted():
        form.carry_out(lambda uow: shown.append(letters.password(uow, incident_id, batch_id)))
    with reading() as uow:
        words = {
            "form": form,
            "campaign": service.get(uow, incident_id, campaign_id),
            "batch": letters.batch(uow, incident_id, campaign_id, batch_id),
            "password": shown[0] if shown else "",
        }
        return case_page(uow, "outreach/password.html", incident_id, **words), status_of(form)


def _print_again(where: tuple[str, str, str], wanted: letters.Reprint) -> None:
    incident_id, campaign_id, _batch_id = where
    shop = letters.Shop(unit_of_work, reading, Press(services().settings.letter_font), new_id())
    with reading() as uow:
        printing = paper.printing(uow, incident_id, campaign_id, check_page())
        folder = letters.folder(uow, incident_id)
    letters.reprint(shop, printing, wanted, folder)


def _archive(where: tuple[str, str, str], copy: int) -> Response:
    incident_id, campaign_id, batch_id = where
    with unit_of_work() as uow:
        reference = paper.reference(uow, service.get(uow, incident_id, campaign_id))
        path = letters.take(uow, incident_id, batch_id, reference, copy)
    return download_file(path, "application/zip")


def _page(
    where: tuple[str, str, str], handing: HandOverForm, again: ReprintForm
) -> tuple[str, int]:
    incident_id, campaign_id, batch_id = where
    form = again if again.is_refused else handing
    with reading() as uow:
        campaign = service.get(uow, incident_id, campaign_id)
        found = letters.batch(uow, incident_id, campaign_id, batch_id)
        handing.made_from(found.version)
        words = {
            "form": form,
            "handing": handing,
            "again": again,
            "campaign": campaign,
            "batch": found,
            "is_planned": found.state is BatchState.PLANNED,
            "name": partial(letters.archive_name, paper.reference(uow, campaign), found.number),
            "kept": letters.kept(uow, incident_id),
            "reprints": letters.reprints(uow, incident_id, batch_id),
            "states": BATCH_LABELS,
        }
        return case_page(uow, "outreach/batch.html", incident_id, **words), status_of(form)


def _address(incident_id: str, campaign_id: str, batch_id: str) -> str:
    return url_for(
        "outreach.batch", incident_id=incident_id, campaign_id=campaign_id, batch_id=batch_id
    )
