"""One letter for one person, made now and kept nowhere: accessible, marked as a duplicate."""

from io import BytesIO
from typing import NamedTuple

from breachdesk.identities.domain.addresses import envelope
from breachdesk.incidents import service as incidents
from breachdesk.infra.letterpress import Letter, Press, UnprintableError, lay_out
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel import codes
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.letters.domain.faults import FAULT_LABELS
from breachdesk.letters.domain.printing import Printing, UnmailableError
from breachdesk.letters.domain.quality import fault_of
from breachdesk.letters.domain.states import ON_PAPER
from breachdesk.letters.store import letters as store
from breachdesk.people.domain import Identity


class Mark(NamedTuple):
    """What a letter of the campaign bears already; `sequence` is 0 for a mail."""

    person_id: int
    code: str
    sequence: int = 0


def mark_of(uow: UnitOfWork, incident_id: str, campaign_id: str, person_id: int) -> Mark | None:
    """What the person's letter bears, once it is on paper."""
    incidents.case(uow, incident_id)
    row = store.of_person(uow.session, incident_id, campaign_id, person_id, ON_PAPER)
    return Mark(person_id, row.code, row.sequence) if row else None


def single(
    uow: UnitOfWork, printing: Printing, press: Press, person: Identity, mark: Mark
) -> bytes:
    """The letter as PDF/UA, with the code that the person was given before."""
    try:
        place = printing.book(person)
    except UnmailableError as error:
        raise RuleError(FAULT_LABELS[error.fault], field="person") from error
    if fault := fault_of(place.name_line, person.address):
        raise RuleError(FAULT_LABELS[fault], field="person")
    text = printing.text(place.language, place.segment, uow.clock.now())
    body = lay_out(text.html, place.language, text.title, printing.sender)
    code = codes.shown(mark.code)
    letter = Letter(
        sequence=max(mark.sequence, 1),
        address=envelope(place.name_line, person.address),
        salutation=place.salutation,
        reference=printing.reference_of(mark.sequence) if mark.sequence else printing.reference,
        code=code,
        link=printing.link + code,
        duplicate=True,
    )
    made = BytesIO()
    try:
        press.write([(body, letter)], made, tagged=True)
    except UnprintableError as error:
        raise RuleError(
            _("The name or the address does not fit the letter, or no typeface here has it."),
            field="person",
        ) from error
    return made.getvalue()
