"""From waiting letters to batches: what cannot be mailed is put aside, the rest is sorted.

Identities are opened a slice at a time; of each only the place on the post's rounds is kept. Every
slice and every batch is a transaction of its own: killed at any moment, planning goes on with the
letters that still wait.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

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
from breachdesk.letters.domain.quality import fault_of
from breachdesk.letters.domain.rounds import Rounds, Stop
from breachdesk.letters.domain.states import BatchState
from breachdesk.letters.models import LetterBatch
from breachdesk.letters.service.shop import Shop
from breachdesk.letters.store import planning as store
from breachdesk.letters.store.planning import Assigned
from breachdesk.people import service as people
from breachdesk.people.domain import Identity

Span: TypeAlias = tuple[int, int]
"""Numbers of letters: from the first, up to but not including the second."""

SLICE = 1_000
PER_FILE = 5_000
EVERYTHING: Span = (0, (1 << 31) - 1)

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
    unmailable: int = 0


def plan(shop: Shop, printing: Printing, per_file: int = PER_FILE) -> Planned:
    """Put every waiting letter of a campaign aside or into a batch of at most `per_file`."""
    rounds, unmailable = judge(shop, printing, EVERYTHING)
    return replace(assign(shop, printing, rounds, per_file), unmailable=unmailable)


def spans(uow: UnitOfWork, printing: Printing, parts: int) -> list[Span]:
    """The waiting letters in parts of about the same size, for as many processes."""
    first, last = store.ends(uow.session, printing.campaign_id)
    step = max(1, -(-(last - first + 1) // parts))
    return [(at, at + step) for at in range(first, last + 1, step)]


def judge(shop: Shop, printing: Printing, span: Span) -> tuple[Rounds, int]:
    """Put aside what cannot be mailed; returns the others, and how many could not."""
    rounds, unmailable = Rounds(), 0
    after, end = span
    while True:
        with shop.read() as uow:
            incidents.case(uow, printing.incident_id, Permission.INCIDENT_DECIDE)
            rows = store.waiting(uow.session, printing.campaign_id, (after, end), SLICE)
            if not rows:
                return rounds, unmailable
            ids = [row.person_id for row in rows]
            persons = people.identities(uow, printing.incident_id, ids)
        faults = _judge(shop, printing, rows, persons, rounds)
        if faults:
            unmailable += _put_aside(shop, printing, faults)
        after = rows[-1].id + 1
        shop.alive()


def assign(shop: Shop, printing: Printing, rounds: Rounds, per_file: int) -> Planned:
    """Put judged letters into batches, each in a transaction of its own."""
    letters = batches = 0
    for language, stops in rounds.batches(per_file):
        with shop.begin() as uow:
            _batch(uow, printing, language, stops)
        letters += len(stops)
        batches += 1
    return Planned(letters, batches)


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


def _put_aside(shop: Shop, printing: Printing, faults: Mapping[int, Fault]) -> int:
    with shop.begin() as uow:
        number = store.refuse(uow.session, faults)
        if number:
            uow.record(LettersRefused(printing.campaign_id, printing.incident_id, number))
        return number


def _judge(
    shop: Shop,
    printing: Printing,
    rows: Sequence[store.Waiting],
    persons: Mapping[int, Identity],
    rounds: Rounds,
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
            rounds.add(letter_id, place[0], place[1].address)
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


def _batch(uow: UnitOfWork, printing: Printing, language: str, stops: Sequence[Stop]) -> None:
    incidents.case(uow, printing.incident_id, Permission.INCIDENT_DECIDE)
    number, last = store.last_numbers(uow.session, printing.campaign_id)
    batch = LetterBatch(
        id=new_id(),
        incident_id=printing.incident_id,
        campaign_id=printing.campaign_id,
        number=number + 1,
        state=BatchState.PLANNED,
        language=language,
        letters=len(stops),
        first_zone=stops[0].zone,
        last_zone=stops[-1].zone,
        made_at=uow.clock.now(),
    )
    uow.create(batch)
    letters = [
        Assigned(stop.letter_id, sequence, codes.new_code())
        for sequence, stop in enumerate(stops, last + 1)
    ]
    if store.assign(uow.session, batch.id, letters) != len(letters):
        raise ConflictError(_("Somebody else is putting these letters into batches."))
    uow.record(BatchPlanned(batch.id, printing.incident_id, batch.number, len(letters)))
