"""P6: the list of incidents, 50 of 10,000, against loading all with a query for each."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, select

from breachdesk.bootstrap import Services
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import CaseFilter, Step
from breachdesk.incidents.models import Incident, IncidentStep
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.ids import new_id
from breachdesk.organisations.models import Organisation
from tests.bench.instance import BENCH
from tests.bench.measure import Figure, median_seconds, nothing

CASES = 10_000
PAGE = 50
START = datetime(2020, 1, 1, tzinfo=UTC)


def incident_list(services: Services) -> Figure:
    _fill(services)

    def page() -> None:
        with services.reading(BENCH) as uow:
            incidents.cases(uow, CaseFilter(), 0, PAGE)

    def load_all() -> None:
        with services.reading(BENCH) as uow:
            _everything(uow)

    ours = median_seconds(page, 20, before=nothing)
    peer = median_seconds(load_all, 1, before=nothing)
    return Figure(
        "P6",
        f"incident list, {PAGE} of {CASES}; peer: all of them, a query for each",
        f"{ours * 1000:.1f} ms",
        f"{peer * 1000:.0f} ms",
        peer / ours,
        "≥ 25",
        peer / ours >= 25,  # the figure wanted
    )


def _everything(uow: UnitOfWork) -> None:
    newest = select(Incident).order_by(Incident.aware_at.desc())
    for row in list(uow.session.scalars(newest)):
        uow.session.scalar(select(Organisation.name).where(Organisation.id == row.organisation_id))
        uow.session.scalars(select(IncidentStep).where(IncidentStep.incident_id == row.id)).all()


def _fill(services: Services) -> None:
    with services.engine.begin() as connection:
        model = dict(connection.execute(select(Incident.__table__).limit(1)).mappings().one())
        rows = [
            {
                **model,
                "id": new_id(),
                "reference": f"INC-X-{number}",
                "aware_at": START + timedelta(hours=number),
            }
            for number in range(CASES)
        ]
        connection.execute(insert(Incident), rows)
        connection.execute(insert(IncidentStep), [_reported(row["id"]) for row in rows])


def _reported(incident_id: str) -> dict[str, object]:
    return {
        "id": new_id(),
        "incident_id": incident_id,
        "step": Step.REPORTED,
        "reached_at": START,
        "reached_by": "bench",
    }
