"""List, opening and identity of organisations."""

from flask import render_template, url_for
from werkzeug.wrappers import Response

from breachdesk.accounts import service as accounts
from breachdesk.kernel.actor import ROLE_LABELS, Permission
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.organisations import service
from breachdesk.organisations.domain import FIELD_LABELS, SECTION_LABELS, Section
from breachdesk.organisations.domain.sectors import SECTORS
from breachdesk.organisations.forms import SECTION_FORMS, NewOrganisationForm, SectionForm
from breachdesk.organisations.views.blueprint import bp
from breachdesk.web.context import actor, reading
from breachdesk.web.guards import guard, signed_in
from breachdesk.web.replies import page, saved


@bp.get("/organisations/")
@signed_in
def index() -> str:
    with reading() as uow:
        found = service.summaries(uow)
    return render_template(
        "organisations/index.html",
        organisations=found,
        may_open=actor().may(Permission.ORGANISATION_CREATE),
    )


@bp.get("/organisations/new")
@guard(Permission.ORGANISATION_CREATE)
def new() -> tuple[str, int]:
    return page("organisations/new.html", _new_form())


@bp.post("/organisations/new")
@guard(Permission.ORGANISATION_CREATE)
def create() -> Response | tuple[str, int]:
    form = _new_form()
    if form.accepted() and form.carry_out(lambda uow: service.create(uow, form.to_command())):
        return saved(_("Organisation opened."), url_for("organisations.index"))
    return page("organisations/new.html", form)


@bp.get("/organisations/<string:organisation_id>")
@guard(Permission.INCIDENT_READ)
def show(organisation_id: str) -> str:
    with reading() as uow:
        identity = service.identity(uow, organisation_id)
        people = service.members(uow, organisation_id)
    return render_template(
        "organisations/show.html",
        organisation=identity,
        people=people,
        sections=SECTION_LABELS,
        labels=FIELD_LABELS,
        sectors=SECTORS,
        roles=ROLE_LABELS,
        may_edit=actor().may(Permission.ORGANISATION_EDIT, organisation_id),
    )


@bp.get("/organisations/<string:organisation_id>/identity/<string:section>")
@guard(Permission.ORGANISATION_EDIT)
def edit(organisation_id: str, section: str) -> tuple[str, int]:
    return _section_page(organisation_id, _form(organisation_id, section))


@bp.post("/organisations/<string:organisation_id>/identity/<string:section>")
@guard(Permission.ORGANISATION_EDIT)
def save(organisation_id: str, section: str) -> Response | tuple[str, int]:
    form = _form(organisation_id, section)
    if form.accepted() and form.carry_out(
        lambda uow: service.edit(uow, form.to_command(organisation_id))
    ):
        done = url_for("organisations.show", organisation_id=organisation_id)
        return saved(_("Section saved."), done)
    return _section_page(organisation_id, form)


def _new_form() -> NewOrganisationForm:
    with reading() as uow:
        return NewOrganisationForm(accounts.accounts(uow))


def _form(organisation_id: str, section: str) -> SectionForm:
    if section not in list(Section):
        raise NotFoundError(_("There is nothing at this address."))
    with reading() as uow:
        uow.actor.require(Permission.ORGANISATION_EDIT, organisation_id)
        identity = service.identity(uow, organisation_id)
    return SECTION_FORMS[Section(section)](identity)


def _section_page(organisation_id: str, form: SectionForm) -> tuple[str, int]:
    """After somebody else's change both versions are shown, and saving again is deliberate."""
    with reading() as uow:
        stored = service.identity(uow, organisation_id)
    differences = []
    if form.conflict:
        differences = form.differences(stored)
        form.version.data = str(stored.version)
    return page(
        "organisations/edit.html",
        form,
        organisation=stored,
        differences=differences,
        title=SECTION_LABELS[form.section],
        labels=FIELD_LABELS,
    )
