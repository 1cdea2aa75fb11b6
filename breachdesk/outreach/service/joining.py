"""Two entries turn out to be one person: their mails speak for the one that stays."""

from functools import partial

from breachdesk.infra.uow import UnitOfWork
from breachdesk.outreach.domain.cascade import MailFate, fate_of
from breachdesk.outreach.models import Delivery
from breachdesk.outreach.store import campaigns as store
from breachdesk.people import service as people
from breachdesk.people.domain.events import PersonsJoined

FATES = tuple(MailFate)


def on_persons_joined(uow: UnitOfWork, event: PersonsJoined) -> None:
    people.carry_over(uow, event, partial(store.started_mails, uow.session), _rank)


def _rank(mail: Delivery) -> int:
    return FATES.index(fate_of(mail.state, mail.reply_class))
