"""Work done by one worker at a time, taken over when it dies, cancelled, told in any language."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from breachdesk.bootstrap import Services
from breachdesk.infra.i18n import translator
from breachdesk.infra.uow import UnitOfWork
from breachdesk.kernel.actor import Actor, Role
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import (
    ForbiddenError,
    NotFoundError,
    RuleError,
    TransientError,
)
from breachdesk.kernel.ids import new_id
from breachdesk.kernel.text import _
from breachdesk.tasks import service
from breachdesk.tasks.domain import LEASE, MAX_ATTEMPTS, NewTask, TaskState, TaskView
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, save_desk, save_member
from tests.integration.trail import tags

KIND = "counting"


@pytest.fixture
def incident_id(services: Services, dpo: Actor) -> str:
    return open_case(services, dpo)


class Work:
    """The queue of one case, and workers that do what a test says."""

    def __init__(self, services: Services, dpo: Actor, incident_id: str) -> None:
        self.services, self.dpo, self.incident_id = services, dpo, incident_id

    def queue(self, kind: str = KIND, **params: object) -> str:
        with self.services.unit_of_work(self.dpo) as uow:
            return service.queue(uow, NewTask(new_id(), kind, self.incident_id, params))

    def run(self, handler: service.Handler, holder: str = "one", kind: str = KIND) -> bool:
        return service.run_next(self.begin, {kind: handler}, holder)

    def begin(self) -> UnitOfWork:
        return self.services.unit_of_work(Actor.system("worker"))

    def get(self, task_id: str) -> TaskView:
        with self.services.reading(self.dpo) as uow:
            return service.get(uow, self.incident_id, task_id)

    def cancel(self, task_id: str) -> None:
        with self.services.unit_of_work(self.dpo) as uow:
            service.cancel(uow, self.incident_id, task_id)


@pytest.fixture
def work(services: Services, dpo: Actor, incident_id: str) -> Work:
    return Work(services, dpo, incident_id)


def nothing(_job: service.Job) -> Mapping[str, Any]:
    return {}


class TestDoing:
    def test_the_handler_gets_the_parameters_and_its_result_is_kept(self, work: Work) -> None:
        task_id = work.queue(number=3)

        def handler(job: service.Job) -> Mapping[str, Any]:
            job.report(1, 2)
            assert work.get(task_id).state is TaskState.RUNNING
            assert work.get(task_id).percent == 50
            return {"count": job.task.params["number"] * 2}

        assert work.run(handler)
        told = work.get(task_id)
        assert (told.state, told.result, told.problem) == (TaskState.DONE, {"count": 6}, None)
        assert told.is_over
        assert [tag for tag, *_rest in tags(work.services)][-2:] == ["task:queued", "task:ended"]

    def test_the_oldest_goes_first_and_only_kinds_the_worker_knows(
        self, work: Work, clock: FrozenClock
    ) -> None:
        work.queue("other kind")
        clock.at += timedelta(seconds=1)
        first = work.queue()
        clock.at += timedelta(seconds=1)
        second = work.queue()
        done: list[str] = []

        def handler(job: service.Job) -> Mapping[str, Any]:
            done.append(job.task.id)
            return {}

        assert [work.run(handler) for _time in range(3)] == [True, True, False]
        assert done == [first, second]

    def test_the_same_page_sent_twice_is_one_piece_of_work(self, work: Work) -> None:
        task = NewTask(new_id(), KIND, work.incident_id, {})
        for _time in range(2):
            with work.services.unit_of_work(work.dpo) as uow:
                service.queue(uow, task)
        assert [work.run(nothing), work.run(nothing)] == [True, False]


class TestFailing:
    def test_why_it_failed_reads_in_the_language_of_whoever_looks(self, work: Work) -> None:
        task_id = work.queue()

        def handler(_job: service.Job) -> Mapping[str, Any]:
            raise RuleError(_("At most %(limit)s rows at a time.", limit=5))

        work.run(handler)
        told = work.get(task_id)
        assert told.state is TaskState.FAILED
        assert told.problem
        assert translator("en")(told.problem) == "At most 5 rows at a time."
        assert translator("fr")(told.problem).startswith("Au plus 5 lignes")

    def test_what_may_pass_is_tried_again_but_not_for_ever(self, work: Work) -> None:
        task_id = work.queue()

        def handler(_job: service.Job) -> Mapping[str, Any]:
            raise TransientError(_("The database is busy. Try again in a moment."))

        states = []
        while work.run(handler):
            states.append(work.get(task_id).state)
        assert states == [TaskState.QUEUED] * (MAX_ATTEMPTS - 1) + [TaskState.FAILED]

    def test_work_that_breaks_its_worker_every_time_is_given_up(
        self, work: Work, clock: FrozenClock
    ) -> None:
        task_id = work.queue()

        def handler(_job: service.Job) -> Mapping[str, Any]:
            raise ZeroDivisionError

        tries = 0
        while tries < 2 * MAX_ATTEMPTS:
            try:
                if not work.run(handler):
                    break
            except ZeroDivisionError:
                tries += 1
            clock.at += LEASE + timedelta(seconds=1)

        assert tries == MAX_ATTEMPTS
        told = work.get(task_id)
        assert told.state is TaskState.FAILED
        assert told.problem


class TestLease:
    def test_two_workers_never_hold_one_piece(self, work: Work) -> None:
        work.queue()
        seen = []

        def first(_job: service.Job) -> Mapping[str, Any]:
            seen.append(work.run(nothing, "two"))
            return {}

        assert work.run(first, "one")
        assert seen == [False]

    def test_after_the_lease_another_goes_on_and_the_late_one_stops(
        self, work: Work, clock: FrozenClock
    ) -> None:
        task_id = work.queue()

        def sleeper(job: service.Job) -> Mapping[str, Any]:
            clock.at += LEASE + timedelta(seconds=1)
            assert work.run(lambda _job: {"by": "two"}, "two")
            job.report(1, 1)
            raise AssertionError("the report should have stopped it")

        assert work.run(sleeper, "one")
        assert work.get(task_id).result == {"by": "two"}

    def test_a_late_result_does_not_overwrite_the_one_that_stands(
        self, work: Work, clock: FrozenClock
    ) -> None:
        task_id = work.queue()

        def sleeper(_job: service.Job) -> Mapping[str, Any]:
            clock.at += LEASE + timedelta(seconds=1)
            work.run(lambda _job: {"by": "two"}, "two")
            return {"by": "one"}

        work.run(sleeper, "one")
        assert work.get(task_id).result == {"by": "two"}

    def test_reporting_renews_the_lease(self, work: Work, clock: FrozenClock) -> None:
        work.queue()
        taken = []

        def slow(job: service.Job) -> Mapping[str, Any]:
            for step in range(5):
                clock.at += LEASE - timedelta(seconds=1)
                job.report(step, 5)
                taken.append(work.run(nothing, "two"))
            return {}

        work.run(slow, "one")
        assert taken == [False] * 5


class TestCancelling:
    def test_waiting_work_is_never_begun(self, work: Work) -> None:
        task_id = work.queue()
        work.cancel(task_id)
        assert not work.run(nothing)
        assert work.get(task_id).state is TaskState.CANCELLED

    def test_work_under_way_stops_at_its_next_report_and_stays_cancelled(self, work: Work) -> None:
        task_id = work.queue()
        after = []

        def handler(job: service.Job) -> Mapping[str, Any]:
            work.cancel(task_id)
            job.report(1, 2)
            after.append("went on")
            return {}

        work.run(handler)
        assert after == []
        assert work.get(task_id).state is TaskState.CANCELLED
        assert "task:ended" not in {tag for tag, *_rest in tags(work.services)}

    def test_what_is_over_is_not_cancelled(self, work: Work) -> None:
        task_id = work.queue()
        work.run(nothing)
        with pytest.raises(RuleError):
            work.cancel(task_id)


class TestPermissions:
    def test_strangers_find_nothing(self, work: Work) -> None:
        task_id = work.queue()
        stranger = save_desk(work.services, name="Autre organisation").dpo
        for act in (service.get, service.cancel):
            with pytest.raises(NotFoundError), work.services.unit_of_work(stranger) as uow:
                act(uow, work.incident_id, task_id)

    def test_nothing_is_reached_through_another_case(self, work: Work) -> None:
        task_id = work.queue()
        other = open_case(work.services, work.dpo)
        with pytest.raises(NotFoundError), work.services.reading(work.dpo) as uow:
            service.get(uow, other, task_id)

    @pytest.mark.parametrize("role", [Role.AUDITOR, Role.MANAGEMENT])
    def test_who_only_reads_does_not_cancel(self, work: Work, desk: Desk, role: Role) -> None:
        task_id = work.queue()
        reader = save_member(work.services, desk.organisation_id, role)
        with pytest.raises(ForbiddenError), work.services.unit_of_work(reader) as uow:
            service.cancel(uow, work.incident_id, task_id)
