from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from breachdesk.demo.domain.people import Person, people
from breachdesk.demo.domain.pharmacies import COUNT, Pharmacy, pharmacies

UNTIL = datetime(2021, 8, 27, 18, tzinfo=UTC)


@pytest.fixture(scope="module")
def among() -> list[Pharmacy]:
    return list(pharmacies())


@pytest.fixture(scope="module")
def crowd(among: list[Pharmacy]) -> list[Person]:
    return list(people(20_000, among, UNTIL))


def test_there_are_350_pharmacies_each_its_own(among: list[Pharmacy]) -> None:
    assert len(among) == COUNT == 350
    for name in ("finess", "siret", "rpps", "email"):
        assert len({getattr(one, name) for one in among}) == COUNT


def test_the_same_seed_gives_the_same_people(among: list[Pharmacy]) -> None:
    first, again = (list(people(50, among, UNTIL)) for _time in range(2))

    assert first == again
    assert first != list(people(50, among, UNTIL, seed=7))


def test_every_patient_belongs_to_a_pharmacy(among: list[Pharmacy], crowd: list[Person]) -> None:
    assert {one.finess for one in crowd} <= {one.finess for one in among}


def test_pharmacies_differ_in_size(crowd: list[Person]) -> None:
    sizes = Counter(one.finess for one in crowd).most_common()

    assert sizes[0][1] > 5 * sizes[-1][1]


def test_nobody_can_be_reached(among: list[Pharmacy], crowd: list[Person]) -> None:
    addresses = [one.email for one in among] + [one.email for one in crowd if one.email]

    assert all(address.endswith(".example") for address in addresses)
    assert {one.phone[:6] for one in crowd if one.phone} == {"063998"}


def test_a_real_file_has_gaps_and_this_one_too(crowd: list[Person]) -> None:
    assert 0.05 < sum(not one.email for one in crowd) / len(crowd) < 0.15
    assert any(not one.phone for one in crowd)


def test_tests_were_taken_before_the_end(crowd: list[Person]) -> None:
    assert all(UNTIL - timedelta(days=90) < one.tested_at <= UNTIL for one in crowd)
    assert all(one.born < one.tested_at.date() for one in crowd)
