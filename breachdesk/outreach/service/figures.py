"""Coverage of a case, failures of a campaign, and both as a table to take along."""

from breachdesk.controllers import service as controllers
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.outreach.domain.coverage import Coverage
from breachdesk.outreach.domain.delivery import Failing
from breachdesk.outreach.domain.events import CoverageExported
from breachdesk.outreach.store import accounts as store
from breachdesk.outreach.store import campaigns
from breachdesk.people import service as people

MOST_DOMAINS = 50


def coverage(uow: UnitOfWork, incident_id: str) -> Coverage:
    """Every person of the case, once."""
    incidents.case(uow, incident_id)
    traits = people.traits(uow, incident_id)
    return Coverage(None, store.standings(uow.session, incident_id, traits))


def by_controller(uow: UnitOfWork, incident_id: str) -> tuple[Coverage, ...]:
    """The same for each controller, by name and town; who has several stands with each of them."""
    incidents.case(uow, incident_id)
    found = store.standings_by_controller(
        uow.session,
        incident_id,
        people.traits(uow, incident_id),
        people.links(uow, incident_id),
    )
    places = controllers.places(uow, incident_id, found.keys())
    return tuple(Coverage(place, found[one]) for one, place in places.items())


def failing(uow: UnitOfWork, incident_id: str, campaign_id: str) -> tuple[Failing, ...]:
    """What was kept back, by recipient domain; the most frequent first."""
    incidents.case(uow, incident_id)
    campaigns.get(uow.session, incident_id, campaign_id)
    return tuple(store.failing(uow.session, campaign_id, MOST_DOMAINS))


def export(uow: UnitOfWork, incident_id: str) -> tuple[Coverage, ...]:
    """Each controller, then the case as a whole, to take along; who did is recorded."""
    incidents.case(uow, incident_id, Permission.REGISTER_EXPORT)
    rows = (*by_controller(uow, incident_id), coverage(uow, incident_id))
    uow.record(CoverageExported(incident_id, incident_id, rows[-1].persons))
    return rows
