"""The scheduler process, and the only door to apscheduler."""

import logging
import signal
import threading
from collections.abc import Sequence
from datetime import timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy.exc import SQLAlchemyError

from breachdesk.bootstrap import Services
from breachdesk.infra import lease
from breachdesk.jobs.schedule import Job
from breachdesk.kernel.errors import BreachDeskError
from breachdesk.kernel.ids import new_id

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
RENEW_SECONDS = 5
NAME = "scheduler"


class Leader:
    """Runs jobs only while this process holds the lease in the database."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.holder = new_id()

    def is_leading(self) -> bool:
        with self.services.sessions() as session:
            now = self.services.clock.now()
            return lease.hold(session, NAME, self.holder, now, LEASE)

    def run(self, job: Job) -> None:
        """One run of one job; a failure is logged and the next run tries again."""
        try:
            if self.is_leading():
                job.run(self.services)
        except (BreachDeskError, SQLAlchemyError):
            log.exception("job failed", extra={"job": job.name})


def run_forever(services: Services, jobs: Sequence[Job]) -> None:
    """Until SIGTERM or SIGINT. A run that is still going is never started twice."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda _number, _frame: stop.set())
    leader = Leader(services)
    scheduler = BackgroundScheduler(
        timezone="UTC",
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    for job in jobs:
        scheduler.add_job(leader.run, "interval", [job], seconds=job.every_seconds, id=job.name)
        leader.run(job)
    scheduler.start()
    while not stop.wait(RENEW_SECONDS):
        leader.is_leading()
    scheduler.shutdown()
