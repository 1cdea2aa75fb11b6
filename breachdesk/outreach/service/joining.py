"""Two entries turn out to be one person: their mails speak for the one that stays."""

from breachdesk.infra.uow import UnitOfWork
from breachdesk.outreach.domain.cascade import MailFate, fate_of
from breachdesk.outreach.models import Delivery
from breachdesk.outreach.store import joining as store
from breachdesk.people.domain.events import PersonsJoined
from breachdesk.people.domain.joining import speaking

FATES = tuple(MailFate)


def on_persons_joined(uow: UnitOfWork, event: PersonsJoined) -> None:
    """Else the person would be written to again: nothing would be on record for them."""
    kept_id = int(event.subject_id)
    kept = store.of_person(uow.session, kept_id)
    gone = store.of_person(uow.session, event.gone)
    for one, other in speaking(kept, gone, _rank):
        store.give(uow.session, one, kept_id, other)


def _rank(mail: Delivery) -> int:
    return FATES.index(fate_of(mail.state, mail.reply_class))
