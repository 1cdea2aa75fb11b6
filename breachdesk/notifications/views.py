"""The filings of a case: prepare, copy into the CNIL's form, record that it was sent."""

from typing import Any

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from breachdesk.evidence import service as evidence
from breachdesk.evidence.domain import NewEvidence
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.notifications import service
from breachdesk.notifications.domain import KIND_LABELS, STATE_LABELS
from breachdesk.notifications.forms import FilingForm, ReceiptForm, StartForm
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, services, unit_of_work
from breachdesk.web.forms import OnceForm
from breachdesk.web.guards import guard
from breachdesk.web.replies import saved, status_of

bp = Blueprint(
    "notifications", __name__, url_prefix="/incidents/<string:incident_id>/notifications"
)
LANGUAGES = ("fr", "en")


@bp.get("/")
@guard(Permission.INCIDENT_READ)
def index(incident_id: str) -> str:
    with reading() as uow:
        form = StartForm(service.next_kind(uow, incident_id))
        return _list(uow, incident_id, form)


@bp.post("/")
@guard(Permission.INCIDENT_EDIT)
def start(incident_id: str) -> Response | tuple[str, int]:
    with reading() as uow:
        form = StartForm(service.next_kind(uow, incident_id))
    if form.accepted() and form.carry_out(
        lambda uow: service.start(uow, form.to_command(incident_id))
    ):
        return saved(_("Notification in preparation."), _address(incident_id, form.new_id))
    with reading() as uow:
        return _list(uow, incident_id, form), status_of(form)


@bp.get("/<string:notification_id>/")
@guard(Permission.INCIDENT_READ)
def show(incident_id: str, notification_id: str) -> str:
    """The page to copy from, in the order and with the labels of the CNIL's form."""
    language = request.args.get("lang", "fr")
    with reading() as uow:
        return case_page(
            uow,
            "notifications/show.html",
            incident_id,
            filing=service.get(uow, incident_id, notification_id),
            sheet=service.form(
                uow, incident_id, notification_id, language if language in LANGUAGES else "fr"
            ),
            kinds=KIND_LABELS,
            states=STATE_LABELS,
        )


@bp.route("/<string:notification_id>/file", methods=["GET", "POST"])
@guard(Permission.NOTIFICATION_FILE)
def file(incident_id: str, notification_id: str) -> Response | tuple[str, int]:
    with reading() as uow:
        filing = service.get(uow, incident_id, notification_id)
    form = FilingForm(data={"version": filing.version, "filed_at": services().clock.now()})
    if form.accepted() and form.carry_out(lambda uow: _file(uow, form, incident_id, filing.id)):
        return saved(_("Filing recorded and frozen."), _address(incident_id, filing.id))
    return _form("notifications/file.html", form, incident_id, notification_id)


@bp.route("/<string:notification_id>/receipt", methods=["GET", "POST"])
@guard(Permission.NOTIFICATION_FILE)
def receipt(incident_id: str, notification_id: str) -> Response | tuple[str, int]:
    form = ReceiptForm()
    if form.accepted() and form.carry_out(
        lambda uow: service.complete_receipt(
            uow,
            incident_id,
            notification_id,
            form.text("cnil_number"),
            _keep_receipt(uow, form, incident_id, notification_id),
        )
    ):
        return saved(_("Receipt kept."), _address(incident_id, notification_id))
    return _form("notifications/receipt.html", form, incident_id, notification_id)


@bp.post("/<string:notification_id>/abandon")
@guard(Permission.INCIDENT_EDIT)
def abandon(incident_id: str, notification_id: str) -> Response:
    version = request.form.get("version", default=0, type=int)
    with unit_of_work() as uow:
        service.abandon(uow, incident_id, notification_id, version)
    address = url_for("notifications.index", incident_id=incident_id)
    return saved(_("Preparation abandoned."), address)


def _file(uow: UnitOfWork, form: FilingForm, incident_id: str, notification_id: str) -> None:
    kept = _keep_receipt(uow, form, incident_id, notification_id)
    service.file(uow, incident_id, notification_id, form.version.data or 0, form.to_command(kept))


def _keep_receipt(
    uow: UnitOfWork, form: OnceForm, incident_id: str, notification_id: str
) -> str | None:
    upload: Any = form["receipt"].data
    if not upload:
        return None
    new = NewEvidence(
        form.new_id,
        incident_id,
        notification_id,
        str(upload.filename),
        "Accusé de réception de la CNIL",
        upload.stream,
    )
    return evidence.add(uow, new, services().settings.max_upload_mb * 1_000_000)


def _list(uow: UnitOfWork, incident_id: str, form: StartForm) -> str:
    words = {
        "filings": service.of_case(uow, incident_id),
        "form": form,
        "kinds": KIND_LABELS,
        "states": STATE_LABELS,
    }
    return case_page(uow, "notifications/index.html", incident_id, **words)


def _form(template: str, form: OnceForm, incident_id: str, notification_id: str) -> tuple[str, int]:
    with reading() as uow:
        filing = service.get(uow, incident_id, notification_id)
        if form.conflict and "version" in form:
            form["version"].data = filing.version
        words = {"filing": filing, "form": form, "kinds": KIND_LABELS}
        return case_page(uow, template, incident_id, **words), status_of(form)


def _address(incident_id: str, notification_id: str) -> str:
    return url_for("notifications.show", incident_id=incident_id, notification_id=notification_id)
