"""Looking one person up: unmasking with a reason, and what the hotline is told."""

from collections.abc import Mapping
from datetime import date

from breachdesk.facts import service as facts
from breachdesk.facts.domain.values import Choices
from breachdesk.facts.registry import FIELDS
from breachdesk.identities.domain import nir
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Permission
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import Bilingual
from breachdesk.people.domain.events import HotlineAsked, PersonUnmasked
from breachdesk.people.domain.hotline import Answer, Question, check_question
from breachdesk.people.domain.identity import Identity, Masked, name_key
from breachdesk.people.domain.release import Reason
from breachdesk.people.service.reading import identities, masked
from breachdesk.people.service.sealing import NAME, NIR
from breachdesk.people.store import persons as store

TOLD = ("data.categories", "data.sensitive")
"""Facts of the case that say which data were concerned."""


def shown(uow: UnitOfWork, incident_id: str, person_id: int) -> Masked:
    incidents.case(uow, incident_id, Permission.PEOPLE_READ)
    return masked(uow, incident_id, [store.get(uow.session, incident_id, person_id)])[0]


def unmask(uow: UnitOfWork, incident_id: str, person_id: int, reason: Reason) -> Identity:
    """Everything kept about one person; who looked and why is recorded."""
    incidents.case(uow, incident_id, Permission.PEOPLE_UNMASK)
    store.get(uow.session, incident_id, person_id)
    found = identities(uow, incident_id, [person_id])[person_id]
    uow.record(PersonUnmasked(str(person_id), incident_id, reason))
    return found


def hotline(uow: UnitOfWork, incident_id: str, asked: Question) -> Answer:
    """Whether somebody is concerned, and which data; that it was asked is recorded, not of whom."""
    case = incidents.case(uow, incident_id, Permission.PEOPLE_READ)
    check_question(asked)
    key = uow.vault.key(incident_id)
    if asked.nir:
        by, index = "nir", key.index(NIR, _nir(asked.nir))
    else:
        name = name_key(asked.last_name, asked.first_name, asked.birth)
        by, index = "name", key.index(NAME, name)
    found = store.found_by(uow.session, incident_id, f"{by}_index", index)
    uow.record(HotlineAsked(incident_id, incident_id, by, bool(found)))
    if not found:
        return Answer(concerned=False)
    categories = _categories(facts.values(uow, incident_id), case.aware_at.date())
    return Answer(concerned=True, categories=categories, persons=found)


def _nir(text: str) -> str:
    try:
        return nir.completed(text)
    except RuleError as error:
        raise RuleError(error.text, field="nir") from None


def _categories(told: Mapping[str, object], on: date) -> tuple[Bilingual, ...]:
    found: list[Bilingual] = []
    for key in TOLD:
        value = told.get(key)
        if isinstance(value, Choices):
            options = (one for one in FIELDS[key].options if one.key in value.keys)
            labels = [one.label_at(on) for one in options if not one.unknown]
            found += [Bilingual(label.fr, label.en) for label in labels]
    return tuple(found)
