"""Two entries turn out to be one person: their letters speak for the one that stays."""

from functools import partial

from breachdesk.infra.uow import UnitOfWork
from breachdesk.letters.domain import LETTER_ORDER
from breachdesk.letters.models import Letter
from breachdesk.letters.store import letters as store
from breachdesk.people import service as people
from breachdesk.people.domain.events import PersonsJoined


def on_persons_joined(uow: UnitOfWork, event: PersonsJoined) -> None:
    people.carry_over(uow, event, partial(store.written_to, uow.session), _rank)


def _rank(letter: Letter) -> int:
    return LETTER_ORDER.index(letter.state)
