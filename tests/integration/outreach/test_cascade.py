"""From mails to letters: who falls, who never does, and that all of it adds up."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import update

from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Role
from breachdesk.kernel.errors import ForbiddenError, NotFoundError, RuleError, StaleError
from breachdesk.letters import service as letters
from breachdesk.letters.domain import LIVE, LetterState
from breachdesk.letters.models import Letter
from breachdesk.outreach import service
from breachdesk.outreach.domain.campaign import CampaignState
from breachdesk.outreach.domain.cascade import (
    First,
    MailFate,
    Reach,
    Rules,
)
from breachdesk.outreach.domain.delivery import DeliveryState
from breachdesk.outreach.models import Campaign, Delivery
from breachdesk.outreach.service import cascade
from tests.builders.accounts import SETUP
from tests.builders.organisations import Desk, save_member
from tests.builders.outreach import (
    EVERYBODY,
    approve,
    build_person,
    campaign,
    fall,
    launch,
    launched,
    order,
    save_campaign,
    save_case,
    save_deputy,
    save_people,
    status,
)
from tests.builders.paper import build_reader, counts
from tests.integration.trail import tags

D, L, M = DeliveryState, LetterState, MailFate
LETTERS_FIRST = Rules(first=First.LETTER)


def became(services: Services, person: int, state: DeliveryState, reply: str = "") -> None:
    """What the relay, a report or a person said of somebody's mails."""
    with services.engine.begin() as connection:
        connection.execute(
            update(Delivery)
            .where(Delivery.person_id == person)
            .values(state=state, reply_class=reply)
        )


def letter_became(services: Services, person: int, state: LetterState) -> None:
    with services.engine.begin() as connection:
        connection.execute(update(Letter).where(Letter.person_id == person).values(state=state))


def reasons(services: Services, incident_id: str, campaign_id: str) -> dict[str, int]:
    with services.reading(SETUP) as uow:
        found = letters.falls(uow, incident_id, campaign_id)
    return {why: number for (why, _state), number in found.items()}


def second(services: Services, desk: Desk, incident_id: str, **over: object) -> str:
    """Another campaign of the case, launched."""
    campaign_id = save_campaign(services, desk.dpo, incident_id, audience=EVERYBODY, **over)
    approve(services, save_deputy(services, desk), incident_id, campaign_id)
    launch(services, desk.dpo, incident_id, campaign_id)
    return campaign_id


class TestFall:
    def test_what_a_mail_did_not_reach_becomes_a_letter_with_its_reason(
        self, instance: Services
    ) -> None:
        _desk, incident_id, campaign_id = launched(
            instance, [build_reader(1), *map(build_person, range(2, 9))], audience=EVERYBODY
        )
        for person, state, reply in (
            (2, D.REFUSED, "550 5.1.1"),
            (3, D.BOUNCED, "5.1.1"),
            (4, D.EXCLUDED, "bad-values"),
            (5, D.EXCLUDED, "suppressed"),
            (6, D.UNCERTAIN, ""),
            (7, D.ACCEPTED, "250"),
        ):
            became(instance, person, state, reply)

        with instance.reading(SETUP) as uow:
            foreseen = cascade.would_fall(uow, incident_id, campaign_id)
        assert fall(instance, incident_id, campaign_id) == 5
        assert reasons(instance, incident_id, campaign_id) == {
            "no-address": 1,
            "refused": 1,
            "returned": 1,
            "bad-values": 1,
            "suppressed": 1,
        }
        assert {why.value: number for why, number in foreseen.items()} == reasons(
            instance, incident_id, campaign_id
        )
        assert len(tags(instance, "campaign:fell")) == 1

    def test_doing_it_again_adds_only_what_was_learnt_meanwhile(self, instance: Services) -> None:
        _desk, incident_id, campaign_id = launched(instance, [build_person(1), build_person(2)])
        became(instance, 1, D.REFUSED)
        assert fall(instance, incident_id, campaign_id) == 1
        assert fall(instance, incident_id, campaign_id) == 0
        became(instance, 2, D.BOUNCED)

        assert fall(instance, incident_id, campaign_id) == 1
        assert counts(instance, incident_id, campaign_id) == {L.WAITING: 2}
        assert len(tags(instance, "campaign:fell")) == 2

    @pytest.mark.parametrize("state", [D.QUEUED, D.SENDING, D.DOT, D.UNCERTAIN, D.ACCEPTED])
    def test_what_may_have_arrived_or_still_may_never_falls(
        self, services: Services, state: DeliveryState
    ) -> None:
        _desk, incident_id, campaign_id = launched(services, [build_person(1)])
        became(services, 1, state, "450")

        assert fall(services, incident_id, campaign_id) == 0

    @pytest.mark.parametrize("fate", sorted(Rules().falls))
    def test_only_what_the_rules_name_falls(self, services: Services, fate: MailFate) -> None:
        _desk, incident_id, campaign_id = launched(services, [build_person(1)])
        states = {M.REFUSED: D.REFUSED, M.RETURNED: D.BOUNCED}
        became(services, 1, states.get(fate, D.EXCLUDED), fate.value)

        order(services, incident_id, Rules(falls=Rules().falls - {fate}))
        assert fall(services, incident_id, campaign_id) == 0
        order(services, incident_id, Rules())
        assert fall(services, incident_id, campaign_id) == 1

    @pytest.mark.parametrize("state", [D.QUEUED, D.DOT, D.UNCERTAIN, D.ACCEPTED])
    def test_whom_another_campaign_reaches_gets_no_second_first_notice(
        self, instance: Services, state: DeliveryState
    ) -> None:
        desk, incident_id, first = launched(instance, [build_person(1)])
        became(instance, 1, D.REFUSED)
        other = second(instance, desk, incident_id)
        with instance.engine.begin() as connection:
            connection.execute(
                update(Delivery).where(Delivery.campaign_id == other).values(state=state)
            )

        assert fall(instance, incident_id, first) == 0

    @pytest.mark.parametrize("state", sorted(L))
    def test_nor_does_who_has_a_letter_of_another_campaign(
        self, instance: Services, state: LetterState
    ) -> None:
        desk, incident_id, first = launched(instance, [build_person(1)])
        became(instance, 1, D.REFUSED)
        other = second(instance, desk, incident_id)
        became(instance, 1, D.REFUSED)
        fall(instance, incident_id, first)
        letter_became(instance, 1, state)

        assert fall(instance, incident_id, other) == (0 if state in LIVE else 1)

    def test_a_follow_up_is_for_everybody_whom_its_mail_did_not_reach(
        self, services: Services
    ) -> None:
        desk, incident_id, _first = launched(services, [build_person(1)])
        became(services, 1, D.ACCEPTED)
        again = replace(EVERYBODY, not_yet_informed=False)
        campaign_id = save_campaign(services, desk.dpo, incident_id, audience=again)
        approve(services, save_deputy(services, desk), incident_id, campaign_id)
        launch(services, desk.dpo, incident_id, campaign_id)
        with services.engine.begin() as connection:
            of_second = update(Delivery).where(Delivery.campaign_id == campaign_id)
            connection.execute(of_second.values(state=D.BOUNCED))

        assert fall(services, incident_id, campaign_id) == 1

    @pytest.mark.parametrize(
        "state", [one for one in CampaignState if one.value not in {"running", "finished"}]
    )
    def test_only_a_campaign_that_runs_or_is_finished(
        self, services: Services, state: CampaignState
    ) -> None:
        _desk, incident_id, campaign_id = launched(services, [build_person(1)])
        became(services, 1, D.REFUSED)
        with services.engine.begin() as connection:
            connection.execute(update(Campaign).values(state=state))

        with services.reading(SETUP) as uow:
            assert cascade.would_fall(uow, incident_id, campaign_id) == {}
        with pytest.raises(RuleError, match="runs or is finished"):
            fall(services, incident_id, campaign_id)

    def test_who_decides_needs_the_right(self, services: Services) -> None:
        desk, incident_id, campaign_id = launched(services, [build_person(1)])
        became(services, 1, D.REFUSED)
        writer = save_member(
            services, desk.organisation_id, Role.COMMUNICATIONS, email="c@tilleuls.example"
        )
        stranger, _other = save_case(services)

        with pytest.raises(ForbiddenError):
            fall(services, incident_id, campaign_id, writer)
        with pytest.raises(NotFoundError):
            fall(services, incident_id, campaign_id, stranger.dpo)
        assert fall(services, incident_id, campaign_id, desk.dpo) == 1

    def test_two_campaigns_at_once_write_one_letter(self, instance: Services) -> None:
        desk, incident_id, first = launched(instance, [build_person(at) for at in range(200)])
        with instance.engine.begin() as connection:
            connection.execute(update(Delivery).values(state=D.REFUSED))
        other = second(instance, desk, incident_id)
        with instance.engine.begin() as connection:
            connection.execute(update(Delivery).values(state=D.REFUSED))

        with ThreadPoolExecutor(2) as pool:
            fell = list(pool.map(lambda one: fall(instance, incident_id, one), (first, other)))

        assert sorted(fell) == [0, 200]


class TestAudience:
    def test_who_has_no_address_is_held_and_falls_at_once(self, instance: Services) -> None:
        _desk, incident_id, campaign_id = launched(
            instance, [build_person(1), build_reader(2)], audience=EVERYBODY
        )

        assert status(instance, incident_id, campaign_id) == {
            "audience": 2,
            "queued": 1,
            "excluded": 1,
        }
        assert fall(instance, incident_id, campaign_id) == 1

    def test_a_new_campaign_is_for_everybody(self, services: Services) -> None:
        desk, incident_id = save_case(services)
        save_people(services, incident_id, [build_person(1), build_reader(2)])
        with services.unit_of_work(desk.dpo) as uow:
            campaign_id = service.start(uow, incident_id, "0" * 32, "Patients")
            audience = service.get(uow, incident_id, campaign_id).plan.audience
            assert service.reach(uow, incident_id, audience, "") == Reach(2, 1)

    @pytest.mark.parametrize("state", sorted(L))
    def test_who_has_a_letter_under_way_is_informed_enough(
        self, instance: Services, state: LetterState
    ) -> None:
        desk, incident_id, campaign_id = launched(instance, [build_reader(1)], audience=EVERYBODY)
        fall(instance, incident_id, campaign_id)
        letter_became(instance, 1, state)

        with instance.reading(desk.dpo) as uow:
            found = service.reach(uow, incident_id, EVERYBODY, "")
        assert found == Reach(0 if state in LIVE else 1, 0)


class TestLettersFirst:
    @pytest.fixture
    def by_letter(self, instance: Services) -> tuple[Desk, str, str]:
        desk, incident_id = save_case(instance)
        save_people(instance, incident_id, [build_person(1), build_reader(2)])
        order(instance, incident_id, LETTERS_FIRST)
        return desk, incident_id, second(instance, desk, incident_id)

    def test_no_mail_leaves_and_the_campaign_is_finished_at_once(
        self, instance: Services, by_letter: tuple[Desk, str, str]
    ) -> None:
        _desk, incident_id, campaign_id = by_letter

        assert status(instance, incident_id, campaign_id) == {"audience": 2, "excluded": 2}
        assert campaign(instance, incident_id, campaign_id).state is CampaignState.FINISHED
        with instance.reading(SETUP) as uow:
            assert not service.needs_relay(uow, incident_id, campaign_id)

    def test_everybody_falls_to_a_letter(
        self, instance: Services, by_letter: tuple[Desk, str, str]
    ) -> None:
        _desk, incident_id, campaign_id = by_letter

        assert fall(instance, incident_id, campaign_id) == 2
        assert reasons(instance, incident_id, campaign_id) == {"by-letter": 2}

    def test_the_audience_is_what_was_approved(
        self, instance: Services, by_letter: tuple[Desk, str, str]
    ) -> None:
        """Its digest is over the persons, whichever way they are told."""
        _desk, incident_id, campaign_id = by_letter
        by_mail, other = save_case(instance)
        save_people(instance, other, [build_person(1), build_reader(2)])
        twin = second(instance, by_mail, other)

        assert campaign(instance, incident_id, campaign_id).audience_count == 2
        assert campaign(instance, other, twin).audience_count == 2

    def test_a_change_of_mind_does_not_touch_what_was_approved(self, services: Services) -> None:
        desk, incident_id = save_case(services)
        save_people(services, incident_id, [build_person(1)])
        campaign_id = save_campaign(services, desk.dpo, incident_id)
        approve(services, save_deputy(services, desk), incident_id, campaign_id)
        order(services, incident_id, LETTERS_FIRST)
        launch(services, desk.dpo, incident_id, campaign_id)

        assert status(services, incident_id, campaign_id) == {"audience": 1, "queued": 1}


class TestRules:
    def test_the_defaults_hold_until_somebody_decides(self, instance: Services) -> None:
        desk, incident_id = save_case(instance)
        wanted = Rules(First.LETTER, frozenset({M.REFUSED}), notice=False)
        with instance.unit_of_work(desk.dpo) as uow:
            assert cascade.rules(uow, incident_id).rules == Rules()
            cascade.change_rules(uow, incident_id, 0, wanted)

        with instance.reading(desk.dpo) as uow:
            assert cascade.rules(uow, incident_id).rules == wanted
        assert len(tags(instance, "outreach:channels-ordered")) == 1

    @pytest.mark.parametrize("seen", [0, 2])
    def test_a_change_is_of_the_version_that_was_seen(self, services: Services, seen: int) -> None:
        desk, incident_id = save_case(services)
        order(services, incident_id, LETTERS_FIRST)

        with pytest.raises(StaleError), services.unit_of_work(desk.dpo) as uow:
            cascade.change_rules(uow, incident_id, seen, Rules())

    def test_only_who_decides_may_change_them(self, services: Services) -> None:
        desk, incident_id = save_case(services)
        writer = save_member(
            services, desk.organisation_id, Role.COMMUNICATIONS, email="c@tilleuls.example"
        )

        with pytest.raises(ForbiddenError), services.unit_of_work(writer) as uow:
            cascade.change_rules(uow, incident_id, 0, LETTERS_FIRST)
