"""Whom a campaign is for, as it would be today."""

from sqlalchemy import Select

from breachdesk.controllers import service as controllers
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.text import Text
from breachdesk.letters import service as letters
from breachdesk.outreach.domain import audiences
from breachdesk.outreach.domain.campaign import Audience
from breachdesk.outreach.domain.cascade import First, Reach
from breachdesk.outreach.service import cascade
from breachdesk.outreach.store import campaigns as store
from breachdesk.people import service as people


def chosen(uow: UnitOfWork, incident_id: str, audience: Audience, campaign_id: str) -> Select[int]:
    """Ids of persons: of those who have an e-mail address and of those who have none.

    Whom another campaign may still reach counts as informed, or two of them would write twice.
    """
    wanted = people.audience(uow, incident_id, audience.people)
    if not audience.not_yet_informed:
        return wanted
    person = wanted.selected_columns[0]
    mailed = store.mailed(person, store.MAY_REACH, but=campaign_id)
    return wanted.where(~mailed, ~letters.under_way(person))


def reach(uow: UnitOfWork, incident_id: str, audience: Audience, campaign_id: str) -> Reach:
    """How many persons it would be, and to how many of them a mail would go."""
    incidents.case(uow, incident_id)
    wanted = chosen(uow, incident_id, audience, campaign_id)
    persons, with_email = store.size(uow.session, wanted, people.traits(uow, incident_id))
    by_letter = cascade.rules(uow, incident_id).rules.first is First.LETTER
    return Reach(persons, 0 if by_letter else with_email)


def audience_told(uow: UnitOfWork, incident_id: str, audience: Audience) -> tuple[Text, ...]:
    """Who is in it and who is left out, as sentences."""
    ids = audience.people.controller_ids or ()
    places = controllers.places(uow, incident_id, ids)
    return audiences.told(audience, [str(place) for place in places.values()])
