"""Listing, preparing and looking at campaigns before they leave."""

from flask import request, url_for
from werkzeug.wrappers import Response

from breachdesk.controllers import service as controllers
from breachdesk.infra.i18n import LANGUAGES
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.outreach import service
from breachdesk.outreach.domain.campaign import CAMPAIGN_LABELS
from breachdesk.outreach.domain.wordings import SHARED
from breachdesk.outreach.forms.acts import NewCampaignForm, PlaceForm, TrialForm
from breachdesk.outreach.forms.plans import PlanForm
from breachdesk.outreach.service import figures, previews
from breachdesk.outreach.service.previews import Preview
from breachdesk.outreach.views.blueprint import bp, check_page, done, host
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading
from breachdesk.web.guards import guard
from breachdesk.web.replies import saved, status_of
from breachdesk.wording.domain.standard import STANDARD


@bp.get("/")
@guard(Permission.INCIDENT_READ)
def index(incident_id: str) -> str:
    return _list(incident_id, NewCampaignForm())


@bp.post("/")
@guard(Permission.INCIDENT_EDIT)
def create(incident_id: str) -> Response | tuple[str, int]:
    form = NewCampaignForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.start(uow, incident_id, form.new_id, form.text("name"))
    ):
        return saved(
            _("Campaign prepared from the facts of the case: read it, then complete it."),
            url_for("outreach.edit", incident_id=incident_id, campaign_id=form.new_id),
        )
    return _list(incident_id, form), status_of(form)


@bp.route("/<string:campaign_id>/edit", methods=["GET", "POST"])
@guard(Permission.INCIDENT_EDIT)
def edit(incident_id: str, campaign_id: str) -> Response | tuple[str, int]:
    """Audience, pace and texts, with the review of what is typed."""
    with reading() as uow:
        stored = service.get(uow, incident_id, campaign_id)
        form = PlanForm(stored, controllers.of_case(uow, incident_id))
    is_check = "check" in request.form
    if (
        form.accepted()
        and not is_check
        and form.carry_out(
            lambda uow: service.edit(uow, incident_id, campaign_id, form.seen, form.to_plan())
        )
    ):
        return done(_("Saved."), incident_id, campaign_id)
    return _editor(incident_id, campaign_id, form)


def _editor(incident_id: str, campaign_id: str, form: PlanForm) -> tuple[str, int]:
    with reading() as uow:
        now = service.get(uow, incident_id, campaign_id)
        form.made_from(now.version)
        with form.refusing():
            typed = form.to_wordings()
        audience = now.plan.audience if form.is_refused else form.to_audience()
        words = {
            "form": form,
            "campaign": now,
            "languages": LANGUAGES,
            "placeholders": {code: STANDARD[code] for code in LANGUAGES},
            "shared": [part for part, _label in SHARED.values()],
            "reviews": previews.reviews_of(uow, incident_id, typed, host()),
            "reach": service.reach(uow, incident_id, audience, campaign_id),
        }
        return case_page(uow, "outreach/edit.html", incident_id, **words), status_of(form)


@bp.route("/<string:campaign_id>/preview", methods=["GET", "POST"])
@guard(Permission.INCIDENT_DECIDE)
def preview(incident_id: str, campaign_id: str) -> Response | tuple[str, int]:
    """The mail of one real person, as text and as HTML; who looked is recorded."""
    form = PlaceForm()
    shown: list[Preview] = []
    if form.accepted():
        form.carry_out(
            lambda uow: shown.append(
                previews.person(uow, incident_id, campaign_id, form.offset, check_page())
            )
        )
    with reading() as uow:
        words = {
            "form": form,
            "trial": TrialForm(),
            "campaign": service.get(uow, incident_id, campaign_id),
            "preview": shown[0] if shown else None,
        }
        return case_page(uow, "outreach/preview.html", incident_id, **words), status_of(form)


@bp.post("/<string:campaign_id>/trial")
@guard(Permission.INCIDENT_EDIT)
def trial(incident_id: str, campaign_id: str) -> Response:
    form = TrialForm()
    if form.accepted() and form.carry_out(
        lambda uow: previews.trial(uow, incident_id, campaign_id, form.chosen)
    ):
        return done(
            _("A trial with invented values goes to your address."), incident_id, campaign_id
        )
    return done(_("There is no text in this language."), incident_id, campaign_id)


def _list(incident_id: str, form: NewCampaignForm) -> str:
    with reading() as uow:
        found = service.of_case(uow, incident_id)
        words = {
            "form": form,
            "campaigns": found,
            "counts": service.counts(uow, found),
            "states": CAMPAIGN_LABELS,
            "coverage": figures.coverage(uow, incident_id),
        }
        return case_page(uow, "outreach/index.html", incident_id, **words)
