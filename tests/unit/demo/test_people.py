import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest
from stdnum.fr import nir as nir_judge

from breachdesk.demo.domain.people import BIRTHS, STRIDE, Person, people
from breachdesk.demo.domain.pharmacies import MEN, WOMEN, Pharmacy, pharmacies

UNTIL = datetime(2021, 8, 27, 18, tzinfo=UTC)
MAJORITY = timedelta(days=18 * 365)


@pytest.fixture(scope="module")
def among() -> list[Pharmacy]:
    return list(pharmacies())


@pytest.fixture(scope="module")
def crowd(among: list[Pharmacy]) -> list[Person]:
    return list(people(20_000, among, UNTIL))


def test_nobody_asked_for_is_nobody(among: list[Pharmacy]) -> None:
    assert list(people(0, among, UNTIL)) == []


def test_a_shorter_roster_is_the_beginning_of_a_longer_one(
    among: list[Pharmacy], crowd: list[Person]
) -> None:
    assert list(people(100, among, UNTIL)) == crowd[:100]


def test_every_nir_is_valid_and_of_a_commune_that_does_not_exist(crowd: list[Person]) -> None:
    assert all(nir_judge.is_valid(one.nir) for one in crowd)
    assert all("990" <= one.nir[7:10] <= "999" for one in crowd)
    assert all(one.nir[10:13] != "000" for one in crowd)


def test_a_nir_tells_the_sex_and_the_month_of_birth(crowd: list[Person]) -> None:
    for one in crowd:
        assert one.nir[:5] == f"{'1' if one.sex == 'M' else '2'}{one.born:%y%m}"
        assert one.first_name in (MEN if one.sex == "M" else WOMEN)


def test_nobody_shares_a_nir(crowd: list[Person]) -> None:
    assert len({one.nir[5:13].replace("2A", "20") for one in crowd}) == len(crowd)
    assert len({number * STRIDE % BIRTHS for number in range(BIRTHS)}) == BIRTHS


def test_corsica_is_2a_only_for_those_born_since_it_was_split(crowd: list[Person]) -> None:
    corsican = [one for one in crowd if one.nir[5:7] in {"20", "2A"}]

    assert {one.nir[5:7] for one in corsican} == {"20", "2A"}
    assert all((one.nir[5:7] == "2A") == (one.born.year >= 1976) for one in corsican)


def test_there_are_minors_and_very_old_people(crowd: list[Person]) -> None:
    ages = [one.tested_at.date() - one.born for one in crowd]

    assert any(age < MAJORITY for age in ages)
    assert max(ages) > timedelta(days=90 * 365)
    assert min(ages) >= timedelta(days=2 * 365)


def test_few_results_are_positive(crowd: list[Person]) -> None:
    assert {one.result for one in crowd} == {"positif", "négatif"}
    assert 0.01 < sum(one.result == "positif" for one in crowd) / len(crowd) < 0.05


def test_nobody_is_tested_before_the_service_opened_or_at_night(crowd: list[Person]) -> None:
    assert min(one.tested_at for one in crowd) > UNTIL - timedelta(days=87)
    assert {one.tested_at.hour for one in crowd} == set(range(7, 17))


def test_most_live_near_their_pharmacy(among: list[Pharmacy], crowd: list[Person]) -> None:
    home = {one.finess: one.postcode for one in among}

    assert 0.7 < sum(one.postcode == home[one.finess] for one in crowd) / len(crowd) < 0.9


def test_memory_does_not_grow_with_the_roster(among: list[Pharmacy]) -> None:
    tracemalloc.start()
    try:
        for _person in people(20_000, among, UNTIL):
            pass
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 100_000
