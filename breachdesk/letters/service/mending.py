"""Letters that cannot be mailed, seen to: an address is mended, or all of a fault are left out."""

from collections.abc import Iterator, Mapping

from breachdesk.identities.domain.addresses import Code, problems
from breachdesk.incidents import service as incidents
from breachdesk.infra.letterpress import Press
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.text import _
from breachdesk.letters.domain.faults import FAULT_LABELS, Fault
from breachdesk.letters.domain.printing import Printing, UnmailableError
from breachdesk.letters.domain.quality import FAULTS
from breachdesk.letters.service.handling import AT_ONCE, exclude, mended
from breachdesk.letters.service.planning import PRESS_FAULTS, trial
from breachdesk.letters.service.troubles import trouble
from breachdesk.letters.store import handling as store
from breachdesk.people import service as people
from breachdesk.people.domain import Identity

FIELDS: Mapping[Code, str] = {
    Code.NO_STREET: "street",
    Code.NO_TOWN: "city",
    Code.POSTCODE_FORM: "postcode",
    Code.POSTCODE_ZERO: "postcode",
    Code.POSTCODE_DEPARTMENT: "postcode",
    Code.NO_COUNTRY: "country",
}
"""Where a problem is to be solved; others are of no single field."""


def mend(
    uow: UnitOfWork, printing: Printing, press: Press, letter_id: int, parts: Mapping[str, str]
) -> None:
    """Correct the address of the letter's person; it must be one that can be printed and mailed."""
    incident_id = printing.incident_id
    found = trouble(uow, incident_id, printing.campaign_id, letter_id)
    people.correct_address(uow, incident_id, found.person_id, parts)
    person = people.identities(uow, incident_id, [found.person_id])[found.person_id]
    broken = tuple(_broken(printing, press, letter_id, person))
    if broken:
        raise ManyRulesError(broken)
    mended(uow, incident_id, [letter_id])


def exclude_fault(
    uow: UnitOfWork, incident_id: str, campaign_id: str, fault: Fault, why: str
) -> int:
    """Leave out every letter with this fault; how many there were."""
    incidents.case(uow, incident_id, Permission.INCIDENT_DECIDE)
    these, left_out = store.unmailable(incident_id, campaign_id, fault), 0
    while ids := store.some_ids(uow.session, these, AT_ONCE):
        exclude(uow, incident_id, ids, why)
        uow.session.flush()
        left_out += len(ids)
    if not left_out:
        raise RuleError(_("No letter has this fault any more."), field="fault")
    return left_out


def _broken(
    printing: Printing, press: Press, letter_id: int, person: Identity
) -> Iterator[RuleError]:
    try:
        place = printing.book(person)
    except UnmailableError as error:
        yield RuleError(FAULT_LABELS[error.fault])
        return
    found = [one for one in problems(place.name_line, person.address) if one.code in FAULTS]
    yield from (RuleError(one.text, field=FIELDS.get(one.code)) for one in found)
    if found:
        return
    for refused in press.check([trial(printing, letter_id, place, person)]):
        if refused.characters:
            yield RuleError(_("No typeface here has: %(them)s", them=refused.characters))
        else:
            yield RuleError(FAULT_LABELS[PRESS_FAULTS[refused.fault]])
