"""The worker process: hands over mails, does what takes long, sends campaigns. Several may run."""

import logging
import signal
import threading
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from breachdesk.bootstrap import Services
from breachdesk.infra.smtp.relay import Relay
from breachdesk.infra.smtp.window import Window
from breachdesk.infra.uow import UnitOfWork
from breachdesk.jobs.handlers import handlers
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.errors import TransientError
from breachdesk.kernel.ids import new_id
from breachdesk.outbox import service as outbox
from breachdesk.outreach import service as outreach
from breachdesk.outreach.domain.mails import CHECK_PAGE
from breachdesk.outreach.service.sending import Hands
from breachdesk.outreach.service.writing import Outgoing
from breachdesk.tasks import service as tasks

log = logging.getLogger(__name__)

IDLE_SECONDS = 1.0
TROUBLE_SECONDS = 10.0


def run_forever(services: Services) -> None:
    """Until SIGTERM or SIGINT; a mail under way is finished first."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda _number, _frame: stop.set())
    holder = new_id()
    hands = campaign_hands(services, holder, stop.is_set)
    try:
        while not stop.is_set():
            stop.wait(_work(services, holder, hands))
    finally:
        if hands:
            hands.window.close()


def campaign_hands(
    services: Services, holder: str, is_stopping: Callable[[], bool]
) -> Hands | None:
    """What a worker sends campaigns with; None without a relay, when nothing may leave."""
    settings, actor = services.settings, Actor.system("worker")
    if not settings.smtp_url:
        return None
    return Hands(
        begin=lambda: services.unit_of_work(actor),
        read=lambda: services.reading(actor),
        window=Window(Relay.from_url(settings.smtp_url, services.signer), settings.mail_window),
        outgoing=Outgoing(settings.mail_from, f"{settings.base_url}{CHECK_PAGE}"),
        holder=holder,
        is_stopping=is_stopping,
    )


def _work(services: Services, holder: str, hands: Hands | None) -> float:
    """Hand over one mail, or else do one piece of work; returns how long to wait then."""

    def begin() -> UnitOfWork:
        return services.unit_of_work(Actor.system("worker"))

    try:
        found = (
            outbox.deliver_next(begin, services.mailer, services.settings.mail_from, holder)
            or tasks.run_next(begin, handlers(services), holder)
            or (hands is not None and outreach.send_slice(hands))
        )
    except outbox.LostMailError as error:
        log.warning("mail lost to another worker", extra={"mail_id": str(error)})
        return IDLE_SECONDS
    except (SQLAlchemyError, TransientError):
        log.exception("the database did not answer")
        return TROUBLE_SECONDS
    return 0.0 if found else IDLE_SECONDS
