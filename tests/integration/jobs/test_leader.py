"""Of several schedulers one leads; another takes over when it is gone."""

from datetime import timedelta

from breachdesk.bootstrap import Services
from breachdesk.jobs.runner import LEASE, Leader
from breachdesk.jobs.schedule import Job
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import TransientError
from breachdesk.kernel.text import _


def test_only_one_leads(services: Services) -> None:
    first, second = Leader(services), Leader(services)

    assert [first.is_leading(), second.is_leading(), first.is_leading()] == [True, False, True]


def test_another_takes_over_after_the_lease(services: Services, clock: FrozenClock) -> None:
    first, second = Leader(services), Leader(services)
    first.is_leading()
    clock.at += LEASE

    assert second.is_leading()
    assert not first.is_leading()


def test_renewing_keeps_the_lead(services: Services, clock: FrozenClock) -> None:
    first, second = Leader(services), Leader(services)
    for _beat in range(20):
        assert first.is_leading()
        clock.at += LEASE / 3
        assert not second.is_leading()


def test_a_lease_from_a_clock_far_ahead_does_not_block_for_ever(
    services: Services, clock: FrozenClock
) -> None:
    first, second = Leader(services), Leader(services)
    clock.at += timedelta(days=400)
    first.is_leading()
    clock.at -= timedelta(days=400)

    assert second.is_leading()


def test_who_does_not_lead_runs_nothing(services: Services) -> None:
    ran: list[str] = []
    job = Job("note", 1, lambda _services: ran.append("ran"))
    first, second = Leader(services), Leader(services)
    first.run(job)
    second.run(job)

    assert ran == ["ran"]


def test_a_job_that_fails_does_not_stop_the_scheduler(services: Services) -> None:
    def fail(_services: Services) -> None:
        raise TransientError(_("The database is busy. Try again in a moment."))

    Leader(services).run(Job("fails", 1, fail))
