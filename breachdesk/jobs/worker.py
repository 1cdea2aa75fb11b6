"""The worker process: hands over mails, one after another. Several may run."""

import logging
import signal
import threading

from sqlalchemy.exc import SQLAlchemyError

from breachdesk.bootstrap import Services
from breachdesk.infra.uow import UnitOfWork
from breachdesk.jobs.handlers import HANDLERS
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.errors import TransientError
from breachdesk.kernel.ids import new_id
from breachdesk.outbox import service as outbox
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
    while not stop.is_set():
        stop.wait(_work(services, holder))


def _work(services: Services, holder: str) -> float:
    """Hand over one mail, or else do one piece of work; returns how long to wait then."""

    def begin() -> UnitOfWork:
        return services.unit_of_work(Actor.system("worker"))

    try:
        found = outbox.deliver_next(
            begin, services.mailer, services.settings.mail_from, holder
        ) or tasks.run_next(begin, HANDLERS, holder)
    except outbox.LostMailError as error:
        log.warning("mail lost to another worker", extra={"mail_id": str(error)})
        return IDLE_SECONDS
    except (SQLAlchemyError, TransientError):
        log.exception("the database did not answer")
        return TROUBLE_SECONDS
    return 0.0 if found else IDLE_SECONDS
