"""The facts of a case: the list of sections, one page a section, the history of a field."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from breachdesk.facts import service
from breachdesk.facts.domain.changes import StaleFactsError
from breachdesk.facts.domain.draft import NotificationKind
from breachdesk.facts.domain.fields import Source
from breachdesk.facts.domain.versions import CONFIDENCE_LABELS
from breachdesk.facts.domain.wording import Voice, lines
from breachdesk.facts.forms import SectionForm, section_form
from breachdesk.facts.registry import SECTIONS, field, section
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.kernel.typography import instant
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, services
from breachdesk.web.guards import guard
from breachdesk.web.language import current
from breachdesk.web.replies import saved, status_of

bp = Blueprint("facts", __name__, url_prefix="/incidents/<string:incident_id>/facts")


@bp.get("/")
@guard(Permission.INCIDENT_READ)
def index(incident_id: str) -> str:
    """Every section with what it holds and what it lacks."""
    with reading() as uow:
        words = {
            "sections": SECTIONS,
            "values": service.values(uow, incident_id),
            "completeness": service.missing(uow, incident_id, NotificationKind.COMPLETE),
            "say_lines": _speaker(),
            "own": Source.FACT,
            "today": services().clock.now().date(),
        }
        return case_page(uow, "facts/index.html", incident_id, **words)


@bp.route("/<string:section_key>", methods=["GET", "POST"])
@guard(Permission.INCIDENT_READ)
def edit(incident_id: str, section_key: str) -> Response | tuple[str, int]:
    """One section saves on its own; a stale one shows what is stored beside what was typed."""
    shown = section(section_key)
    with reading() as uow:
        stored = service.current(uow, incident_id)
        incidents.case(uow, incident_id)
    form = section_form(shown, stored, services().clock.now().date())
    if form.accepted() and form.carry_out(
        lambda uow: service.record(uow, incident_id, form.entries())
    ):
        return saved(_("Section saved."), url_for("facts.index", incident_id=incident_id))
    with reading() as uow:
        return _page(uow, incident_id, section_key, form), status_of(form)


@bp.get("/history/<string:key>")
@guard(Permission.INCIDENT_READ)
def history(incident_id: str, key: str) -> str:
    with reading() as uow:
        words = {
            "question": field(key),
            "versions": service.history(uow, incident_id, key),
            "say_lines": _speaker(),
            "confidences": CONFIDENCE_LABELS,
            "today": services().clock.now().date(),
        }
        return case_page(uow, "facts/history.html", incident_id, **words)


def _page(uow: UnitOfWork, incident_id: str, section_key: str, form: SectionForm) -> str:
    stored = service.current(uow, incident_id)
    if isinstance(form.conflict, StaleFactsError):
        form.take_base_versions(stored)
    words = {
        "form": form,
        "section": section(section_key),
        "values": service.values(uow, incident_id),
        "stale": form.conflict.stored if isinstance(form.conflict, StaleFactsError) else (),
        "confidences": CONFIDENCE_LABELS,
        "say_lines": _speaker(),
        "field_of": field,
        "own": Source.FACT,
        "today": services().clock.now().date(),
    }
    return case_page(uow, "facts/edit.html", incident_id, **words)


def _speaker() -> object:
    """A function for templates: (question, answer) → lines, in the reader's language."""
    language = current()
    voice = Voice(
        language,
        services().clock.now().date(),
        lambda told: instant(told.at, told.zone, language),
    )
    return lambda question, answer: lines(question, answer, voice)
