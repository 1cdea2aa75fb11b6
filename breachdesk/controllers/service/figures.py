"""How far the telling has come, in total and by department."""

from dataclasses import fields

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


def _sum(parts: tuple[Department, ...]) -> Figures:
    names = [one.name for one in fields(Figures)]
    return Figures(**{name: sum(getattr(part.figures, name) for part in parts) for name in names})
