"""Two hundred pharmacists acknowledging at the same moment, on both databases."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from breachdesk.bootstrap import Services, build, initialise
from breachdesk.config import Settings
from breachdesk.controllers import service
from breachdesk.controllers.service import mandates
from breachdesk.infra.mail import RecordingMailer
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from tests.builders.controllers import (
    as_csv,
    import_rows,
    open_processor_case,
    row,
    send_notice,
)
from tests.builders.organisations import save_desk
from tests.databases import KINDS, empty_database
from tests.integration.trail import tags

MANY = 200


@pytest.fixture(params=KINDS)
def instance(
    request: pytest.FixtureRequest, tmp_path: Path, clock: FrozenClock
) -> Iterator[Services]:
    with empty_database(request.param, tmp_path) as url:
        settings = Settings.from_env(
            {"BREACHDESK_HOME": str(tmp_path), "BREACHDESK_DATABASE_URL": url}
        )
        built = build(settings, clock=clock, mailer=RecordingMailer())
        initialise(built)
        yield built
        built.engine.dispose()


def test_each_is_recorded_exactly_once(instance: Services) -> None:
    dpo = save_desk(instance).dpo
    incident_id = open_processor_case(instance, dpo)
    content = as_csv([row(number) for number in range(1, MANY + 1)])
    import_rows(instance, dpo, incident_id, content)
    send_notice(instance, dpo, incident_id)
    with instance.reading(dpo) as uow:
        ids = [one.id for one in service.of_case(uow, incident_id)]

    def acknowledge(controller_id: str) -> bool:
        with instance.unit_of_work(Actor.system("portal")) as uow:
            return mandates.acknowledge(uow, controller_id, "Odile Ferrand")

    with ThreadPoolExecutor(16) as pool:
        counted = list(pool.map(acknowledge, [*ids, *ids]))

    assert counted.count(True) == MANY
    assert len(tags(instance, "controller:acknowledged")) == MANY
    with instance.reading(dpo) as uow:
        assert service.figures(uow, incident_id).acknowledged == MANY
