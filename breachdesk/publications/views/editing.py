"""The versions of a notice: listed, prepared, written."""

from flask import request, url_for
from werkzeug.wrappers import Response

from breachdesk.incidents import service as incidents
from breachdesk.infra.i18n import LANGUAGES
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import Text, _
from breachdesk.outreach.domain.coverage import Standing
from breachdesk.outreach.service import figures
from breachdesk.publications import service
from breachdesk.publications.domain.elsewhere import MEDIUM_LABELS
from breachdesk.publications.domain.notice import IN_PREPARATION, NOTICE_LABELS, address
from breachdesk.publications.domain.texts import KNOWN, PARTS, VALUES
from breachdesk.publications.forms.acts import NewNoticeForm
from breachdesk.publications.forms.texts import NoticeForm
from breachdesk.publications.service import drafting, elsewhere, notices
from breachdesk.publications.views.blueprint import bp, done, host, site
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading
from breachdesk.web.guards import guard
from breachdesk.web.replies import saved, status_of


@bp.get("/")
@guard(Permission.INCIDENT_READ)
def index(incident_id: str) -> str:
    with reading() as uow:
        return _list(uow, incident_id, NewNoticeForm(_sources(uow, incident_id)))


@bp.post("/")
@guard(Permission.INCIDENT_EDIT)
def create(incident_id: str) -> Response | tuple[str, int]:
    with reading() as uow:
        form = NewNoticeForm(_sources(uow, incident_id))
    if form.accepted() and form.carry_out(
        lambda uow: service.create(uow, incident_id, form.new_id, form.text("source"), site())
    ):
        return saved(
            _("Version prepared: read it, complete it, then have it approved."),
            url_for("publications.edit", incident_id=incident_id, notice_id=form.new_id),
        )
    with reading() as uow:
        return _list(uow, incident_id, form), status_of(form)


@bp.route("/<string:notice_id>/edit", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def edit(incident_id: str, notice_id: str) -> Response | tuple[str, int]:
    """All texts, with the review of what is typed."""
    with reading() as uow:
        stored = service.get(uow, incident_id, notice_id)
    form = NoticeForm(stored)
    if (
        form.accepted()
        and "check" not in request.form
        and form.carry_out(
            lambda uow: service.edit(uow, incident_id, notice_id, form.seen, form.to_texts())
        )
    ):
        return done(_("Saved."), incident_id, notice_id)
    return _editor(incident_id, notice_id, form)


def _editor(incident_id: str, notice_id: str, form: NoticeForm) -> tuple[str, int]:
    with reading() as uow:
        now = service.get(uow, incident_id, notice_id)
        form.made_from(now.version)
        words = {
            "form": form,
            "notice": now,
            "languages": LANGUAGES,
            "placeholders": KNOWN,
            "parts": list(PARTS),
            "values": [name for name, _label in VALUES.values()],
            "judgements": notices.judgements(uow, incident_id, form.to_texts(), host()),
        }
        return case_page(uow, "publications/edit.html", incident_id, **words), status_of(form)


def _sources(uow: UnitOfWork, incident_id: str) -> list[tuple[str, Text]]:
    """The newest version first: who prepares another one mostly changes that."""
    versions = [
        (one.id, _("version %(number)s", number=one.number))
        for one in service.of_case(uow, incident_id)
    ]
    campaigns = [
        (one.id, _("campaign “%(name)s”", name=one.plan.name))
        for one in drafting.approved_campaigns(uow, incident_id)
    ]
    return [*versions, *campaigns]


def _list(uow: UnitOfWork, incident_id: str, form: NewNoticeForm) -> str:
    found = service.of_case(uow, incident_id)
    words = {
        "form": form,
        "notices": found,
        "is_preparing": any(one.state in IN_PREPARATION for one in found),
        "states": NOTICE_LABELS,
        "elsewhere": elsewhere.of_case(uow, incident_id),
        "media": MEDIUM_LABELS,
        "left": figures.coverage(uow, incident_id)[Standing.NOTICE],
        "address": address(site(), incidents.case(uow, incident_id).reference),
    }
    return case_page(uow, "publications/index.html", incident_id, **words)
