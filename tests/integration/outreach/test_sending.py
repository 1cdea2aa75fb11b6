"""The engine with a relay that behaves, and with one that fails in every known way."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from breachdesk.bootstrap import Services
from breachdesk.infra.smtp.window import Letter, Opened
from breachdesk.kernel.clock import FrozenClock
from breachdesk.outreach import service
from breachdesk.outreach.domain.campaign import CampaignState
from breachdesk.outreach.domain.delivery import LEASE, MAX_ATTEMPTS, DeliveryState
from breachdesk.outreach.domain.pace import Pace
from breachdesk.outreach.models import Delivery
from breachdesk.outreach.service.writing import Outgoing
from breachdesk.outreach.store import queue
from breachdesk.people.domain import Identity
from tests.builders.accounts import SETUP
from tests.builders.outreach import (
    build_person,
    build_wording,
    campaign,
    hands,
    launched,
    status,
)
from tests.faulty_relay.relay import FaultyRelay
from tests.integration.trail import tags

MOMENT = timedelta(seconds=1)
D = DeliveryState


def people(number: int, **over: object) -> list[Identity]:
    return [build_person(at, **over) for at in range(1, number + 1)]


def send_all(services: Services, relay: FaultyRelay, holder: str = "w1") -> None:
    worker = hands(services, relay.url(), holder)
    with worker.window:
        # An empty turn may have let the next wave go.
        while service.send_slice(worker) or service.send_slice(worker):
            pass


def later(services: Services, span: timedelta) -> None:
    assert isinstance(services.clock, FrozenClock)
    services.clock.at += span


def sweep(services: Services) -> None:
    with services.unit_of_work(SETUP) as uow:
        service.sweep(uow)


def rows(services: Services) -> list[Delivery]:
    with services.reading(SETUP) as uow:
        return list(uow.session.scalars(select(Delivery).order_by(Delivery.id)).all())


def test_everybody_gets_one_mail_of_their_own(services: Services, relay: FaultyRelay) -> None:
    _desk, incident_id, campaign_id = launched(services, people(5))

    send_all(services, relay)

    assert status(services, incident_id, campaign_id) == {"audience": 5, "accepted": 5}
    taken = relay.accepted()
    assert sorted(one.recipients for one in taken) == [
        (f"p{at}@patients.example",) for at in range(1, 6)
    ]
    assert {one.message_id for one in taken} == {row.message_id for row in rows(services)}
    assert campaign(services, incident_id, campaign_id).state is CampaignState.FINISHED


def test_the_trail_tells_the_life_of_a_campaign(services: Services, relay: FaultyRelay) -> None:
    launched(services, people(1))
    send_all(services, relay)

    told = [tag for tag, _about, _by in tags(services) if tag.startswith("campaign:")]
    assert told == ["campaign:created", "campaign:approved", "campaign:started", "campaign:ended"]


def test_a_minor_s_mail_goes_to_who_acts_for_them(services: Services, relay: FaultyRelay) -> None:
    launched(services, people(1, is_minor=True, representative="Dominique Exemple"))
    send_all(services, relay)

    [taken] = relay.accepted()
    assert b'To: "Dominique Exemple"' in taken.content


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        ("rcpt-550", {"refused": 1}),
        ("dot-554", {"refused": 1}),
        ("data-554", {"refused": 1}),
        ("rcpt-452", {"queued": 1}),
        ("dot-451", {"queued": 1}),
        ("dot-421", {"queued": 1}),
        # It went in the middle, but we only hear of it at the end.
        ("content-drop", {"uncertain": 1}),
        ("lost", {"uncertain": 1}),
        ("taken", {"uncertain": 1}),
        ("garbled", {"uncertain": 1}),
    ],
)
def test_what_the_relay_does_decides(
    services: Services, relay: FaultyRelay, fault: str, found: dict[str, int]
) -> None:
    _desk, incident_id, campaign_id = launched(
        services, [build_person(email=f"{fault}@patients.example")]
    )

    send_all(services, relay)

    assert status(services, incident_id, campaign_id) == {"audience": 1, **found}


def test_a_mail_that_waits_is_tried_again_and_given_up_in_the_end(
    services: Services, relay: FaultyRelay
) -> None:
    _desk, incident_id, campaign_id = launched(
        services, [build_person(email="dot-451@patients.example")]
    )
    for _attempt in range(MAX_ATTEMPTS + 2):
        send_all(services, relay)
        later(services, timedelta(hours=1, seconds=1))

    assert relay.met()["dot-451"] == MAX_ATTEMPTS
    assert status(services, incident_id, campaign_id) == {"audience": 1, "refused": 1}


def test_an_uncertain_mail_is_never_sent_again_by_itself(
    services: Services, relay: FaultyRelay
) -> None:
    _desk, incident_id, campaign_id = launched(
        services, [build_person(email="taken@patients.example")]
    )
    for _day in range(3):
        send_all(services, relay)
        sweep(services)
        later(services, timedelta(days=1))

    assert len(relay.accepted()) == 1
    assert status(services, incident_id, campaign_id) == {"audience": 1, "uncertain": 1}
    assert campaign(services, incident_id, campaign_id).state is CampaignState.RUNNING


@pytest.mark.parametrize(("died_in", "found"), [(D.SENDING, "queued"), (D.DOT, "uncertain")])
def test_what_a_dead_worker_held_is_taken_over_after_its_lease(
    services: Services, died_in: DeliveryState, found: str
) -> None:
    _desk, incident_id, campaign_id = launched(services, people(1))
    with services.unit_of_work(SETUP) as uow:
        wanted = queue.Wanted(campaign_id, "dead", 10**9, 1, frozenset())
        [held] = queue.claim(uow.session, wanted, uow.clock.now())
        if died_in is D.DOT:
            assert queue.to_dot(uow.session, campaign_id, "dead", [held.id], uow.clock.now())
    sweep(services)
    assert status(services, incident_id, campaign_id) == {"audience": 1, "sending": 1}

    later(services, LEASE + MOMENT)
    sweep(services)

    assert status(services, incident_id, campaign_id) == {"audience": 1, found: 1}
    assert tags(services)[-1][0] == "campaign:swept"


def test_who_cannot_be_written_to_is_left_out_with_the_reason(
    services: Services, relay: FaultyRelay
) -> None:
    _desk, incident_id, campaign_id = launched(
        services,
        [
            build_person(1),
            build_person(2, last_name="Exemple\r\nBcc: x@x.example"),
            build_person(3, email="no address"),
            build_person(4, civility=""),
        ],
        wordings={
            "fr": build_wording(body=f"((civilité)) ((prénom)) ((nom)),\n\n{build_wording().body}")
        },
    )

    send_all(services, relay)

    assert status(services, incident_id, campaign_id) == {
        "audience": 4,
        "accepted": 1,
        "excluded": 3,
    }
    assert [row.reply_class for row in rows(services)][1:] == [
        "bad-values",
        "bad-values",
        "missing-value",
    ]


def test_the_campaign_waits_when_the_relay_refuses_our_own_address(
    services: Services, relay: FaultyRelay
) -> None:
    _desk, incident_id, campaign_id = launched(services, people(3))
    worker = replace(
        hands(services, relay.url()), outgoing=Outgoing("X <mail-550@t.example>", "https://x")
    )
    with worker.window:
        service.send_slice(worker)

    assert status(services, incident_id, campaign_id) == {"audience": 3, "queued": 3}
    assert campaign(services, incident_id, campaign_id).state is CampaignState.PAUSED


def test_a_relay_that_is_not_heard_costs_few_attempts(services: Services) -> None:
    _desk, incident_id, campaign_id = launched(services, people(30))
    worker = hands(services, "smtp://127.0.0.1:1?tls=none")
    for _minute in range(60):
        service.send_slice(worker)
        later(services, timedelta(minutes=1))

    assert status(services, incident_id, campaign_id) == {"audience": 30, "queued": 30}
    assert sum(row.attempts for row in rows(services)) < 15


def test_a_pause_holds_back_what_is_not_offered_yet(services: Services, relay: FaultyRelay) -> None:
    desk, incident_id, campaign_id = launched(services, people(3))
    worker = hands(services, relay.url())
    offer, offers = worker.window.offer, []

    def pause_at_the_second(letters: Sequence[Letter]) -> list[Opened]:
        offers.append(letters)
        if len(offers) == 2:
            version = campaign(services, incident_id, campaign_id).version
            with services.unit_of_work(desk.dpo) as uow:
                service.pause(uow, incident_id, campaign_id, version)
        return offer(letters)

    worker.window.offer = pause_at_the_second  # type: ignore[method-assign]
    with worker.window:
        assert service.send_slice(worker)
        assert not service.send_slice(worker)

    assert len(relay.accepted()) == 1
    assert status(services, incident_id, campaign_id) == {
        "audience": 3,
        "accepted": 1,
        "queued": 2,
    }


def test_a_worker_that_is_broken_off_loses_no_answer(
    services: Services, relay: FaultyRelay
) -> None:
    """Answers are committed with the next window: here there is none."""
    _desk, incident_id, campaign_id = launched(services, people(3))

    def broken_off() -> bool:
        raise KeyboardInterrupt

    worker = replace(hands(services, relay.url()), is_stopping=broken_off)
    with worker.window, pytest.raises(KeyboardInterrupt):
        service.send_slice(worker)

    assert status(services, incident_id, campaign_id) == {
        "audience": 3,
        "accepted": 1,
        "sending": 2,
    }
    assert len(relay.accepted()) == 1


def test_a_stop_cancels_what_has_not_left(services: Services, relay: FaultyRelay) -> None:
    desk, incident_id, campaign_id = launched(services, people(3), pace=Pace(canary=1))
    send_all(services, relay)
    version = campaign(services, incident_id, campaign_id).version
    with services.unit_of_work(desk.dpo) as uow:
        service.stop(uow, incident_id, campaign_id, version, "Wrong text")
    send_all(services, relay)

    assert status(services, incident_id, campaign_id) == {
        "audience": 3,
        "accepted": 1,
        "cancelled": 2,
    }


def test_the_canary_waits_for_a_look_and_waves_wait_for_their_hour(
    services: Services, relay: FaultyRelay
) -> None:
    desk, incident_id, campaign_id = launched(
        services, people(10), pace=Pace(canary=2, wave=4, wave_minutes=60)
    )

    def sent() -> int:
        send_all(services, relay)
        return len(relay.accepted())

    assert sent() == 2
    view = campaign(services, incident_id, campaign_id)
    assert view.state is CampaignState.PAUSED
    with services.unit_of_work(desk.dpo) as uow:
        service.resume(uow, incident_id, campaign_id, view.version)
    assert sent() == 6
    later(services, timedelta(minutes=59))
    assert sent() == 6
    later(services, timedelta(minutes=1))
    assert sent() == 10
    assert campaign(services, incident_id, campaign_id).state is CampaignState.FINISHED


def test_no_domain_gets_more_than_its_share(services: Services, relay: FaultyRelay) -> None:
    crowd = [build_person(at, email=f"p{at}@large.example") for at in range(30)]
    other = [build_person(at, email=f"p{at}@small{at}.example") for at in range(30)]
    launched(services, [*crowd, *other], pace=Pace(canary=0, domain_per_minute=12))

    send_all(services, relay)

    # 12 a minute are 2 in the 10 seconds of a burst.
    at_large = [one for one in relay.accepted() if "@large" in one.recipients[0]]
    assert len(at_large) == 2
    assert len(relay.accepted()) == 32
    later(services, timedelta(seconds=5))
    send_all(services, relay)
    assert len(relay.accepted()) == 33


def test_no_more_leave_than_the_campaign_may(services: Services, relay: FaultyRelay) -> None:
    launched(services, people(30), pace=Pace(canary=0, per_minute=60))

    send_all(services, relay)
    assert len(relay.accepted()) == 10
    later(services, timedelta(seconds=3))
    send_all(services, relay)
    assert len(relay.accepted()) == 13
