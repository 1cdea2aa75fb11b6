"""How far the telling has come, in total and by department; persons counted per controller."""

from collections.abc import Mapping
from dataclasses import fields

from breachdesk.controllers.domain.events import ControllersCounted
from breachdesk.controllers.domain.progress import Department, Figures
from breachdesk.controllers.store import files as store
from breachdesk.incidents import service as incidents
from breachdesk.infra.uow import UnitOfWork


def figures(uow: UnitOfWork, incident_id: str) -> Figures:
    return _sum(departments(uow, incident_id))


def departments(uow: UnitOfWork, incident_id: str) -> tuple[Department, ...]:
    incidents.case(uow, incident_id)
    found = store.figures(uow.session, incident_id, uow.clock.now())
    return tuple(Department(code, Figures(**counts)) for code, counts in found)


def count_persons(uow: UnitOfWork, incident_id: str, counted: Mapping[str, int]) -> None:
    """Set how many imported persons each controller has; 0 for those without any."""
    incidents.case(uow, incident_id)
    ids = [row.id for row in store.every(uow.session, incident_id)]
    store.set_counts(uow.session, {one: counted.get(one, 0) for one in ids})
    uow.record(ControllersCounted(incident_id, incident_id, len(ids)))


def _sum(parts: tuple[Department, ...]) -> Figures:
    names = [one.name for one in fields(Figures)]
    return Figures(**{name: sum(getattr(part.figures, name) for part in parts) for name in names})
