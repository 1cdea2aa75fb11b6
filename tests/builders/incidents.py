"""Cases for tests: a sensible one, with what the test is about changed."""

from dataclasses import replace
from datetime import timedelta

from breachdesk.bootstrap import Services
from breachdesk.incidents import service
from breachdesk.incidents.domain import (
    Certainty,
    DiscoveryChannel,
    IncidentType,
    NewIncident,
    OrganisationRole,
)
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.ids import new_id
from tests.conftest import NOON


def build_incident(organisation_id: str, **over: object) -> NewIncident:
    """Aware one hour ago, discovered two hours ago, by a controller."""
    made = NewIncident(
        id=new_id(),
        organisation_id=organisation_id,
        title="Mailbox opened by a stranger",
        role=OrganisationRole.CONTROLLER,
        certainty=Certainty.ESTABLISHED,
        incident_type=IncidentType.OTHER,
        channel=DiscoveryChannel.INTERNAL,
        channel_other="",
        discovered_at=NOON - timedelta(hours=2),
        aware_at=NOON - timedelta(hours=1),
        zone="Europe/Paris",
    )
    return replace(made, **over)  # type: ignore[arg-type]  # checked by the dataclass


def open_case(services: Services, actor: Actor, organisation_id: str = "", **over: object) -> str:
    """The id of a case opened in the actor's own organisation."""
    organisation_id = organisation_id or next(iter(actor.grants))
    new = build_incident(organisation_id, **over)
    with services.unit_of_work(actor) as uow:
        return service.open_incident(uow, new)
