"""Mails and letters at random: what the database counts is what one finds person by person."""

from collections import Counter, defaultdict
from itertools import product
from random import Random
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Insert, insert, select

from breachdesk.bootstrap import Services
from breachdesk.kernel.clock import FrozenClock
from breachdesk.letters.domain import LETTER_ORDER, Fault, LetterState, ReturnCode
from breachdesk.letters.models import Letter
from breachdesk.outreach.domain.cascade import (
    BY_EXCLUSION,
    BY_STATE,
    MailFate,
    Place,
    Rules,
)
from breachdesk.outreach.domain.coverage import standing
from breachdesk.outreach.domain.delivery import DeliveryState, Exclusion
from breachdesk.outreach.models import Delivery
from breachdesk.outreach.service import figures
from breachdesk.people.models import Person
from tests.builders.accounts import SETUP
from tests.builders.outreach import build_person, order, save_campaign, save_case, save_people

D, L = DeliveryState, LetterState
PERSONS, CAMPAIGNS = 150, 3
ADDRESSES = ("p@patients.example", "")


class Mixture(NamedTuple):
    incident_id: str
    places: dict[int, Place]


def build_mail(dice: Random) -> dict[str, Any]:
    state = dice.choice(list(D))
    reply = dice.choice(list(Exclusion)).value if state is D.EXCLUDED else "450"
    return {"state": state, "reply_class": reply, "domain": ""}


def build_letter(dice: Random) -> dict[str, Any]:
    fault, code = dice.choice(list(Fault)), dice.choice(list(ReturnCode))
    return {"state": dice.choice(list(L)), "why": "", "fault": fault.value, "return_code": code}


def fate_of(mail: dict[str, Any]) -> MailFate:
    reply = mail["reply_class"]
    return BY_EXCLUSION[reply] if mail["state"] is D.EXCLUDED else BY_STATE[mail["state"]]


def known_of(letter: dict[str, Any]) -> tuple[int, str]:
    details = {L.RETURNED: letter["return_code"].value, L.UNMAILABLE: letter["fault"]}
    return LETTER_ORDER.index(letter["state"]), details.get(letter["state"], "")


def place_of(mails: list[dict[str, Any]], posts: list[dict[str, Any]], email: str) -> Place:
    fate = min(map(fate_of, mails), key=list(MailFate).index, default=MailFate.NONE)
    if not posts:
        return Place(fate, is_reachable=bool(email))
    rank, detail = min(map(known_of, posts))
    return Place(fate, LETTER_ORDER[rank], detail, is_reachable=bool(email))


@pytest.fixture
def mixture(instance: Services, clock: FrozenClock) -> Mixture:
    desk, incident_id = save_case(instance)
    emails = [ADDRESSES[at % 2] for at in range(PERSONS)]
    save_people(instance, incident_id, [build_person(email=one) for one in emails])
    with instance.reading(SETUP) as uow:
        ids = uow.session.scalars(select(Person.id).order_by(Person.id)).all()
    campaigns = [save_campaign(instance, desk.dpo, incident_id) for _at in range(CAMPAIGNS)]
    dice = Random(34)  # noqa: S311  # no secret
    mails, posts = defaultdict(list), defaultdict(list)
    statements: list[Insert] = []
    for person, campaign_id in product(ids, campaigns):
        where = {"person_id": person, "campaign_id": campaign_id}
        if dice.choice([True, False]):
            mails[person].append(build_mail(dice))
            sent = insert(Delivery).values(**where, **mails[person][-1], not_before=clock.at)
            statements.append(sent)
        if dice.choice([True, False, False]):
            posts[person].append(build_letter(dice))
            written = insert(Letter).values(**where, **posts[person][-1], incident_id=incident_id)
            statements.append(written)
    with instance.engine.begin() as connection:
        for one in statements:
            connection.execute(one)
    found = {
        person: place_of(mails[person], posts[person], email)
        for person, email in zip(ids, emails, strict=True)
    }
    return Mixture(incident_id, found)


@pytest.mark.parametrize("rules", [Rules(), Rules(falls=frozenset(), notice=False)])
def test_the_coverage_is_that_of_each_person(
    instance: Services, mixture: Mixture, rules: Rules
) -> None:
    order(instance, mixture.incident_id, rules)
    with instance.reading(SETUP) as uow:
        coverage = figures.coverage(uow, mixture.incident_id)

    assert coverage.by_standing == Counter(standing(p, rules) for p in mixture.places.values())
    assert coverage.persons == PERSONS


def test_the_steps_hold_everybody(instance: Services, mixture: Mixture) -> None:
    with instance.reading(SETUP) as uow:
        steps = figures.channels(uow, mixture.incident_id)
        coverage = figures.coverage(uow, mixture.incident_id)

    assert steps.mail.persons == coverage.persons
    assert steps.letter.persons == steps.mail.going_on > 0
    assert steps.notice.persons == steps.letter.going_on > 0
