"""Letters that fell, and the worker who prints them."""

from breachdesk.bootstrap import Services
from breachdesk.jobs.handlers import handlers
from breachdesk.kernel.actor import Actor
from breachdesk.tasks import service as tasks


def work(services: Services) -> bool:
    """Do one piece of work that waits."""
    worker = Actor.system("worker")
    return tasks.run_next(lambda: services.unit_of_work(worker), handlers(services), "w")
