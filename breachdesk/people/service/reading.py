"""Counts, audiences and identities of persons; identities only for jobs and previews."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from sqlalchemy import Select

from breachdesk.controllers import service as controllers
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.people.domain.audience import AudienceFilter, PeopleCount
from breachdesk.people.domain.identity import Identity, Masked, initials
from breachdesk.people.models import Person
from breachdesk.people.service.sealing import opened
from breachdesk.people.store import persons as store

PAGE = 50
Traits: TypeAlias = Select[int, str, bool, bool, bool]
"""(id, mail_domain, has_email, has_address, is_deceased)"""


def count(uow: UnitOfWork, incident_id: str) -> PeopleCount:
    incidents.case(uow, incident_id)
    return store.count(uow.session, incident_id)


def audience(uow: UnitOfWork, incident_id: str, wanted: AudienceFilter) -> Select[int]:
    """Ids of persons as a SELECT to join or to insert from."""
    incidents.case(uow, incident_id, Permission.PEOPLE_READ)
    mandated = controllers.informable(uow, incident_id) if wanted.only_mandated else ()
    return store.audience(incident_id, wanted, mandated)


def among(
    uow: UnitOfWork, incident_id: str, wanted: AudienceFilter, ids: Sequence[int]
) -> frozenset[int]:
    """Those of the persons whom the filter lets through today."""
    return frozenset(store.among(uow.session, audience(uow, incident_id, wanted), ids))


def identities(uow: UnitOfWork, incident_id: str, ids: Sequence[int]) -> dict[int, Identity]:
    """Opened in one batch. A person who asks for one by hand goes through unmask()."""
    rows = store.sealed(uow.session, incident_id, ids)
    owners = store.controllers_of(uow.session, ids)
    key = uow.vault.key(incident_id)
    return {row.id: opened(key, row, owners.get(row.id, ())) for row in rows}


def traits(uow: UnitOfWork, incident_id: str) -> Traits:
    """What is known of everybody without opening anything, as a SELECT."""
    incidents.case(uow, incident_id)
    return store.traits(incident_id)


def with_phone(uow: UnitOfWork, incident_id: str) -> Select[int]:
    """Ids of those who have a telephone number, as a SELECT."""
    incidents.case(uow, incident_id)
    return store.with_phone(incident_id)


def links(uow: UnitOfWork, incident_id: str) -> Select[int, str]:
    """(person_id, controller_id) of the case, as a SELECT."""
    incidents.case(uow, incident_id)
    return store.all_links(incident_id)


def controller_of(uow: UnitOfWork, ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """The controllers of each person."""
    return store.controllers_of(uow.session, ids)


def page(
    uow: UnitOfWork, incident_id: str, wanted: AudienceFilter, after: int = 0
) -> tuple[tuple[Masked, ...], int]:
    """(the next persons, masked; the id to go on after, 0 at the end)."""
    query = audience(uow, incident_id, wanted)
    rows = store.page(uow.session, query, after, PAGE + 1)
    shown = masked(uow, incident_id, rows[:PAGE])
    return shown, shown[-1].id if len(rows) > PAGE else 0


def masked(uow: UnitOfWork, incident_id: str, rows: Sequence[Person]) -> tuple[Masked, ...]:
    if not rows:
        return ()
    key = uow.vault.key(incident_id)
    return tuple(_masked(row, opened(key, row)) for row in rows)


def _masked(row: Person, identity: Identity) -> Masked:
    return Masked(
        id=row.id,
        name=initials(identity),
        birth_year=identity.birth.year if identity.birth else None,
        has_email=row.has_email,
        has_address=row.has_address,
        is_minor=row.is_minor,
        is_protected=row.is_protected,
        is_deceased=row.is_deceased,
    )
