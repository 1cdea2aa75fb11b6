"""What makes a large import quick: helpers, of which nothing of the result may tell; indexes."""

import pytest
from sqlalchemy import event

from breachdesk.bootstrap import Services
from breachdesk.infra.sheets import SheetError
from breachdesk.kernel.actor import Actor
from breachdesk.people import service
from breachdesk.people.domain import AudienceFilter, Identity
from breachdesk.people.domain.columns import PURPOSE
from breachdesk.people.service import parallel
from breachdesk.rosters import service as rosters
from tests.builders.incidents import open_case
from tests.builders.people import as_csv, figures, import_people, person

ROWS = 1_200
EVERYBODY = AudienceFilter(only_mandated=False, exclude_deceased=False)


def crowd() -> list[dict[str, str]]:
    """Some persons twice, what the first row lacks in the second; some rows bad; cells quoted."""
    rows = []
    for number in range(ROWS):
        one = person(number - (number % 10 == 9), Adresse=f"{number} rue; escalier\nB")
        del one["FINESS"]
        if number % 10 == 8:
            one["E-mail"] = ""
        rows.append(one | ({"NIR": "1"} if number % 50 == 7 else {}))
    return rows


def imported(services: Services, dpo: Actor, content: bytes) -> tuple[object, str, list[Identity]]:
    case_id = open_case(services, dpo)
    roster_id, outcome = import_people(services, dpo, case_id, content)
    with services.unit_of_work(dpo) as uow:
        ids = sorted(uow.session.scalars(service.audience(uow, case_id, EVERYBODY)))
        found = service.identities(uow, case_id, ids)
        report = rosters.report(uow, case_id, roster_id, PURPOSE).decode()
    return figures(outcome), report, [found[one] for one in ids]


def test_helpers_find_what_one_process_finds(
    services: Services, dpo: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = as_csv(crowd())
    alone = imported(services, dpo, content)
    monkeypatch.setattr(parallel, "PART", 10_000)

    helped = imported(services, dpo, content)

    assert helped == alone
    assert alone[0] == (1_056, 120, 24, 1_056)


def test_a_file_that_cannot_be_read_to_its_end_is_told_by_a_helper_too(
    services: Services, dpo: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "PART", 10_000)
    content = as_csv(crowd()) + "Kervella;Zoé\r\n".encode("latin-1")

    with pytest.raises(SheetError):
        imported(services, dpo, content)


def test_a_chunk_looks_persons_up_by_their_index_and_not_through_all_of_them(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    """SQLite takes what it is offered first: an import would be quadratic."""
    asked: list[tuple[str, object]] = []

    def note(_c: object, _k: object, statement: str, values: object, *_more: object) -> None:
        if statement.startswith("SELECT") and "_index IN (" in statement:
            asked.append((statement, values))

    event.listen(services.engine, "before_cursor_execute", note)
    import_people(services, dpo, incident_id, as_csv([person(1), person(2, **{"Né le": ""})]))

    with services.engine.connect() as connection:
        plans = [
            str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all())
            for sql, values in asked
        ]
    assert len(plans) == 3, "by NIR, by name and date, by name alone"
    assert all("SEARCH person" in one and "INDEX ix_person_n" in one for one in plans), plans
