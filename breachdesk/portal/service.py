"""Opening a personal link, and what its page shows."""

import hashlib
from dataclasses import dataclass

from breachdesk.controllers import service as controllers
from breachdesk.controllers.domain import ControllerView, MandateView, QuestionView, ToldNotice
from breachdesk.controllers.domain.links import DeadLinkError, LinkRefused
from breachdesk.controllers.service import links, mandates, questions
from breachdesk.documents import service as documents
from breachdesk.documents.domain import Subject
from breachdesk.documents.registry import KINDS
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import Case
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import _
from breachdesk.organisations import service as organisations
from breachdesk.organisations.domain import OrganisationIdentity
from breachdesk.outreach.service import checking
from breachdesk.outreach.service.checking import Notice
from breachdesk.portal import store
from breachdesk.portal.domain import MAX_TRIES, WINDOW, PaperRead, Visit
from breachdesk.portal.models import PortalTry
from breachdesk.wording.registry import Channel, ReadyText, ready

LINKS, CODES = "portal-address", "verifier-address"
"""What an address is counted for, and keyed by."""


class TooManyTriesError(Exception):
    """This address has tried too many links that do not open, or codes that do not exist."""


@dataclass(frozen=True, slots=True)
class PortalPage:
    """Everything the page of one controller says. Figures, never anybody's identity."""

    case: Case
    controller: ControllerView
    processor: OrganisationIdentity
    notices: tuple[ToldNotice, ...]
    questions: tuple[QuestionView, ...]
    mandates: tuple[MandateView, ...]
    patients_text: ReadyText | None


def open_link(uow: UnitOfWork, token: str, address: str) -> str | None:
    """The id of the link that the token opens; None for one that does not, which is noted.

    Raises TooManyTriesError when the address has tried too many of those.
    """
    _check_tries(uow, LINKS, address)
    try:
        return links.opened(uow, token).id
    except DeadLinkError as error:
        _note_try(uow, LINKS, address)
        uow.record(LinkRefused("", "", error.fault))
        return None


def genuine(uow: UnitOfWork, code: str, address: str) -> Notice | None:
    """The notice that carries this code; None for a wrong one, which is to be noted.

    Raises TooManyTriesError when the address has tried too many of those.
    """
    _check_tries(uow, CODES, address)
    return checking.check(uow, code)


def note_wrong_code(uow: UnitOfWork, address: str) -> None:
    """Counted, not recorded: the trail is no place that strangers may fill."""
    _note_try(uow, CODES, address)


def _check_tries(uow: UnitOfWork, what: str, address: str) -> None:
    hashed = uow.keys.mac(what, address.encode())
    if store.tries(uow.session, hashed, uow.clock.now() - WINDOW) >= MAX_TRIES:
        raise TooManyTriesError


def _note_try(uow: UnitOfWork, what: str, address: str) -> None:
    now, hashed = uow.clock.now(), uow.keys.mac(what, address.encode())
    store.forget(uow.session, now - WINDOW)
    uow.add(PortalTry(id=new_id(), address=hashed, tried_at=now))


def visit(uow: UnitOfWork, link_id: str) -> Visit:
    """Whose page the link opens; DeadLinkError once it is revoked or has run out."""
    link = links.by_id(uow, link_id)
    controller = controllers.found(uow, link.controller_id)
    case = incidents.case(uow, controller.incident_id)
    return Visit(link.id, controller.id, case.id, case.organisation_id, controller.language)


def page(uow: UnitOfWork, mine: Visit, language: str) -> PortalPage:
    case = incidents.case(uow, mine.incident_id)
    return PortalPage(
        case=case,
        controller=controllers.get(uow, case.id, mine.controller_id),
        processor=organisations.identity(uow, case.organisation_id),
        notices=controllers.told(uow, case.id, mine.controller_id, language),
        questions=questions.readable(uow, case.id, mine.controller_id),
        mandates=mandates.mandates_of(uow, case.id, mine.controller_id),
        patients_text=_patients_text(case, language),
    )


def _patients_text(case: Case, language: str) -> ReadyText | None:
    try:
        return ready(case.incident_type, Channel.LETTER, language)
    except NotFoundError:
        return None


def paper(uow: UnitOfWork, mine: Visit, slug: str, language: str) -> tuple[str, bytes]:
    """(file name, PDF) of a paper about this controller; that it was taken is recorded."""
    kind = KINDS.get(slug)
    if kind is None or kind.subject is not Subject.CONTROLLER:
        raise NotFoundError(_("There is nothing at this address."))
    return _taken(uow, mine, slug, mine.controller_id, language)


def mandate_paper(
    uow: UnitOfWork, mine: Visit, mandate_id: str, language: str
) -> tuple[str, bytes]:
    """The same for a mandate; NotFoundError when another controller gave it."""
    found = mandates.mandate(uow, mine.incident_id, mandate_id)
    if found.controller_id != mine.controller_id:
        raise NotFoundError(_("There is nothing at this address."))
    return _taken(uow, mine, "mandate", mandate_id, language)


def _taken(
    uow: UnitOfWork, mine: Visit, slug: str, about_id: str, language: str
) -> tuple[str, bytes]:
    name, content = documents.render(uow, mine.incident_id, slug, language, about_id)
    digest = hashlib.sha256(content).hexdigest()
    uow.record(PaperRead(mine.controller_id, mine.incident_id, slug, digest))
    return name, content
