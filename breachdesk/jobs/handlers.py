"""Which service does which kind of work that takes longer than a page may."""

from collections.abc import Mapping

from breachdesk.filings import service as filings
from breachdesk.filings.domain import TASK as FILINGS
from breachdesk.people import service as people
from breachdesk.people.domain.progress import TASK as PEOPLE
from breachdesk.tasks.service import Handler

HANDLERS: Mapping[str, Handler] = {
    FILINGS: filings.build,
    PEOPLE: people.run,
}
