"""A controller's own pre-filled notification: the case's facts with its identity and figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from breachdesk.controllers.models import AffectedController
from breachdesk.controllers.store import files as store
from breachdesk.facts.domain.values import (
    UNKNOWN,
    Answer,
    Bodies,
    Body,
    Figure,
    Instant,
    Words,
    dump,
)
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import Case
from breachdesk.infra.uow import UnitOfWork
from breachdesk.notifications import service as notifications
from breachdesk.notifications.domain import CopySheet
from breachdesk.organisations import service as organisations

SIREN_LENGTH = 9


@dataclass(frozen=True, slots=True)
class OwnNotification:
    """The form as it reads, and its answers as JSON for machines."""

    sheet: CopySheet
    answers: Mapping[str, Any]


def own_notification(
    uow: UnitOfWork, incident_id: str, controller_id: str, language: str
) -> OwnNotification:
    """The form this controller would file, question by question."""
    case = incidents.case(uow, incident_id)
    row = store.get(uow.session, incident_id, controller_id)
    own = _own(uow, case, row)
    sheet = notifications.own_form(uow, case.id, own, row.aware_at, language)
    told = notifications.own_answers(uow, case.id, own)
    return OwnNotification(sheet, {key: dump(answer) for key, answer in sorted(told.items())})


def _own(uow: UnitOfWork, case: Case, row: AffectedController) -> dict[str, Answer]:
    """What differs between two controllers of one breach."""
    told = {
        "organisation.siren": row.siren or row.siret[:SIREN_LENGTH],
        "organisation.name": row.name,
        "organisation.address": row.address,
        "organisation.postcode": row.postcode,
        "organisation.city": row.city,
        "organisation.country": "France",
        "contact.last_name": row.dpo_name or row.contact_name,
        "contact.email": row.dpo_email or row.email,
        "contact.phone": row.phone,
    }
    own: dict[str, Answer] = {key: Words(text) for key, text in told.items() if text}
    persons = row.persons_declared if row.persons_counted is None else row.persons_counted
    own["people.count"] = UNKNOWN if persons is None else Figure(persons)
    records = row.records_declared
    own["data.records_count"] = UNKNOWN if records is None else Figure(records)
    for key, at in (
        ("incident.aware_at", row.aware_at),
        ("incident.discovered_at", row.aware_at),
        ("dates.processor_notice", row.delivered_at),
    ):
        own[key] = UNKNOWN if at is None else Instant(at, case.zone)
    own["other_bodies"] = Bodies((_processor(uow, case),))
    return own


def _processor(uow: UnitOfWork, case: Case) -> Body:
    identity = organisations.identity(uow, case.organisation_id)
    ways = [str(identity[key]) for key in ("contact_email", "contact_phone") if identity[key]]
    return Body("processor", identity.name, ", ".join(ways), "")
