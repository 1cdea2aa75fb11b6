"""What people decide and look at: uncertain mails, coverage, previews, codes."""

import pytest
from sqlalchemy import select

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.clock import FrozenClock
from breachdesk.kernel.errors import RuleError
from breachdesk.outreach import service
from breachdesk.outreach.domain.campaign import CampaignState
from breachdesk.outreach.domain.delivery import DeliveryState
from breachdesk.outreach.domain.pace import Pace
from breachdesk.outreach.models import Delivery
from breachdesk.outreach.service import checking, figures, previews, uncertain
from tests.builders.accounts import SETUP
from tests.builders.organisations import Desk
from tests.builders.outreach import (
    HOST,
    OUTGOING,
    build_person,
    build_wording,
    campaign,
    hands,
    launched,
    save_campaign,
    save_case,
    save_deputy,
    save_people,
    status,
)
from tests.faulty_relay.relay import FaultyRelay
from tests.integration.trail import tags

D = DeliveryState


def send_all(services: Services, relay: FaultyRelay) -> None:
    worker = hands(services, relay.url())
    with worker.window:
        while service.send_slice(worker):
            pass


@pytest.fixture
def doubtful(services: Services, relay: FaultyRelay) -> tuple[Desk, str, str, tuple[int, ...]]:
    """Two mails that the relay took without saying so."""
    desk, incident_id, campaign_id = launched(
        services, [build_person(at, email=f"taken+{at}@patients.example") for at in range(2)]
    )
    send_all(services, relay)
    with services.reading(SETUP) as uow:
        ids = uncertain.all_ids(uow, incident_id, campaign_id)
    return desk, incident_id, campaign_id, ids


def test_a_person_counts_an_uncertain_mail_as_arrived_and_says_why(
    services: Services, doubtful: tuple[Desk, str, str, tuple[int, ...]]
) -> None:
    desk, incident_id, campaign_id, ids = doubtful
    with pytest.raises(RuleError, match="Say why"), services.unit_of_work(desk.dpo) as uow:
        uncertain.settle(uow, incident_id, campaign_id, ids, D.ACCEPTED, " ")
    with services.unit_of_work(desk.dpo) as uow:
        uncertain.settle(uow, incident_id, campaign_id, ids, D.ACCEPTED, "In the relay's log")
        service.advance(uow)

    assert status(services, incident_id, campaign_id) == {"audience": 2, "accepted": 2}
    assert campaign(services, incident_id, campaign_id).state is CampaignState.FINISHED
    assert tags(services, "campaign:uncertain-decided")


def test_sending_again_takes_two_persons(
    services: Services,
    relay: FaultyRelay,
    doubtful: tuple[Desk, str, str, tuple[int, ...]],
) -> None:
    desk, incident_id, campaign_id, ids = doubtful
    before = {one.message_id for one in relay.accepted()}
    deputy = save_deputy(services, desk)

    def confirm(actor: Actor) -> None:
        with services.unit_of_work(actor) as uow:
            uncertain.confirm_resend(uow, incident_id, campaign_id, ids)

    with pytest.raises(RuleError, match="Nobody has asked"):
        confirm(deputy)
    with services.unit_of_work(desk.dpo) as uow:
        uncertain.propose_resend(uow, incident_id, campaign_id, ids, "The relay lost its disk")
    with pytest.raises(RuleError, match="second person"):
        confirm(desk.dpo)
    confirm(deputy)
    send_all(services, relay)

    assert len(relay.accepted()) == 4
    assert {one.message_id for one in relay.accepted()} == before, "the same Message-ID"


def test_what_is_no_longer_uncertain_cannot_be_decided(
    services: Services, doubtful: tuple[Desk, str, str, tuple[int, ...]]
) -> None:
    desk, incident_id, campaign_id, ids = doubtful
    with services.unit_of_work(desk.dpo) as uow:
        uncertain.settle(uow, incident_id, campaign_id, ids[:1], D.REFUSED, "A letter goes out")

    with pytest.raises(RuleError, match="anew"), services.unit_of_work(desk.dpo) as uow:
        uncertain.settle(uow, incident_id, campaign_id, ids, D.ACCEPTED, "Sure")


def test_a_campaign_with_doubts_is_closed_with_a_reason_only(
    services: Services, doubtful: tuple[Desk, str, str, tuple[int, ...]]
) -> None:
    desk, incident_id, campaign_id, _ids = doubtful
    version = campaign(services, incident_id, campaign_id).version

    def close(why: str) -> None:
        with services.unit_of_work(desk.dpo) as uow:
            service.close(uow, incident_id, campaign_id, version, why)

    with pytest.raises(RuleError, match="Say why"):
        close("")
    close("Letters follow")
    assert campaign(services, incident_id, campaign_id).state is CampaignState.FINISHED


def test_failures_are_told_by_domain(services: Services, relay: FaultyRelay) -> None:
    desk, incident_id, campaign_id = launched(
        services, [build_person(at, email=f"rcpt-550+{at}@a.example") for at in range(2)]
    )
    send_all(services, relay)

    with services.reading(desk.dpo) as uow:
        [found] = figures.failing(uow, incident_id, campaign_id)
    assert (found.domain, found.reply_class, found.count) == ("a.example", "550", 2)


def test_a_preview_is_what_the_person_gets_and_is_recorded(services: Services) -> None:
    desk, incident_id = save_case(services)
    save_people(services, incident_id, [build_person(1, last_name="<# Ex>")])
    campaign_id = save_campaign(
        services,
        desk.dpo,
        incident_id,
        wordings={"fr": build_wording(body=f"((nom))\n\n{build_wording().body}")},
    )

    with services.unit_of_work(desk.dpo) as uow:
        shown = previews.person(uow, incident_id, campaign_id, 0, OUTGOING.check_page)
    assert shown.words
    assert shown.words.text.startswith("<# Ex>\n\n")
    assert "<p>&lt;# Ex&gt;</p>" in shown.words.html
    assert "•••••-•••••" in shown.words.text
    assert tags(services, "campaign:previewed")


def test_a_trial_goes_to_oneself_with_invented_values(services: Services) -> None:
    desk, incident_id = save_case(services)
    campaign_id = save_campaign(services, desk.dpo, incident_id)
    with services.unit_of_work(desk.dpo) as uow:
        previews.trial(uow, incident_id, campaign_id, "fr")
    with pytest.raises(RuleError), services.unit_of_work(desk.dpo) as uow:
        previews.trial(uow, incident_id, campaign_id, "en")

    assert tags(services, "mail:queued")


def test_the_review_blocks_what_says_nothing(services: Services) -> None:
    desk, incident_id = save_case(services)
    good = save_campaign(services, desk.dpo, incident_id)
    bad = save_campaign(
        services, desk.dpo, incident_id, wordings={"fr": build_wording(body="Bonjour")}
    )

    with services.reading(desk.dpo) as uow:
        assert not previews.reviews(uow, incident_id, good, HOST)["fr"].blocks
        assert previews.reviews(uow, incident_id, bad, HOST)["fr"].blocks


def test_a_code_tells_who_sent_what_and_when_and_not_to_whom(
    services: Services, relay: FaultyRelay, clock: FrozenClock
) -> None:
    launched(services, [build_person(1), build_person(2)], pace=Pace(canary=1))
    send_all(services, relay)
    with services.reading(SETUP) as uow:
        sent, waiting = uow.session.scalars(select(Delivery).order_by(Delivery.id)).all()
        found = checking.check(uow, sent.code.lower())
        assert found
        assert found.organisation == "Pharmacie des Tilleuls"
        assert found.sent_on == clock.at
        assert found.reference == "INC-2026-0001-1"
        assert checking.check(uow, waiting.code or "AAAAAAAAAA") is None
        assert checking.check(uow, "") is None
        assert "Exemple" not in repr(found)


def test_the_mail_carries_the_code_that_the_page_knows(
    services: Services, relay: FaultyRelay
) -> None:
    launched(services, [build_person(1)])
    send_all(services, relay)
    with services.reading(SETUP) as uow:
        [code] = uow.session.scalars(select(Delivery.code)).all()

    [taken] = relay.accepted()
    assert f"{code[:5]}-{code[5:]}".encode() in taken.content
