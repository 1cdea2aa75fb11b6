"""Destroying everything about the persons of a case: two people, one key, no way back."""

from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.people.domain.events import (
    PeoplePurged,
    PurgeConfirmed,
    PurgeDropped,
    PurgeProposed,
)
from breachdesk.people.domain.release import Destruction, check_second
from breachdesk.people.models import PeopleStock
from breachdesk.people.store import chunks
from breachdesk.people.store import persons as store


def propose(uow: UnitOfWork, incident_id: str) -> None:
    stock = _stock(uow, incident_id)
    if stock.purge_proposed_at:
        raise RuleError(_("The destruction is proposed already: another person must confirm it."))
    stock.purge_proposed_at = uow.clock.now()
    stock.purge_proposed_by = uow.actor.name
    stock.purge_proposed_by_id = uow.actor.user_id
    uow.record(PurgeProposed(incident_id, incident_id))


def drop(uow: UnitOfWork, incident_id: str) -> None:
    """Take the proposal back."""
    stock = _stock(uow, incident_id)
    if not stock.purge_proposed_at:
        raise RuleError(_("This is no longer possible in the present state."))
    stock.purge_proposed_at = None
    stock.purge_proposed_by = stock.purge_proposed_by_id = ""
    uow.record(PurgeDropped(incident_id, incident_id))


def confirm(uow: UnitOfWork, incident_id: str) -> Destruction:
    """Destroy the key, the rows and the sealed files; whoever reacts to the event certifies it.

    The key goes last: should anything before it fail, nothing is lost. Should the commit after it
    fail, the rows that stay cannot be read, and confirming again removes them.
    """
    stock = _stock(uow, incident_id)
    if not stock.purge_proposed_at:
        raise RuleError(_("The destruction must be proposed by another person first."))
    check_second(stock.purge_proposed_by_id, uow.actor.user_id)
    uow.record(PurgeConfirmed(incident_id, incident_id))
    counted = store.count(uow.session, incident_id)
    store.destroy(uow.session, incident_id)
    stock.persons, stock.records = counted.persons, counted.records
    stock.purged_at, stock.purged_by = uow.clock.now(), uow.actor.name
    stock.files = uow.sealed.remove_all(incident_id)
    uow.session.flush()
    uow.record(PeoplePurged(incident_id, incident_id, stock.persons, stock.records, stock.files))
    uow.vault.destroy(incident_id)
    return _view(stock)


def destruction(uow: UnitOfWork, incident_id: str) -> Destruction | None:
    """The destruction that is proposed or done; None without one."""
    incidents.case(uow, incident_id)
    stock = store.stock(uow.session, incident_id)
    return _view(stock) if stock and stock.purge_proposed_at else None


def _stock(uow: UnitOfWork, incident_id: str) -> PeopleStock:
    incidents.case(uow, incident_id, Permission.PEOPLE_PURGE)
    stock = chunks.hold(uow.session, incident_id)
    if stock.purged_at:
        raise RuleError(_("The personal data of this incident were destroyed."))
    return stock


def _view(stock: PeopleStock) -> Destruction:
    if stock.purge_proposed_at is None:
        raise LookupError("proposal")
    return Destruction(
        stock.purge_proposed_at,
        stock.purge_proposed_by,
        stock.purge_proposed_by_id,
        stock.purged_at,
        stock.purged_by,
        stock.persons,
        stock.records,
        stock.files,
    )
