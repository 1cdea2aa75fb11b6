"""Correcting where a person lives."""

from collections.abc import Mapping
from dataclasses import replace

from breachdesk.identities.domain.addresses import from_parts
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.people.domain.events import AddressCorrected
from breachdesk.people.service.sealing import columns, home_index, opened
from breachdesk.people.store import chunks
from breachdesk.people.store import persons as store


def correct_address(
    uow: UnitOfWork, incident_id: str, person_id: int, parts: Mapping[str, str]
) -> None:
    """Replace the address, by field of Address; whether a letter arrives there, the caller asks.

    The person is sealed anew, and an import finds them by the new postcode.
    """
    incidents.case(uow, incident_id, Permission.PEOPLE_IMPORT)
    chunks.hold(uow.session, incident_id)
    row = store.get(uow.session, incident_id, person_id)
    key = uow.vault.key(incident_id)
    identity = replace(opened(key, row), address=from_parts(parts))
    for name, value in columns(key, row.key, identity).items():
        setattr(row, name, value)
    row.home_index = home_index(key, identity)
    uow.record(AddressCorrected(str(person_id), incident_id))
