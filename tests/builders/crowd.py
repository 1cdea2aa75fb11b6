"""Many synthetic persons as a file, the same ones each time: for figures, not for single rules."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from breachdesk.demo.domain.identifiers import finess, mobile, nir
from tests.builders.people import HEADINGS

CONTROLLERS = 40
FIRST_BIRTH = date(1935, 1, 1)
BIRTH_DAYS = 26_000
SYLLABLES = ("Ker", "Le ", "Du", "Mar", "Bel", "Ros", "Gué", "Hen", "Tré", "Lan", "Bou", "Van")
GIVEN = ("Odile", "Zoé", "Jean-Luc", "Anaïs", "Malo", "Nolwenn", "Hervé", "Inès", "Paul", "Léa")
TOWNS = (
    ("29000", "Quimper"), ("67000", "Strasbourg"), ("76210", "Bolbec"), ("35400", "Saint-Malo"),
    ("13001", "Marseille"), ("59000", "Lille"), ("20000", "Ajaccio"),
)  # fmt: skip
OVERSEAS = ("97410", "Saint-Pierre")
AGAIN, BAD = 25, 200
"""Every 25th row is one more record of somebody, every 200th has a NIR that cannot be."""


def write(path: Path, count: int) -> int:
    """Write a file of so many rows; returns how many different persons are in its good rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(HEADINGS)
        writer.writerows(rows(count))
    return persons(count)


def persons(count: int) -> int:
    return len({_who(at) for at in range(count) if at % BAD})


def rows(count: int) -> Iterator[list[str]]:
    controllers = [finess(number) for number in range(1, CONTROLLERS + 1)]
    for at in range(count):
        who = _who(at)
        cells = _cells(who)
        if at % BAD == 0:
            cells[3] = cells[3][:-2] + "00"
        yield [*cells, controllers[at % CONTROLLERS]]


def _who(at: int) -> int:
    return at - 1 if at % AGAIN == AGAIN - 1 else at


def _cells(who: int) -> list[str]:
    born = FIRST_BIRTH + timedelta(days=who * 7919 % BIRTH_DAYS)
    postcode, town = TOWNS[who % len(TOWNS)] if who % 100 else OVERSEAS
    last = "".join(SYLLABLES[who // 12**place % 12] for place in range(3)).title()
    return [
        last,
        GIVEN[who % len(GIVEN)],
        born.strftime("%d/%m/%Y"),
        nir(
            1 + who % 2,
            born,
            f"{1 + who % 95:02d}" if who % 95 != 19 else "2A",
            990 + who % 10,
            who % 1000,
        ),
        f"personne.{who}@patients-{who % 30}.example" if who % 10 else "",
        mobile(who) if who % 3 else f"+33 {mobile(who)[1:]}",
        f"{1 + who % 150} rue des Aulnes",
        postcode,
        town,
    ]
