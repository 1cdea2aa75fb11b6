"""One letter of a campaign for one person who has its mail or letter already."""

from dataclasses import dataclass

from breachdesk.incidents import service as incidents
from breachdesk.infra.letterpress import Press
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel import codes
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.kernel.typed import number
from breachdesk.letters import service as letters
from breachdesk.letters.domain.printing import Printing
from breachdesk.letters.service import Mark
from breachdesk.outreach.domain.events import LetterCopied
from breachdesk.outreach.domain.singles import CopyReason
from breachdesk.outreach.store import accounts as store
from breachdesk.people import service as people


@dataclass(frozen=True, slots=True)
class NewCopy:
    """`person` is the code of a mail or letter, or the number of a person, as it was typed."""

    person: str
    reason: CopyReason


def copy(uow: UnitOfWork, printing: Printing, press: Press, wanted: NewCopy) -> bytes:
    """The letter as PDF/UA, with the wording of today's approved text. Recorded."""
    incident_id, campaign_id = printing.incident_id, printing.campaign_id
    incidents.case(uow, incident_id, Permission.PEOPLE_UNMASK)
    person_id = _meant(uow, incident_id, campaign_id, wanted.person)
    mark = person_id and _mark(uow, incident_id, campaign_id, person_id)
    if not mark:
        raise RuleError(
            _("Nobody with this code or number has a mail or a printed letter of this campaign."),
            field="person",
        )
    found = people.identities(uow, incident_id, [mark.person_id])
    if mark.person_id not in found:
        raise RuleError(_("The person is no longer on file"), field="person")
    uow.record(LetterCopied(campaign_id, incident_id, mark.person_id, wanted.reason))
    return letters.single(uow, printing, press, found[mark.person_id], mark)


def _meant(uow: UnitOfWork, incident_id: str, campaign_id: str, typed: str) -> int | None:
    if code := codes.read(typed):
        letter = letters.of_code(uow, code)
        if letter and (letter.incident_id, letter.campaign_id) == (incident_id, campaign_id):
            return letter.person_id
        return store.bearer(uow.session, campaign_id, code)
    return number(typed)


def _mark(uow: UnitOfWork, incident_id: str, campaign_id: str, person_id: int) -> Mark | None:
    """A letter's before a mail's: it is what the person holds in the hand."""
    if mark := letters.mark_of(uow, incident_id, campaign_id, person_id):
        return mark
    code = store.code_of(uow.session, campaign_id, person_id)
    return Mark(person_id, code) if code else None
