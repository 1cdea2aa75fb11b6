"""What can be mailed is sorted into batches; what cannot is put aside, each with its reason."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from breachdesk.bootstrap import Services
from breachdesk.identities.domain.addresses import Address
from breachdesk.kernel.errors import RuleError
from breachdesk.letters import service
from breachdesk.letters.domain import Fault, LetterState
from breachdesk.letters.models import Letter
from breachdesk.people.domain import Identity
from breachdesk.people.models import Person
from tests.builders.accounts import SETUP
from tests.builders.paper import (
    HOME,
    batches,
    build_printing,
    build_reader,
    build_shop,
    counts,
    with_letters,
)
from tests.integration.trail import tags

L = LetterState


def at(postcode: str, **over: object) -> Address:
    return replace(HOME, postcode=postcode, **over)  # type: ignore[arg-type]


def planned(services: Services, people: list[Identity], per_file: int = 5_000) -> tuple[str, str]:
    _desk, incident_id, campaign_id = with_letters(services, people)
    service.plan(build_shop(services), build_printing(incident_id, campaign_id), per_file)
    return incident_id, campaign_id


def faults(services: Services) -> dict[str, int]:
    with services.reading(SETUP) as uow:
        rows = uow.session.scalars(select(Letter.fault).where(Letter.state == L.UNMAILABLE)).all()
    return {one: rows.count(one) for one in rows}


def test_letters_are_sorted_by_postcode_and_cut_into_batches(instance: Services) -> None:
    codes = ["75011", "01000", "97400", "20200", "69003"]
    abroad = at("1000", city="Bruxelles", country="Belgique")
    people = [build_reader(n, address=at(code)) for n, code in enumerate(codes)]
    incident_id, campaign_id = planned(instance, [build_reader(9, address=abroad), *people], 2)

    found = batches(instance, incident_id, campaign_id)

    assert [(one.number, one.letters, one.first_zone, one.last_zone) for one in found] == [
        (1, 2, "01", "2B"),
        (2, 2, "69", "75"),
        (3, 2, "974", "BELGIQUE"),
    ]
    assert counts(instance, incident_id, campaign_id) == {L.BATCHED: 6}


def test_every_language_has_batches_of_its_own_and_texts_are_mixed_in_it(
    services: Services,
) -> None:
    people = [
        build_reader(1),
        build_reader(2, is_minor=True),
        build_reader(3, language="en"),
        build_reader(4),
    ]
    incident_id, campaign_id = planned(services, people)

    found = batches(services, incident_id, campaign_id)

    assert [(one.language, one.letters, one.first_zone, one.last_zone) for one in found] == [
        ("en", 1, "04", "04"),
        ("fr", 3, "02", "05"),
    ]


LONG = "Résidence des Tilleuls de la Vieille Fontaine"
UNKNOWN = "\ue000"
"""A character for private use, which no typeface has."""


@pytest.mark.parametrize(
    ("over", "fault"),
    [
        ({"address": replace(HOME, street="")}, Fault.INCOMPLETE),
        ({"address": replace(HOME, city="")}, Fault.INCOMPLETE),
        ({"address": at("96000")}, Fault.POSTCODE),
        ({"address": at("7501")}, Fault.POSTCODE),
        ({"address": at("SW1A 1AA")}, Fault.COUNTRY),
        ({"address": replace(HOME, building=LONG)}, Fault.LINE_TOO_LONG),
        ({"address": replace(HOME, delivery="A\nB\nC\nD")}, Fault.TOO_MANY_LINES),
        ({"address": replace(HOME, building="B\u200b")}, Fault.HIDDEN),
        ({"last_name": UNKNOWN}, Fault.CHARACTERS),
        ({"language": "de"}, Fault.NO_TEXT),
    ],
)
def test_what_cannot_arrive_enters_no_batch(
    services: Services, over: dict[str, object], fault: Fault
) -> None:
    incident_id, campaign_id = planned(services, [build_reader(1, **over), build_reader(2)])

    assert faults(services) == {fault.value: 1}
    assert counts(services, incident_id, campaign_id) == {L.UNMAILABLE: 1, L.BATCHED: 1}


def test_somebody_no_longer_on_file_gets_no_letter(services: Services) -> None:
    _desk, incident_id, campaign_id = with_letters(services, [build_reader(1), build_reader(2)])
    with services.engine.begin() as connection:
        first = select(Letter.person_id).order_by(Letter.id).limit(1).scalar_subquery()
        connection.execute(Person.__table__.delete().where(Person.id == first))
    service.plan(build_shop(services), build_printing(incident_id, campaign_id))

    assert faults(services) == {Fault.GONE.value: 1}


def test_people_of_one_household_are_written_to_one_by_one(services: Services) -> None:
    people = [build_reader(1, first_name=name, address=HOME) for name in ("Camille", "Dominique")]
    incident_id, campaign_id = planned(services, people)

    assert counts(services, incident_id, campaign_id) == {L.BATCHED: 2}


def test_planning_again_takes_only_what_waits(services: Services) -> None:
    incident_id, campaign_id = planned(services, [build_reader(n) for n in range(3)])

    again = service.plan(build_shop(services), build_printing(incident_id, campaign_id))

    assert (again.letters, again.batches, again.unmailable) == (0, 0, 0)
    assert [one.letters for one in batches(services, incident_id, campaign_id)] == [3]
    assert len(tags(services, "letters:batch-planned")) == 1


def test_letters_are_numbered_in_the_campaign_and_each_has_a_code(services: Services) -> None:
    planned(services, [build_reader(n) for n in range(5)], per_file=2)

    with services.reading(SETUP) as uow:
        rows = uow.session.execute(select(Letter.sequence, Letter.code)).all()

    assert sorted(row[0] for row in rows) == [1, 2, 3, 4, 5]
    assert len({row[1] for row in rows}) == 5
    assert {len(row[1]) for row in rows} == {10}


def test_what_no_letter_can_hold_stops_the_planning(services: Services) -> None:
    _desk, incident_id, campaign_id = with_letters(services, [build_reader()])
    printing = build_printing(incident_id, campaign_id, link="https://desk.example/" + "x" * 900)

    with pytest.raises(RuleError, match="does not fit a letter"):
        service.plan(build_shop(services), printing)
    assert counts(services, incident_id, campaign_id) == {L.WAITING: 1}


@pytest.mark.parametrize("parts", [1, 2, 3, 9])
def test_several_processes_judge_every_letter_once(services: Services, parts: int) -> None:
    people = [build_reader(n) for n in range(5)]
    people.append(build_reader(6, language="de"))
    _desk, incident_id, campaign_id = with_letters(services, people)
    printing, shop = build_printing(incident_id, campaign_id), build_shop(services)
    with services.reading(SETUP) as uow:
        spans = service.spans(uow, printing, parts)

    judged = [service.judge(shop, printing, span) for span in spans]
    rounds = judged[0][0]
    for others, _unmailable in judged[1:]:
        rounds.take_in(others)
    planned = service.assign(shop, printing, rounds, 2)

    assert (planned.letters, planned.batches) == (5, 3)
    assert sum(unmailable for _rounds, unmailable in judged) == 1
    assert counts(services, incident_id, campaign_id) == {L.BATCHED: 5, L.UNMAILABLE: 1}


def test_where_nothing_waits_there_is_nothing_to_share(services: Services) -> None:
    incident_id, campaign_id = planned(services, [build_reader()])

    with services.reading(SETUP) as uow:
        assert service.spans(uow, build_printing(incident_id, campaign_id), 2) == []
