"""Mails in the queue."""

from breachdesk.bootstrap import Services
from breachdesk.kernel.ids import new_id
from breachdesk.outbox import service
from breachdesk.outbox.domain import MailState, MailView, NewMail
from tests.builders.accounts import SETUP


def build_mail(kind: str = "ada") -> NewMail:
    return NewMail(
        id=new_id(),
        purpose="test",
        incident_id="",
        recipient_id=new_id(),
        to_address=f"{kind}@tilleuls.example",
        language="fr",
        subject="INC-2026-0001\u202f: à notifier",
        text="Bonjour\n.\n..deux points\nFin",
        html="<p>Bonjour</p>",
    )


def queue_mails(services: Services, *kinds: str) -> list[str]:
    """The ids, in the order of `kinds`."""
    with services.unit_of_work(SETUP) as uow:
        return [service.queue(uow, build_mail(kind)) for kind in kinds]


def mail_of(services: Services, mail_id: str) -> MailView:
    with services.reading(SETUP) as uow:
        return service.get(uow, mail_id)


def states(services: Services) -> dict[MailState, int]:
    with services.reading(SETUP) as uow:
        return service.counts(uow)
