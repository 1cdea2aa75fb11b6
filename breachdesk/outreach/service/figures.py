"""Coverage of a case, failures of a campaign, and both as a table to take along."""

from collections.abc import Mapping
from datetime import datetime

from breachdesk.controllers import service as controllers
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.letters import service as letters
from breachdesk.outreach.domain import steps
from breachdesk.outreach.domain.cascade import Place
from breachdesk.outreach.domain.coverage import Account, Coverage, Figures, Tally, tally
from breachdesk.outreach.domain.delivery import Failing
from breachdesk.outreach.domain.events import CoverageExported
from breachdesk.outreach.domain.steps import Cascade
from breachdesk.outreach.models import CoverageKept
from breachdesk.outreach.service import cascade
from breachdesk.outreach.service.audiences import audience_told
from breachdesk.outreach.service.campaigns import of_case
from breachdesk.outreach.store import accounts as store
from breachdesk.outreach.store import campaigns, places
from breachdesk.people import service as people
from breachdesk.people.domain.events import PurgeConfirmed

MOST_DOMAINS = 50


def coverage(uow: UnitOfWork, incident_id: str) -> Coverage:
    """Every person of the case, once."""
    incidents.case(uow, incident_id)
    kept = _kept(uow, incident_id)
    return Coverage(None, kept.whole if kept else _whole(uow, incident_id))


def by_controller(uow: UnitOfWork, incident_id: str) -> tuple[Coverage, ...]:
    """The same for each controller, by name and town; who has several stands with each of them."""
    incidents.case(uow, incident_id)
    kept = _kept(uow, incident_id)
    found = kept.by_controller if kept else _parts(uow, incident_id)
    places = controllers.places(uow, incident_id, found.keys())
    return tuple(Coverage(place, found[one]) for one, place in places.items())


def kept_at(uow: UnitOfWork, incident_id: str) -> datetime | None:
    """When the persons were destroyed, whose last figures these are."""
    incidents.case(uow, incident_id)
    kept = _kept(uow, incident_id)
    return kept.kept_at if kept else None


def account(uow: UnitOfWork, incident_id: str) -> Account:
    """What an attestation says: the figures, and the campaigns they come from."""
    approved = tuple(one for one in of_case(uow, incident_id) if one.digest)
    kept = _kept(uow, incident_id)
    return Account(
        records=kept.records if kept else people.count(uow, incident_id).records,
        whole=coverage(uow, incident_id),
        parts=by_controller(uow, incident_id),
        campaigns=approved,
        audiences={one.id: audience_told(uow, incident_id, one.plan.audience) for one in approved},
        kept_at=kept.kept_at if kept else None,
    )


def keep(uow: UnitOfWork, event: PurgeConfirmed) -> None:
    """Once the persons are destroyed nothing can be counted: who was informed stays as numbers."""
    incident_id = event.incident_id
    records = people.count(uow, incident_id).records
    found = Figures(records, _whole(uow, incident_id), _parts(uow, incident_id))
    uow.add(
        CoverageKept(
            incident_id=incident_id,
            kept_at=uow.clock.now(),
            records=found.records,
            figures=found.to_json(),
        )
    )


def channels(uow: UnitOfWork, incident_id: str) -> Cascade:
    """The same persons step by step: by e-mail, by letter, and who is left for the notice."""
    return steps.cascade(_places(uow, incident_id), cascade.rules(uow, incident_id).rules)


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


def _kept(uow: UnitOfWork, incident_id: str) -> Figures | None:
    row = store.kept(uow.session, incident_id)
    return Figures.from_json(row.figures, row.records, row.kept_at) if row else None


def _whole(uow: UnitOfWork, incident_id: str) -> Tally:
    return tally(_places(uow, incident_id), cascade.rules(uow, incident_id).rules)


def _parts(uow: UnitOfWork, incident_id: str) -> Mapping[str, Tally]:
    rules = cascade.rules(uow, incident_id).rules
    traits, links = people.traits(uow, incident_id), people.links(uow, incident_id)
    fates = letters.fates(incident_id)
    found = places.by_controller(uow.session, incident_id, traits, fates, links)
    return {controller_id: tally(of_one, rules) for controller_id, of_one in found.items()}


def _places(uow: UnitOfWork, incident_id: str) -> Mapping[Place, int]:
    traits = people.traits(uow, incident_id)
    return places.of_case(uow.session, incident_id, traits, letters.fates(incident_id))
