"""What people, workers and the command line do with bundles."""

from breachdesk.bundles.service.asking import add, ask, content, of_case, tasks_of
from breachdesk.bundles.service.making import build, run
from breachdesk.bundles.service.verifying import verify

__all__ = ["add", "ask", "build", "content", "of_case", "run", "tasks_of", "verify"]
