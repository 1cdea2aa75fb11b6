"""The rosters of the demonstration as files, such as a processor would hand over."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date, datetime
from operator import attrgetter
from pathlib import Path

from breachdesk.demo.domain.people import Person, people
from breachdesk.demo.domain.pharmacies import Pharmacy, pharmacies
from breachdesk.infra.files import write_whole
from breachdesk.kernel.cells import safe_cell

FOLDER = "demo"
PERSONS = 2_000
"""Enough to see; the case itself had some 387,000."""

PHARMACY_COLUMNS = [one.name for one in fields(Pharmacy) if one.name != "weight"]


class _Returned:
    """A file for csv.writer that hands the line back as the answer of `writerow`."""

    def write(self, line: str) -> str:
        return line


def write(home: Path, until: datetime, persons: int = PERSONS) -> tuple[Path, Path]:
    """(pharmacies, patients) as CSV in UTF-8, each whole or not at all, for the owner only."""
    among = list(pharmacies())
    folder = home / FOLDER
    paths = folder / "pharmacies.csv", folder / "patients.csv"
    write_whole(paths[0], _lines(PHARMACY_COLUMNS, map(attrgetter(*PHARMACY_COLUMNS), among)))
    write_whole(paths[1], _lines(Person._fields, people(persons, among, until)))
    return paths


def _lines(names: Iterable[str], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    as_line = csv.writer(_Returned(), lineterminator="").writerow
    yield as_line(names)
    for row in rows:
        yield as_line([_cell(value) for value in row])


def _cell(value: object) -> str:
    if isinstance(value, date):  # and datetime, which is one
        return value.isoformat()
    text = str(value)
    # The shortcut spares a third of the time: no formula begins with a letter or a digit.
    return text if text[:1].isalnum() else safe_cell(text)
