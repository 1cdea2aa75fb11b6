"""Letters that cannot be mailed: why, whom to look at, mending an address, leaving out."""

from flask import request, url_for
from werkzeug.wrappers import Response

from breachdesk.infra.letterpress import Press
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.text import _
from breachdesk.letters import service as letters
from breachdesk.letters.domain import FAULT_LABELS, Fault
from breachdesk.letters.service import Trouble
from breachdesk.letters.service.troubles import PAGE
from breachdesk.outreach import service
from breachdesk.outreach.forms.mending import AddressForm, LeaveAllOutForm, LeaveOutForm
from breachdesk.outreach.service import paper
from breachdesk.outreach.views.blueprint import bp, check_page
from breachdesk.people import service as people
from breachdesk.people.domain import Identity
from breachdesk.people.forms.persons import UnmaskForm
from breachdesk.web.case_page import case_page
from breachdesk.web.context import reading, services
from breachdesk.web.forms import Form
from breachdesk.web.guards import guard
from breachdesk.web.pages import Pages
from breachdesk.web.replies import saved, status_of

ONE = "/<string:campaign_id>/letters/<int(max=2147483647):letter_id>"


@bp.get("/<string:campaign_id>/letters/unmailable")
@guard(Permission.PEOPLE_READ)
def unmailable(incident_id: str, campaign_id: str) -> str:
    page, _status = _list(incident_id, campaign_id, _leaving(incident_id, campaign_id))
    return page


@bp.post("/<string:campaign_id>/letters/unmailable")
@guard(Permission.INCIDENT_DECIDE)
def leave_all_out(incident_id: str, campaign_id: str) -> Response | tuple[str, int]:
    form = _leaving(incident_id, campaign_id)
    if form.accepted() and form.carry_out(
        lambda uow: letters.exclude_fault(
            uow, incident_id, campaign_id, form.chosen(), form.text("why")
        )
    ):
        return saved(_("Left out; the reason is on record."), _back(incident_id, campaign_id))
    return _list(incident_id, campaign_id, form)


@bp.route(f"{ONE}/", methods=["GET", "POST"])
@guard(Permission.PEOPLE_UNMASK)
def look(incident_id: str, campaign_id: str, letter_id: int) -> tuple[str, int]:
    """A GET asks why; the POST alone shows name and address, and is recorded."""
    form, where = UnmaskForm(), (incident_id, campaign_id, letter_id)
    found: list[Identity] = []

    def unmask(uow: UnitOfWork) -> None:
        person_id = letters.trouble(uow, *where).person_id
        found.append(people.unmask(uow, incident_id, person_id, form.chosen()))

    if form.accepted():
        form.carry_out(unmask)
    if not found:
        return _one(where, form)
    person = found[0]
    return _one(where, form, mending=AddressForm.of(person.address), person=person)


@bp.post(f"{ONE}/mend")
@guard(Permission.PEOPLE_IMPORT)
def mend(incident_id: str, campaign_id: str, letter_id: int) -> Response | tuple[str, int]:
    form = AddressForm()

    def act(uow: UnitOfWork) -> None:
        printing = paper.printing(uow, incident_id, campaign_id, check_page())
        letters.mend(uow, printing, _press(), letter_id, form.to_parts())

    if form.accepted() and form.carry_out(act):
        return saved(_("Mended: the letter waits to be printed."), _back(incident_id, campaign_id))
    return _one((incident_id, campaign_id, letter_id), form, mending=form)


@bp.post(f"{ONE}/leave-out")
@guard(Permission.INCIDENT_DECIDE)
def leave_out(incident_id: str, campaign_id: str, letter_id: int) -> Response | tuple[str, int]:
    form, where = LeaveOutForm(), (incident_id, campaign_id, letter_id)

    def act(uow: UnitOfWork) -> None:
        found = letters.trouble(uow, *where)
        letters.exclude(uow, incident_id, [found.letter_id], form.text("why"))

    if form.accepted() and form.carry_out(act):
        return saved(_("Left out; the reason is on record."), _back(incident_id, campaign_id))
    return _one(where, form, leaving=form)


def _list(incident_id: str, campaign_id: str, form: LeaveAllOutForm) -> tuple[str, int]:
    pages = Pages.from_request(request.args, PAGE)
    with reading() as uow:
        some, total = letters.unmailable(uow, incident_id, campaign_id, pages.offset, _narrowed())
        words = {
            "form": form,
            "campaign": service.get(uow, incident_id, campaign_id),
            "faults": letters.figures(uow, incident_id, campaign_id).faults,
            "troubles": _told(uow, incident_id, campaign_id, some),
            "pages": pages.of(total),
            "labels": FAULT_LABELS,
        }
        return case_page(uow, "outreach/unmailable.html", incident_id, **words), status_of(form)


def _leaving(incident_id: str, campaign_id: str) -> LeaveAllOutForm:
    with reading() as uow:
        faults = letters.figures(uow, incident_id, campaign_id).faults
    return LeaveAllOutForm(faults.keys(), _narrowed())


def _narrowed() -> Fault | None:
    wanted = request.args.get("fault", "")
    return Fault(wanted) if wanted in set(Fault) else None


def _told(
    uow: UnitOfWork, incident_id: str, campaign_id: str, some: tuple[Trouble, ...]
) -> tuple[Trouble, ...]:
    """With the characters that are missing; a press is started only where some are."""
    if not any(one.fault is Fault.CHARACTERS for one in some):
        return some
    printing = paper.printing(uow, incident_id, campaign_id, check_page())
    return tuple(letters.with_characters(uow, printing, _press(), some))


def _one(
    where: tuple[str, str, int],
    form: Form,
    mending: AddressForm | None = None,
    leaving: LeaveOutForm | None = None,
    person: Identity | None = None,
) -> tuple[str, int]:
    incident_id, campaign_id, _letter_id = where
    with reading() as uow:
        [found] = _told(uow, incident_id, campaign_id, (letters.trouble(uow, *where),))
        words = {
            "form": form,
            "looking": form if isinstance(form, UnmaskForm) else UnmaskForm(formdata=None),
            "mending": mending,
            "leaving": leaving or LeaveOutForm(formdata=None),
            "person": person,
            "campaign": service.get(uow, incident_id, campaign_id),
            "trouble": found,
            "labels": FAULT_LABELS,
        }
        return case_page(uow, "outreach/look.html", incident_id, **words), status_of(form)


def _press() -> Press:
    return Press(services().settings.letter_font)


def _back(incident_id: str, campaign_id: str) -> str:
    return url_for("outreach.unmailable", incident_id=incident_id, campaign_id=campaign_id)
