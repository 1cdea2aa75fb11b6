"""Two entries turn out to be one person: their letters speak for the one that stays."""

from breachdesk.infra.uow import UnitOfWork
from breachdesk.letters.domain import LETTER_ORDER
from breachdesk.letters.store import joining as store
from breachdesk.people.domain.events import PersonsJoined
from breachdesk.people.domain.joining import speaking


def on_persons_joined(uow: UnitOfWork, event: PersonsJoined) -> None:
    """Else the person would be written to again: nothing would be on record for them."""
    kept_id = int(event.subject_id)
    kept = store.of_person(uow.session, kept_id)
    gone = store.of_person(uow.session, event.gone)
    for one, other in speaking(kept, gone, lambda letter: LETTER_ORDER.index(letter.state)):
        store.give(uow.session, one, kept_id, other)
