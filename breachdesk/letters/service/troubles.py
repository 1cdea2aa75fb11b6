"""Letters that cannot be mailed, for whoever mends addresses; nobody is named."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from breachdesk.incidents import service as incidents
from breachdesk.infra.letterpress import Press
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.text import _
from breachdesk.letters.domain.faults import Fault
from breachdesk.letters.domain.printing import Printing, UnmailableError
from breachdesk.letters.domain.states import LetterState
from breachdesk.letters.models import Letter
from breachdesk.letters.service.planning import trial
from breachdesk.letters.store import handling as store
from breachdesk.people import service as people

PAGE = 100


@dataclass(frozen=True, slots=True)
class Trouble:
    """`characters` are those that no typeface here has; only a press can tell."""

    letter_id: int
    person_id: int
    fault: Fault
    characters: str = ""

    @property
    def named(self) -> str:
        """The characters with their numbers: what no typeface has cannot be seen."""
        return ", ".join(f"{one} (U+{ord(one):04X})" for one in self.characters)


def unmailable(
    uow: UnitOfWork,
    incident_id: str,
    campaign_id: str,
    offset: int = 0,
    fault: Fault | None = None,
) -> tuple[tuple[Trouble, ...], int]:
    """(a page of them, how many in all); with `fault` only those."""
    incidents.case(uow, incident_id, Permission.PEOPLE_READ)
    ids = store.unmailable(incident_id, campaign_id, fault)
    rows, total = store.page(uow.session, ids, offset, PAGE)
    return tuple(map(_trouble, rows)), total


def trouble(uow: UnitOfWork, incident_id: str, campaign_id: str, letter_id: int) -> Trouble:
    """One of them; NotFoundError when it is none any more."""
    incidents.case(uow, incident_id, Permission.PEOPLE_READ)
    row = store.get(uow.session, incident_id, campaign_id, letter_id)
    if row.state is not LetterState.UNMAILABLE:
        raise NotFoundError(_("This letter is no longer among those that cannot be mailed."))
    return _trouble(row)


def every(uow: UnitOfWork, printing: Printing, press: Press) -> Iterator[Trouble]:
    """All of a campaign, with the characters that are missing as far as they still are."""
    offset = 0
    while True:
        some, total = unmailable(uow, printing.incident_id, printing.campaign_id, offset)
        yield from with_characters(uow, printing, press, some)
        offset += PAGE
        if offset >= total:
            return


def with_characters(
    uow: UnitOfWork, printing: Printing, press: Press, some: tuple[Trouble, ...]
) -> Iterator[Trouble]:
    """The same, with what only a press can tell."""
    missing = _characters(uow, printing, press, some)
    return (replace(one, characters=missing.get(one.letter_id, "")) for one in some)


def _trouble(row: Letter) -> Trouble:
    return Trouble(row.id, row.person_id, Fault(row.fault))


def _characters(
    uow: UnitOfWork, printing: Printing, press: Press, some: tuple[Trouble, ...]
) -> dict[int, str]:
    wanted = {one.person_id: one.letter_id for one in some if one.fault is Fault.CHARACTERS}
    letters = []
    for person_id, person in people.identities(uow, printing.incident_id, list(wanted)).items():
        try:
            place = printing.book(person)
        except UnmailableError:
            continue
        letters.append(trial(printing, wanted[person_id], place, person))
    return {one.sequence: one.characters for one in press.check(letters)}
