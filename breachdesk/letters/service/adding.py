"""Deciding that people get a letter."""

from sqlalchemy import Select

from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.letters.domain.events import LettersAdded
from breachdesk.letters.store import letters as store


def add(uow: UnitOfWork, incident_id: str, campaign_id: str, people: Select[int, str]) -> int:
    """A letter for each (person_id, why); who has one in the campaign keeps it. How many are new.

    One person, one letter: people of one household are written to one by one.
    """
    incidents.case(uow, incident_id, Permission.INCIDENT_DECIDE)
    new = store.add(uow.session, incident_id, campaign_id, people)
    if new:
        uow.record(LettersAdded(campaign_id, incident_id, new))
    return new
