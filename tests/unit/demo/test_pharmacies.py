import pytest
from stdnum import luhn
from stdnum.fr import siret as siret_judge

from breachdesk.demo.domain.identifiers import FICTION_LANDLINES
from breachdesk.demo.domain.pharmacies import Pharmacy, pharmacies


@pytest.fixture(scope="module")
def among() -> list[Pharmacy]:
    return list(pharmacies())


def test_the_same_seed_gives_the_same_pharmacies() -> None:
    assert list(pharmacies(20, seed=3)) == list(pharmacies(20, seed=3))
    assert list(pharmacies(20, seed=3)) != list(pharmacies(20, seed=4))


def test_a_shorter_list_is_the_beginning_of_a_longer_one(among: list[Pharmacy]) -> None:
    assert list(pharmacies(10)) == among[:10]


def test_every_number_has_its_check_digit(among: list[Pharmacy]) -> None:
    assert all(siret_judge.is_valid(one.siret) for one in among)
    assert all(luhn.is_valid(one.finess) and len(one.finess) == 9 for one in among)
    assert all(luhn.is_valid(one.rpps) and len(one.rpps) == 11 for one in among)


def test_no_number_is_in_use(among: list[Pharmacy]) -> None:
    assert all(one.siret.startswith("000") for one in among)
    assert all(one.finess.startswith("99") for one in among)
    assert not any(one.rpps.startswith("10") for one in among)


def test_telephones_ring_nowhere(among: list[Pharmacy]) -> None:
    assert {one.phone[:6] for one in among} <= set(FICTION_LANDLINES)


def test_each_has_a_name_a_holder_and_an_address(among: list[Pharmacy]) -> None:
    assert all(one.name.startswith("Pharmacie d") for one in among)
    assert all(one.holder and one.address and one.city for one in among)


def test_each_has_a_share_of_the_patients(among: list[Pharmacy]) -> None:
    assert all(one.weight > 0 for one in among)
