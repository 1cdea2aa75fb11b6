"""Which service does which kind of work that takes longer than a page may."""

from collections.abc import Mapping
from functools import partial

from breachdesk.bootstrap import Services
from breachdesk.bundles import service as bundles
from breachdesk.bundles.domain import TASK as BUNDLES
from breachdesk.filings import service as filings
from breachdesk.filings.domain import TASK as FILINGS
from breachdesk.kernel.actor import Actor
from breachdesk.outreach.domain.mails import CHECK_PAGE
from breachdesk.outreach.service import print_run
from breachdesk.people import service as people
from breachdesk.people.domain.progress import TASK as PEOPLE
from breachdesk.tasks.service import Handler


def handlers(services: Services) -> Mapping[str, Handler]:
    house = print_run.House(
        read=lambda: services.reading(Actor.system("worker")),
        font=services.settings.letter_font,
        check_page=f"{services.settings.base_url}{CHECK_PAGE}",
    )
    return {
        BUNDLES: bundles.run,
        FILINGS: filings.build,
        PEOPLE: people.run,
        print_run.TASK: partial(print_run.run, house),
    }
