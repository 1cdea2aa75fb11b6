"""Hundreds at the same moment: nothing is lost, nothing happens twice."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest

from breachdesk.audit import service as audit
from breachdesk.bootstrap import Services, build, initialise
from breachdesk.config import Settings
from breachdesk.controllers import service
from breachdesk.controllers.domain import Answer, MandateKind, NewMandate
from breachdesk.controllers.domain.columns import PURPOSE, TARGETS
from breachdesk.controllers.service import mandates, notices
from breachdesk.infra.mail import RecordingMailer
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import BreachDeskError, StaleError, TransientError
from breachdesk.kernel.ids import new_id
from breachdesk.portal.domain import Visit
from breachdesk.rosters import service as rosters
from breachdesk.rosters.domain import guess
from tests.builders.accounts import SETUP
from tests.builders.controllers import (
    BASE_URL,
    approve_notice,
    as_csv,
    build_controller,
    deliver,
    import_rows,
    open_processor_case,
    row,
    save_controller,
    send_notice,
    upload,
)
from tests.builders.organisations import Desk, save_desk
from tests.conftest import NOON
from tests.databases import KINDS, empty_database
from tests.integration.trail import tags

PHARMACISTS = 200
T = TypeVar("T")


class Scene:
    """A case on either database, told by several machines of the same instance."""

    def __init__(self, services: Services, desk: Desk) -> None:
        self.services, self.desk, self.dpo = services, desk, desk.dpo
        self.incident_id = open_processor_case(services, desk.dpo)

    def visitor(self, controller_id: str) -> Actor:
        organisation = self.desk.organisation_id
        return Visit("link", controller_id, self.incident_id, organisation, "fr").actor

    def named(self, tag: str) -> list[str]:
        """Subjects of the entries with the tag."""
        return [subject for found, subject, *_rest in tags(self.services) if found == tag]


@pytest.fixture(params=KINDS)
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Scene]:
    with empty_database(request.param, tmp_path) as url:
        own = {"BREACHDESK_HOME": str(tmp_path), "BREACHDESK_DATABASE_URL": url}
        services = build(Settings.from_env(own), clock=FrozenClock(NOON), mailer=RecordingMailer())
        initialise(services)
        yield Scene(services, save_desk(services))
        services.engine.dispose()


def at_once(act: Callable[[T], object], given: Sequence[T]) -> list[BreachDeskError]:
    """Do it in a thread each, all let go together; returns what was refused.

    Where the database says it is busy, whoever acts tries again, as the page asks them to.
    """
    start = threading.Barrier(len(given))
    refused: list[BreachDeskError] = []

    def run(one: T) -> None:
        start.wait()
        while True:
            try:
                act(one)
            except TransientError:
                continue
            except BreachDeskError as error:
                refused.append(error)
            break

    with ThreadPoolExecutor(len(given)) as pool:
        for done in [pool.submit(run, one) for one in given]:
            done.result()
    return refused


def test_two_hundred_pharmacists_acknowledge_and_mandate_at_the_same_moment(scene: Scene) -> None:
    rows = [row(number) for number in range(1, PHARMACISTS + 1)]
    import_rows(scene.services, scene.dpo, scene.incident_id, as_csv(rows))
    send_notice(scene.services, scene.dpo, scene.incident_id)
    with scene.services.reading(scene.dpo) as uow:
        ids = [one.id for one in service.of_case(uow, scene.incident_id)]

    def decide(controller_id: str) -> None:
        for _double_click in range(2):
            with scene.services.unit_of_work(scene.visitor(controller_id)) as uow:
                mandates.acknowledge(uow, controller_id, "Odile Ferrand")
        new = NewMandate(
            new_id(),
            MandateKind.FILE,
            Answer.YES,
            "Odile Ferrand",
            "Titulaire",
            has_authority=True,
            language="fr",
        )
        with scene.services.unit_of_work(scene.visitor(controller_id)) as uow:
            mandates.give(uow, controller_id, new)

    assert at_once(decide, ids) == []
    assert sorted(scene.named("controller:acknowledged")) == sorted(ids)
    assert sorted(scene.named("mandate:given")) == sorted(ids)
    with scene.services.reading(scene.dpo) as uow:
        figures = service.figures(uow, scene.incident_id)
    assert (figures.acknowledged, figures.mandated_file) == (PHARMACISTS, PHARMACISTS)
    with scene.services.reading(SETUP) as uow:
        assert audit.verify(uow).ok


def test_one_pharmacy_of_which_ten_people_press_at_once_acknowledges_once(scene: Scene) -> None:
    one = save_controller(scene.services, scene.dpo, scene.incident_id)
    send_notice(scene.services, scene.dpo, scene.incident_id)

    def press(number: int) -> None:
        with scene.services.unit_of_work(scene.visitor(one)) as uow:
            mandates.acknowledge(uow, one, f"Personne {number}")

    assert at_once(press, range(10)) == []
    assert scene.named("controller:acknowledged") == [one]


def test_two_people_who_send_the_same_notice_at_once_send_one_mail_each(scene: Scene) -> None:
    for number in (1, 2, 3):
        save_controller(scene.services, scene.dpo, scene.incident_id, number)
    notice_id = approve_notice(scene.services, scene.dpo, scene.incident_id)

    def send(_person: int) -> None:
        with scene.services.unit_of_work(scene.dpo) as uow:
            service.send(uow, scene.incident_id, notice_id, BASE_URL)

    refused = at_once(send, range(4))
    deliver(scene.services)
    mailer = scene.services.mailer
    assert isinstance(mailer, RecordingMailer)
    assert len(refused) == 3
    assert len({str(mail["To"]) for mail in mailer.sent}) == len(mailer.sent) == 3


def test_a_sent_notice_sent_on_by_two_people_reaches_the_new_ones_once(scene: Scene) -> None:
    save_controller(scene.services, scene.dpo, scene.incident_id, 1)
    notice_id = send_notice(scene.services, scene.dpo, scene.incident_id)
    save_controller(scene.services, scene.dpo, scene.incident_id, 2)

    def send(_person: int) -> None:
        with scene.services.unit_of_work(scene.dpo) as uow:
            service.send(uow, scene.incident_id, notice_id, BASE_URL)

    assert len(at_once(send, range(4))) == 3
    deliver(scene.services)
    mailer = scene.services.mailer
    assert isinstance(mailer, RecordingMailer)
    assert len(mailer.sent) == 2


def test_two_people_who_approve_at_once_approve_once(scene: Scene) -> None:
    with scene.services.unit_of_work(scene.dpo) as uow:
        notice_id = notices.start(uow, scene.incident_id, new_id())

    def approve(_person: int) -> None:
        with scene.services.unit_of_work(scene.dpo) as uow:
            notices.approve(uow, scene.incident_id, notice_id, 1)

    assert len(at_once(approve, range(4))) == 3
    assert scene.named("notice:approved") == [notice_id]


def test_controllers_added_at_once_are_all_there_with_a_number_each(scene: Scene) -> None:
    def add(number: int) -> None:
        with scene.services.unit_of_work(scene.dpo) as uow:
            service.add(uow, scene.incident_id, build_controller(number))

    assert at_once(add, range(1, 11)) == []
    with scene.services.reading(scene.dpo) as uow:
        assert [one.number for one in service.of_case(uow, scene.incident_id)] == list(range(1, 11))


def test_two_people_who_import_the_same_file_import_it_once(scene: Scene) -> None:
    roster_id = upload(
        scene.services, scene.dpo, scene.incident_id, as_csv([row(1), row(2, SIRET="1")])
    )
    with scene.services.reading(scene.dpo) as uow:
        view = rosters.get(uow, scene.incident_id, roster_id, PURPOSE)
    columns = guess(view.headings, TARGETS)

    def take(_person: int) -> None:
        with scene.services.unit_of_work(scene.dpo) as uow:
            service.import_file(uow, view, columns)

    assert len(at_once(take, range(4))) == 3
    with scene.services.unit_of_work(scene.dpo) as uow:
        assert len(service.of_case(uow, scene.incident_id)) == 1
        report = rosters.report(uow, scene.incident_id, roster_id, PURPOSE).decode()
    assert len(report.splitlines()) == 2  # the heading and the rejected row; no duplicate


def test_an_acknowledgement_in_the_middle_of_an_edit_is_told_as_a_conflict(scene: Scene) -> None:
    one = save_controller(scene.services, scene.dpo, scene.incident_id)
    send_notice(scene.services, scene.dpo, scene.incident_id)
    with scene.services.reading(scene.dpo) as uow:
        version = service.get(uow, scene.incident_id, one).version

    def act(which: int) -> None:
        if which:
            with scene.services.unit_of_work(scene.dpo) as uow:
                service.judge_risk(uow, scene.incident_id, one, version, "high")
        else:
            with scene.services.unit_of_work(scene.visitor(one)) as uow:
                mandates.acknowledge(uow, one, "Odile Ferrand")

    refused = at_once(act, [0, 1, 1])
    assert all(isinstance(error, StaleError) for error in refused)
    assert scene.named("controller:acknowledged") == [one]
