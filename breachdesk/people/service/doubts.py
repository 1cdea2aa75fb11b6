"""Pairs that may be one person: shown masked, side by side, and decided by a human."""

from dataclasses import dataclass

from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.people.domain.events import DoubtSettled, PersonsJoined
from breachdesk.people.domain.identity import Masked, filled
from breachdesk.people.domain.matching import Doubt
from breachdesk.people.models import Person
from breachdesk.people.service.reading import masked
from breachdesk.people.service.sealing import columns, opened
from breachdesk.people.store import chunks
from breachdesk.people.store import persons as store

SHOWN = 50


@dataclass(frozen=True, slots=True)
class DoubtView:
    id: int
    kind: Doubt
    one: Masked
    other: Masked


def doubts(uow: UnitOfWork, incident_id: str) -> tuple[tuple[DoubtView, ...], int]:
    """(the oldest that wait, how many in all)."""
    incidents.case(uow, incident_id, Permission.PEOPLE_READ)
    rows = store.doubts(uow.session, incident_id, SHOWN)
    ids = {one for row in rows for one in (row.person_id, row.other_id)}
    persons = store.by_ids(uow.session, incident_id, list(ids))
    shown = {one.id: one for one in masked(uow, incident_id, persons)}
    views = (DoubtView(row.id, row.kind, shown[row.person_id], shown[row.other_id]) for row in rows)
    return tuple(views), store.doubt_count(uow.session, incident_id)


def settle(uow: UnitOfWork, incident_id: str, doubt_id: int, *, is_same: bool) -> None:
    """Two people stay two; one person keeps the older entry, with the records of both.

    What the older entry lacks, such as an address, it takes from the other.
    """
    incidents.case(uow, incident_id, Permission.PEOPLE_IMPORT)
    chunks.hold(uow.session, incident_id)
    row = store.doubt(uow.session, incident_id, doubt_id)
    if row.settled_at:
        raise RuleError(_("This is no longer possible in the present state."))
    row.settled_at, row.settled_by = uow.clock.now(), uow.actor.name
    uow.record(DoubtSettled(str(doubt_id), incident_id, is_same))
    if is_same:
        uow.session.flush()
        older, newer = sorted((row.person_id, row.other_id))
        uow.record(PersonsJoined(str(older), incident_id, newer))
        _join(uow, incident_id, older, newer)


def _join(uow: UnitOfWork, incident_id: str, older: int, newer: int) -> None:
    kept: Person = store.get(uow.session, incident_id, older)
    gone: Person = store.get(uow.session, incident_id, newer)
    kept.records += gone.records
    kept.nir_index = kept.nir_index or gone.nir_index
    kept.is_deceased = kept.is_deceased or gone.is_deceased
    links = [
        {"person_id": older, "controller_id": one.controller_id, "records": one.records}
        for one in store.links(uow.session, newer)
    ]
    key = uow.vault.key(incident_id)
    identity = filled(opened(key, kept), opened(key, gone))
    learnt = {"id": older, **columns(key, kept.key, identity)}
    uow.session.flush()
    store.remove(uow.session, newer)
    chunks.add_links(uow.session, links)
    chunks.update_persons(uow.session, [learnt])
