"""The letters of a campaign, and the addresses of their pages."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from breachdesk.bootstrap import Services
from breachdesk.letters import service
from breachdesk.letters.domain import BatchView, LetterState
from breachdesk.letters.models import Letter
from breachdesk.outreach.service import paper
from tests.builders.accounts import SETUP
from tests.builders.organisations import Desk
from tests.builders.outreach import OUTGOING
from tests.builders.paper import batches, build_shop, counts


@dataclass(frozen=True)
class Mailing:
    desk: Desk
    incident_id: str
    campaign_id: str

    @property
    def case(self) -> str:
        return f"/incidents/{self.incident_id}/campaigns"

    @property
    def letters(self) -> str:
        return f"{self.case}/{self.campaign_id}/letters"

    def batch(self, services: Services, number: int = 1) -> BatchView:
        return batches(services, self.incident_id, self.campaign_id)[number - 1]

    def of_batch(self, services: Services, number: int = 1) -> str:
        return f"{self.letters}/batches/{self.batch(services, number).id}"

    def counts(self, services: Services) -> dict[LetterState, int]:
        return counts(services, self.incident_id, self.campaign_id)

    def rows(self, services: Services) -> list[Letter]:
        """By person."""
        with services.reading(SETUP) as uow:
            return list(uow.session.scalars(select(Letter).order_by(Letter.person_id)))

    def plan(self, services: Services) -> None:
        with services.reading(SETUP) as uow:
            printing = paper.printing(uow, self.incident_id, self.campaign_id, OUTGOING.check_page)
        service.plan(build_shop(services), printing)

    def send(self, services: Services, out: Path) -> None:
        """Print what waits and hand it over."""
        self.plan(services)
        with services.reading(SETUP) as uow:
            printing = paper.printing(uow, self.incident_id, self.campaign_id, OUTGOING.check_page)
        service.build(build_shop(services), printing, out)
        one = self.batch(services)
        with services.unit_of_work(SETUP) as uow:
            service.handed_over(uow, self.incident_id, one.id, one.version)
