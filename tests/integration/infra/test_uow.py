import threading
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from breachdesk.audit import service as audit
from breachdesk.bootstrap import Services, build, initialise
from breachdesk.config import Settings
from breachdesk.incidents import service as incidents
from breachdesk.incidents.domain import CaseFilter
from breachdesk.infra.uow import UnrecordedChangeError, WriteWhileReadingError
from breachdesk.kernel.actor import Actor
from breachdesk.organisations.models import Organisation
from tests.builders.accounts import SETUP
from tests.builders.incidents import open_case
from tests.builders.organisations import save_desk
from tests.conftest import NOON
from tests.databases import KINDS, empty_database
from tests.integration.trail import tags


def organisation() -> Organisation:
    return Organisation(id="o9", name="Silent", created_at=NOON)


def test_a_silent_change_is_refused(services: Services) -> None:
    with pytest.raises(UnrecordedChangeError), services.unit_of_work(SETUP) as uow:
        uow.add(organisation())


def test_a_silent_bulk_change_is_refused(services: Services) -> None:
    with pytest.raises(UnrecordedChangeError), services.unit_of_work(SETUP) as uow:
        uow.session.execute(update(Organisation).values(name="Silent"))


def test_a_page_that_reads_cannot_add(services: Services) -> None:
    with pytest.raises(WriteWhileReadingError), services.reading(SETUP) as uow:
        uow.add(organisation())


def test_a_page_that_reads_cannot_write_behind_our_back(services: Services) -> None:
    with pytest.raises(OperationalError, match="readonly"), services.reading(SETUP) as uow:
        uow.session.execute(update(Organisation).values(name="Silent"))


def test_an_error_leaves_nothing_behind(services: Services, dpo: Actor) -> None:
    before = len(tags(services))

    def add_and_fail() -> None:
        with services.unit_of_work(dpo) as uow:
            uow.add(organisation())
            uow.session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        add_and_fail()

    assert len(tags(services)) == before


@pytest.mark.parametrize("kind", KINDS)
def test_ad_10_writers_at_once_make_one_chain_without_gap_or_fork(
    kind: str, tmp_path: Path
) -> None:
    with empty_database(kind, tmp_path) as url:
        env = {"BREACHDESK_HOME": str(tmp_path), "BREACHDESK_DATABASE_URL": url}
        services = build(Settings.from_env(env))
        initialise(services)
        desk = save_desk(services)

        def work() -> None:
            for _number in range(5):
                open_case(services, desk.dpo)

        workers = [threading.Thread(target=work) for _number in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

        with services.reading(SETUP) as uow:
            verdict = audit.verify(uow)
            opened = incidents.cases(uow, CaseFilter())[1]
        services.engine.dispose()
    assert verdict.ok
    assert opened == 20
