"""What people, jobs and the command line do with the persons concerned."""

from breachdesk.people.service.importing import dropped, guess, imports, queue
from breachdesk.people.service.reading import audience, controller_of, count, identities, page
from breachdesk.people.service.running import Wanted, import_file, run

__all__ = [
    "Wanted",
    "audience",
    "controller_of",
    "count",
    "dropped",
    "guess",
    "identities",
    "import_file",
    "imports",
    "page",
    "queue",
    "run",
]
