"""Which addresses can be mailed to, and in which order the post wants the letters."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.identities.domain.addresses import Address, Code
from breachdesk.letters.domain import Fault
from breachdesk.letters.domain.printing import Place
from breachdesk.letters.domain.quality import FAULTS, fault_of, zone_of
from breachdesk.letters.domain.rounds import Rounds
from tests.builders.paper import HOME

PLACE = Place("fr", "", "Camille Exemple", "Bonjour,")
ABROAD = replace(HOME, postcode="1000", city="Bruxelles", country="Belgique")


def test_only_a_post_office_box_is_no_fault() -> None:
    assert set(Code) - set(FAULTS) == {Code.PO_BOX}
    assert fault_of("Camille Exemple", replace(HOME, locality="BP 12")) is None


@pytest.mark.parametrize(
    ("name", "address", "fault"),
    [
        ("Camille Exemple", HOME, None),
        ("Camille Exemple", ABROAD, None),
        ("", HOME, Fault.INCOMPLETE),
        ("Camille Exemple", Address(), Fault.INCOMPLETE),
        ("x" * 39, HOME, Fault.LINE_TOO_LONG),
        ("x" * 38, HOME, None),
    ],
)
def test_the_first_fault_is_told(name: str, address: Address, fault: Fault | None) -> None:
    assert fault_of(name, address) is fault


@pytest.mark.parametrize(
    ("address", "zone"),
    [
        (HOME, "75"),
        (replace(HOME, postcode="20090"), "2A"),
        (replace(HOME, postcode="97110"), "971"),
        (ABROAD, "BELGIQUE"),
    ],
)
def test_the_zone_is_a_department_or_a_country(address: Address, zone: str) -> None:
    rounds = Rounds()
    rounds.add(7, PLACE, address)

    [(_language, [stop])] = rounds.batches(5)

    assert stop.zone == zone == zone_of(address)
    assert stop.letter_id == 7


POSTCODES = st.sampled_from(["01000", "20000", "29000", "75011", "97400"])


@given(st.lists(POSTCODES, max_size=40), st.integers(1, 7), st.integers(0, 40))
def test_every_letter_has_one_place_in_the_order_of_the_post(
    postcodes: list[str], size: int, cut: int
) -> None:
    """Whether one process has judged them or two."""
    parts = Rounds(), Rounds()
    for letter_id, postcode in enumerate(postcodes):
        part = parts[letter_id >= cut]
        part.add(letter_id, PLACE, replace(HOME, postcode=postcode))
    parts[0].take_in(parts[1])

    batches = [stops for _language, stops in parts[0].batches(size)]

    found = [(postcodes[stop.letter_id], stop.letter_id) for some in batches for stop in some]
    assert found == sorted((code, at) for at, code in enumerate(postcodes))
    assert all(1 <= len(some) <= size for some in batches)


def test_what_goes_abroad_comes_last_country_by_country() -> None:
    rounds = Rounds()
    for letter_id, country in enumerate(["Suisse", "", "Belgique", "Suisse"]):
        rounds.add(letter_id, PLACE, replace(HOME, country=country))

    [(_language, stops)] = rounds.batches(9)

    assert [(one.zone, one.letter_id) for one in stops] == [
        ("75", 1),
        ("BELGIQUE", 2),
        ("SUISSE", 0),
        ("SUISSE", 3),
    ]
