"""The list of controllers: what is missing, counted and searched alike by Python and SQL."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import insert, select

from breachdesk.bootstrap import Services
from breachdesk.controllers import service
from breachdesk.controllers.domain import (
    Answer,
    Contact,
    ControllerFilter,
    ControllerView,
    Lack,
)
from breachdesk.controllers.models import AffectedController
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.ids import new_id
from tests.builders.controllers import as_csv, import_rows, row, save_controller
from tests.conftest import NOON
from tests.integration.page import Pages

STATES: dict[str, tuple[object, ...]] = {
    "contact": tuple(Contact),
    "notice_sent_at": (None, NOON),
    "delivered_at": (None, NOON),
    "acknowledged_at": (None, NOON),
    "mandate_file": (Answer.NONE, Answer.NO),
    "mandate_inform": (Answer.NONE, Answer.YES),
    "filed_at": (None, NOON),
    "persons_declared": (None, 0),
    "persons_counted": (None, 0),
    "withdrawn_at": (None, NOON),
}
"""Every column a lack looks at, with values on both sides of its condition."""


@pytest.fixture
def every_state(services: Services, dpo: Actor, incident_id: str) -> None:
    """One controller for each combination."""
    save_controller(services, dpo, incident_id)
    with services.engine.begin() as connection:
        table = AffectedController.__table__
        model = dict(connection.execute(select(table)).mappings().one())
        connection.execute(insert(table), list(_combinations(model)))


def _combinations(model: dict[str, object]) -> Iterator[dict[str, object]]:
    for number, values in enumerate(product(*STATES.values()), start=2):
        yield {**model, "id": new_id(), "number": number, **dict(zip(STATES, values, strict=True))}


@pytest.mark.usefixtures("every_state")
@pytest.mark.parametrize("lack", Lack)
def test_the_database_finds_what_the_file_says_is_missing(
    services: Services, dpo: Actor, incident_id: str, lack: Lack
) -> None:
    with services.reading(dpo) as uow:
        every = service.of_case(uow, incident_id)
        found, total = service.page(uow, incident_id, ControllerFilter(lack=lack), 0, 10_000)

    wanted = {one.number for one in every if lack in one.lacks}
    assert {one.number for one in found} == wanted
    assert total == len(wanted) > 100


@pytest.mark.usefixtures("every_state")
def test_the_figures_are_the_counts_of_the_list(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    with services.reading(dpo) as uow:
        figures = service.figures(uow, incident_id)
        every = [one for one in service.of_case(uow, incident_id) if not one.withdrawn_at]

    def count(name: str) -> int:
        return sum(getattr(one, name) is not None for one in every)

    assert figures.total == len(every)
    assert figures.notified == count("notice_sent_at")
    assert figures.acknowledged == count("acknowledged_at")
    assert figures.filed == count("filed_at")
    assert figures.mandated_file == 0  # STATES only knows none and no
    assert figures.mandated_inform == sum(one.mandate_inform is Answer.YES for one in every)
    assert figures.unreachable == sum(one.contact is not Contact.FINE for one in every)
    assert figures.persons == sum(one.persons or 0 for one in every)


class TestSearch:
    @pytest.fixture(autouse=True)
    def _some(self, services: Services, dpo: Actor, incident_id: str) -> None:
        names = ("Pharmacie 100 %", "Pharmacie_du_Port", "PHARMACIE C:\\Temp", "Élysée")
        for number, name in enumerate(names, start=1):
            save_controller(services, dpo, incident_id, number, name=name)

    @pytest.mark.parametrize(
        ("words", "numbers"),
        [
            ("pharmacie ", [1, 3]),
            ("100 %", [1]),
            ("%", [1]),
            ("_", [2]),
            ("\\", [3]),
            ("pharmacie-2@", [2]),
            ("67000", [1, 2, 3, 4]),
            ("' OR 1=1 --", []),
            ("x" * 20_000, []),
        ],
    )
    def test_what_is_typed_is_what_is_looked_for(
        self, services: Services, dpo: Actor, incident_id: str, words: str, numbers: list[int]
    ) -> None:
        assert found(services, dpo, incident_id, text=words) == numbers


def test_whose_time_runs_out_first_stands_first_and_the_filed_and_untold_last(
    services: Services, dpo: Actor, incident_id: str, clock: FrozenClock
) -> None:
    ids = [save_controller(services, dpo, incident_id, number) for number in (1, 2, 3, 4)]
    clock.at = NOON + timedelta(hours=80)
    for which, hours in ((1, 50), (2, 2), (3, 1)):
        with services.unit_of_work(dpo) as uow:
            at = NOON + timedelta(hours=hours)
            service.heard_elsewhere(uow, incident_id, [ids[which]], at, "Le journal")
    with services.unit_of_work(dpo) as uow:
        service.record_filing(uow, incident_id, ids[3], clock.at, "2026-1")

    assert found(services, dpo, incident_id) == [3, 2, 4, 1]
    assert found(services, dpo, incident_id, overdue=True) == [3]


def found(services: Services, dpo: Actor, incident_id: str, **over: object) -> list[int]:
    with services.reading(dpo) as uow:
        page: tuple[ControllerView, ...]
        page, _total = service.page(uow, incident_id, ControllerFilter(**over))  # type: ignore[arg-type]
    return [one.number for one in page]


def test_hundreds_are_paged_and_a_filter_stays_on_the_next_page(
    pages: Pages, services: Services, dpo: Actor, incident_id: str
) -> None:
    import_rows(services, dpo, incident_id, as_csv([row(number) for number in range(1, 121)]))
    base = f"/incidents/{incident_id}/controllers/"
    seen: set[str] = set()
    address = f"{base}?lack=notice"
    for left in (50, 50, 20):
        page = pages.get(address)
        found = {link for link in page.links if re.fullmatch(rf"{base}[0-9a-f]{{32}}/", link)}
        assert len(found) == left
        seen |= found
        following = [link for link in page.links if "page=" in link]
        address = following[-1] if following else ""
        assert "lack=notice" in address

    assert len(seen) == 120
