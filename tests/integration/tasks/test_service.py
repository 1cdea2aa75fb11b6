"""Work under a lease: done once, seen by people, stopped when they say so."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from breachdesk.bootstrap import Services
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import RuleError, TransientError
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import _
from breachdesk.tasks import service
from breachdesk.tasks.domain import LEASE, MAX_ATTEMPTS, NewTask, TaskState, TaskView
from tests.builders.incidents import open_case

KIND = "test"


@pytest.fixture
def incident_id(services: Services, dpo: Actor) -> str:
    return open_case(services, dpo)


@pytest.fixture
def task_id(services: Services, dpo: Actor, incident_id: str) -> str:
    with services.unit_of_work(dpo) as uow:
        return service.queue(uow, NewTask(new_id(), KIND, incident_id, {"of": 3}))


def run(services: Services, handler: service.Handler, holder: str = "one") -> bool:
    def begin() -> UnitOfWork:
        return services.unit_of_work(Actor.system("worker"))

    return service.run_next(begin, {KIND: handler}, holder)


def now(services: Services, dpo: Actor, incident_id: str, task_id: str) -> TaskView:
    with services.unit_of_work(dpo) as uow:
        return service.get(uow, incident_id, task_id)


def test_a_piece_of_work_is_done_once_and_says_what_came_of_it(
    services: Services, dpo: Actor, incident_id: str, task_id: str
) -> None:
    def handler(job: service.Job) -> Mapping[str, Any]:
        job.report(2, job.task.params["of"])
        return {"count": 3}

    assert run(services, handler)
    assert not run(services, handler)
    done = now(services, dpo, incident_id, task_id)
    assert (done.state, done.result, done.percent) == (TaskState.DONE, {"count": 3}, 66)


def test_a_rule_that_is_broken_ends_it_with_its_sentence(
    services: Services, dpo: Actor, incident_id: str, task_id: str
) -> None:
    def handler(_job: service.Job) -> Mapping[str, Any]:
        raise RuleError(_("At most %(limit)s rows at a time.", limit=7))

    run(services, handler)

    failed = now(services, dpo, incident_id, task_id)
    assert failed.state is TaskState.FAILED
    assert str(failed.problem) == "At most 7 rows at a time."


def test_a_passing_fault_is_tried_again_a_few_times(
    services: Services, dpo: Actor, incident_id: str, task_id: str
) -> None:
    def handler(_job: service.Job) -> Mapping[str, Any]:
        raise TransientError(_("The mail relay cannot be reached."))

    tries = 0
    while run(services, handler):
        tries += 1

    assert tries == MAX_ATTEMPTS
    assert now(services, dpo, incident_id, task_id).state is TaskState.FAILED


def test_cancelled_work_stops_at_its_next_report(
    services: Services, dpo: Actor, incident_id: str, task_id: str
) -> None:
    reached = []

    def handler(job: service.Job) -> Mapping[str, Any]:
        with services.unit_of_work(dpo) as uow:
            service.cancel(uow, incident_id, task_id)
        job.report(1, 3)
        reached.append("after the report")
        return {}

    run(services, handler)

    assert reached == []
    assert now(services, dpo, incident_id, task_id).state is TaskState.CANCELLED


def test_work_whose_worker_died_is_taken_over_and_the_dead_one_can_change_nothing(
    services: Services, dpo: Actor, incident_id: str, task_id: str, clock: FrozenClock
) -> None:
    def slow(job: service.Job) -> Mapping[str, Any]:
        clock.at += LEASE + timedelta(seconds=1)
        assert run(services, lambda _job: {"by": "two"}, "two")
        job.report(1, 3)
        return {"by": "one"}

    run(services, slow, "one")

    assert now(services, dpo, incident_id, task_id).result == {"by": "two"}
