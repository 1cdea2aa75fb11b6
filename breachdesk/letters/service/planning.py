"""From waiting letters to batches: what cannot be mailed is put aside, the rest is sorted.

Identities are opened a slice at a time; of each only the place on the post's rounds is kept. Every
slice and every batch is a transaction of its own: killed at any moment, planning goes on with the
letters that still wait.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from breachdesk.identities.domain.addresses import envelope
from breachdesk.incidents import service as incidents
from breachdesk.infra import letterpress
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel import codes
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import ConflictError, RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import _
from breachdesk.letters.domain.events import BatchPlanned, LettersRefused
from breachdesk.letters.domain.faults import Fault
from breachdesk.letters.domain.printing import Place, Printing, UnmailableError
from breachdesk.letters.domain.quality import Rounds, fault_of
from breachdesk.letters.domain.states import BatchState
from breachdesk.letters.models import LetterBatch
from breachdesk.letters.service.shop import Shop
from breachdesk.letters.store import planning as store
from breachdesk.letters.store.planning import Assigned
from breachdesk.people import service as people
from breachdesk.people.domain import Identity

SLICE = 1_000
PER_FILE = 5_000
ID_BITS = 40
"""Of the sort key of a letter; its rank stands above them."""

NO_CODE = codes.ALPHABET[0] * codes.LENGTH
"""As wide as the code a letter will have."""

PRESS_FAULTS: Mapping[letterpress.Fault, Fault] = {
    letterpress.Fault.CHARACTERS: Fault.CHARACTERS,
    letterpress.Fault.ADDRESS_EMPTY: Fault.INCOMPLETE,
    letterpress.Fault.ADDRESS_LINES: Fault.TOO_MANY_LINES,
    letterpress.Fault.ADDRESS_WIDTH: Fault.LINE_TOO_LONG,
    letterpress.Fault.SALUTATION: Fault.NAME_TOO_LONG,
}
"""What else the press refuses is no person's fault."""


@dataclass(frozen=True, slots=True)
class Planned:
    letters: int
    batches: int
    unmailable: int


class _Sorted:
    """Letters by text, each as one number that sorts by rank and then by age."""

    def __init__(self) -> None:
        self.rounds = Rounds()
        self._keys: dict[tuple[str, str], array[int]] = {}

    def add(self, letter_id: int, place: Place, person: Identity) -> None:
        keys = self._keys.setdefault((place.language, place.segment), array("Q"))
        keys.append(self.rounds.rank(person.address) << ID_BITS | letter_id)

    def batches(self, size: int) -> Iterator[tuple[str, str, list[int]]]:
        """(language, segment, keys), sorted."""
        for (language, segment), keys in sorted(self._keys.items()):
            waiting = iter(sorted(keys))
            while some := list(islice(waiting, size)):
                yield language, segment, some


def plan(shop: Shop, printing: Printing, per_file: int = PER_FILE) -> Planned:
    """Put every waiting letter of a campaign aside or into a batch of at most `per_file`."""
    found, unmailable = _judged(shop, printing)
    letters = batches = 0
    for language, segment, keys in found.batches(per_file):
        with shop.begin() as uow:
            _batch(uow, printing, (language, segment), keys, found.rounds)
        letters += len(keys)
        batches += 1
    return Planned(letters, batches, unmailable)


def trial(printing: Printing, letter_id: int, place: Place, person: Identity) -> letterpress.Letter:
    """The letter as the press will get it, but for its number and its code."""
    code = codes.shown(NO_CODE)
    return letterpress.Letter(
        sequence=letter_id,
        address=envelope(place.name_line, person.address),
        salutation=place.salutation,
        reference=printing.reference_of(letter_id),
        code=code,
        link=printing.link + code,
    )


def _judged(shop: Shop, printing: Printing) -> tuple[_Sorted, int]:
    found, unmailable, after = _Sorted(), 0, 0
    while True:
        with shop.begin() as uow:
            incidents.case(uow, printing.incident_id, Permission.INCIDENT_DECIDE)
            rows = store.waiting(uow.session, printing.campaign_id, after, SLICE)
            if not rows:
                return found, unmailable
            ids = [row.person_id for row in rows]
            persons = people.identities(uow, printing.incident_id, ids)
            faults = _judge(shop, printing, rows, persons, found)
            put_aside = store.refuse(uow.session, faults)
            if put_aside:
                uow.record(LettersRefused(printing.campaign_id, printing.incident_id, put_aside))
            unmailable += put_aside
            after = rows[-1].id


def _judge(
    shop: Shop,
    printing: Printing,
    rows: Sequence[store.Waiting],
    persons: Mapping[int, Identity],
    found: _Sorted,
) -> dict[int, Fault]:
    """Sort in what can be mailed; returns why the others cannot."""
    faults: dict[int, Fault] = {}
    places: dict[int, tuple[Place, Identity]] = {}
    for row in rows:
        try:
            places[row.id] = _place(printing, persons.get(row.person_id))
        except UnmailableError as error:
            faults[row.id] = error.fault
    letters = (trial(printing, letter_id, *place) for letter_id, place in places.items())
    faults |= {one.sequence: _fault(one.fault) for one in shop.press.check(letters)}
    for letter_id, place in places.items():
        if letter_id not in faults:
            found.add(letter_id, *place)
    return faults


def _fault(of_press: letterpress.Fault) -> Fault:
    if of_press not in PRESS_FAULTS:
        raise RuleError(_("The reference or the address of the check page does not fit a letter."))
    return PRESS_FAULTS[of_press]


def _place(printing: Printing, person: Identity | None) -> tuple[Place, Identity]:
    if person is None:
        raise UnmailableError(Fault.GONE)
    place = printing.book(person)
    fault = fault_of(place.name_line, person.address)
    if fault:
        raise UnmailableError(fault)
    return place, person


def _batch(
    uow: UnitOfWork,
    printing: Printing,
    text: tuple[str, str],
    keys: Sequence[int],
    rounds: Rounds,
) -> None:
    incidents.case(uow, printing.incident_id, Permission.INCIDENT_DECIDE)
    number, last = store.last_numbers(uow.session, printing.campaign_id)
    batch = LetterBatch(
        id=new_id(),
        incident_id=printing.incident_id,
        campaign_id=printing.campaign_id,
        number=number + 1,
        state=BatchState.PLANNED,
        language=text[0],
        segment=text[1],
        letters=len(keys),
        first_zone=rounds.zone(keys[0] >> ID_BITS),
        last_zone=rounds.zone(keys[-1] >> ID_BITS),
        made_at=uow.clock.now(),
    )
    uow.create(batch)
    letters = [
        Assigned(key & ((1 << ID_BITS) - 1), sequence, codes.new_code())
        for sequence, key in enumerate(keys, last + 1)
    ]
    if store.assign(uow.session, batch.id, letters) != len(letters):
        raise ConflictError(_("Somebody else is putting these letters into batches."))
    uow.record(BatchPlanned(batch.id, printing.incident_id, batch.number, len(letters)))
