"""The patients of the demonstration; all invented."""

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import NamedTuple

from breachdesk.demo.domain.identifiers import FIRST_COMMUNE, mobile, nir
from breachdesk.demo.domain.pharmacies import (
    LAST_NAMES,
    MEN,
    PLACES,
    SEED,
    TOWNS,
    WOMEN,
    Pharmacy,
    postcode,
)

OLDEST_DAYS, YOUNGEST_DAYS = 96 * 365, 2 * 365
TESTED_WITHIN_DAYS = 86
"""The service opened 87 days before the breach was known."""

OPENING, OPEN_MINUTES = 7 * 60, 10 * 60
"""Of the counters, in UTC."""

MEN_SHARE, POSITIVE_SHARE = 0.48, 0.03
EMAIL_SHARE, PHONE_SHARE, NEIGHBOUR_SHARE = 0.9, 0.95, 0.8

DEPARTMENTS = tuple(f"{one:02d}" for one in range(1, 96))
CORSICA, CORSICA_SPLIT = "20", 1976
ORDERS, COMMUNES = 999, 10
BIRTHS = len(DEPARTMENTS) * COMMUNES * ORDERS
"""Places in registers of births: so many people have a NIR of their own."""

STRIDE = 48_271
"""Prime to BIRTHS, so that neighbours in the roster are no neighbours in the registers."""


class Person(NamedTuple):
    """Empty `email` or `phone`: not known, as often in real files. Minors are told by `born`."""

    number: int
    finess: str
    last_name: str
    first_name: str
    sex: str
    born: date
    nir: str
    email: str
    phone: str
    address: str
    postcode: str
    city: str
    tested_at: datetime
    result: str


def people(
    count: int, among: Sequence[Pharmacy], until: datetime, seed: int = SEED
) -> Iterator[Person]:
    """One after another in constant memory; the same ones for the same arguments.

    The last tests were taken on the day before `until`.
    """
    chance = random.Random(seed)  # noqa: S311  # a demonstration, not a secret
    midnight = until.replace(hour=0, minute=0, second=0, microsecond=0)
    ends = list(accumulate(one.weight for one in among))
    for number in range(1, count + 1):
        place = bisect(ends, chance.random() * ends[-1], hi=len(ends) - 1)
        yield _person(chance, number, among[place], midnight)


def _person(chance: random.Random, number: int, pharmacy: Pharmacy, midnight: datetime) -> Person:
    draw = chance.random
    is_man = draw() < MEN_SHARE
    tested_at = midnight + timedelta(
        days=-1 - int(draw() * TESTED_WITHIN_DAYS), minutes=OPENING + int(draw() * OPEN_MINUTES)
    )
    age_days = YOUNGEST_DAYS + int(draw() * (OLDEST_DAYS - YOUNGEST_DAYS))
    born = date.fromordinal(tested_at.toordinal() - age_days)
    is_neighbour = draw() < NEIGHBOUR_SHARE
    return Person(
        number=number,
        finess=pharmacy.finess,
        last_name=_one(draw(), LAST_NAMES),
        first_name=_one(draw(), MEN if is_man else WOMEN),
        sex="M" if is_man else "F",
        born=born,
        nir=_nir(number, born, is_man=is_man),
        email=f"patient-{number}@patients.example" if draw() < EMAIL_SHARE else "",
        phone=mobile(number) if draw() < PHONE_SHARE else "",
        address=f"{1 + int(draw() * 220)} rue {_one(draw(), PLACES)}",
        postcode=pharmacy.postcode if is_neighbour else postcode(chance),
        city=pharmacy.city if is_neighbour else _one(draw(), TOWNS),
        tested_at=tested_at,
        result="positif" if draw() < POSITIVE_SHARE else "négatif",
    )


def _nir(number: int, born: date, *, is_man: bool) -> str:
    """Corsica is 20 for those born before it became 2A and 2B in 1976."""
    rest, order = divmod(number * STRIDE % BIRTHS, ORDERS)
    place, commune = divmod(rest, COMMUNES)
    department = DEPARTMENTS[place]
    if department == CORSICA and born.year >= CORSICA_SPLIT:
        department = "2A"
    return nir(1 if is_man else 2, born, department, FIRST_COMMUNE + commune, order + 1)


def _one(drawn: float, choices: Sequence[str]) -> str:
    """Faster than random.choice, which counts for hundreds of thousands."""
    return choices[int(drawn * len(choices))]
