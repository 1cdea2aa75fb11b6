"""P3, P3b, P3c and P9: a file of persons imported, against the raw file and what one first writes.

The floor puts the same file into a table of texts and checks nothing: sqlite3 .import, or COPY. The
naive peer does for each row what the import does: the libraries, a token for each cell, an object
of the ORM. P3 wants the program sqlite3, P3c a PostgreSQL server, named as for the tests.
Alone: python -m tests.bench.people --rows 700000
"""

import argparse
import csv
import math
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import phonenumbers
import psycopg
from cryptography.fernet import Fernet
from email_validator import validate_email
from sqlalchemy import create_engine, make_url
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from stdnum.fr import nir

from breachdesk.bootstrap import Services, build, initialise
from breachdesk.config import Settings
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.ids import new_id
from breachdesk.outreach.service import figures as outreach
from breachdesk.people import service
from breachdesk.people.domain import AudienceFilter
from breachdesk.people.domain.columns import PURPOSE
from breachdesk.rosters import service as rosters
from tests.bench.measure import Figure, median_seconds, nothing, table
from tests.builders import crowd
from tests.builders.controllers import open_processor_case, save_controller
from tests.builders.organisations import save_desk
from tests.builders.people import HEADINGS, columns_of
from tests.databases import POSTGRES, empty_database

ROWS = 100_000
NAIVE_ROWS = 300
PAGES = ("list page", "counts", "coverage")
MEMORY = 500
"""Megabytes an import may take."""


@dataclass(frozen=True)
class Import:
    """An instance with a file of persons that is uploaded and not yet imported."""

    services: Services
    dpo: Actor
    incident_id: str
    wanted: service.Wanted

    def run(self) -> None:
        service.import_file(lambda: self.services.unit_of_work(self.dpo), self.wanted)

    def pages(self) -> list[float]:
        return [median_seconds(act, 3, nothing) for act in (self.page, self.count, self.coverage)]

    def page(self) -> None:
        with self.services.reading(self.dpo) as uow:
            service.page(uow, self.incident_id, AudienceFilter(only_mandated=False))

    def coverage(self) -> None:
        with self.services.reading(self.dpo) as uow:
            outreach.coverage(uow, self.incident_id)

    def count(self) -> None:
        with self.services.reading(self.dpo) as uow:
            service.count(uow, self.incident_id)


def figures(rows: int = ROWS) -> Iterator[Figure]:
    with TemporaryDirectory() as folder:
        home, small, large = Path(folder), Path(folder, "small.csv"), Path(folder, "large.csv")
        crowd.write(small, rows // 10)
        crowd.write(large, rows)
        yield from _on_sqlite(home, small, large, rows)
        if os.environ.get(POSTGRES):
            yield _on_postgresql(home, large, rows)


def _on_sqlite(home: Path, small: Path, large: Path, rows: int) -> Iterator[Figure]:
    naive = _timed(lambda: _naive(home, large)).scaled(rows / NAIVE_ROWS)
    with _uploaded("sqlite", home / "small", small) as of_few:
        taken_by_few = _timed(of_few.run)
        pages_of_few = of_few.pages()
    with _uploaded("sqlite", home / "large", large) as of_many:
        floor = _timed(lambda: _sqlite_import(home, large)) if shutil.which("sqlite3") else None
        taken = _timed(of_many.run)
        pages = of_many.pages()
    if floor:
        yield _at_most("P3", f"{rows} persons imported; floor: sqlite3 .import", taken, floor, 5)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield _limit("P3", "megabytes at most in the importing process", (peak, MEMORY), "{:.0f}")
    ratio = naive.seconds / taken.seconds
    what = "persons imported; peer: libraries, Fernet by cell and ORM for each"
    yield Figure("P3b", what, str(taken), str(naive), ratio, "≥ 40", ratio >= 40)
    growth = math.log10(taken.processor / taken_by_few.processor)
    yield _limit("P9", "growth of the import's processor time, exponent", (growth, 1.05), "{:.2f}")
    for what, few, many in zip(PAGES, pages_of_few, pages, strict=True):
        told = f"{what} of persons, {rows}; before the arrow a tenth of them"
        times = f"{few * 1000:.0f} → {many * 1000:.0f} ms"
        yield Figure("P9", told, times, "limit 500 ms", 0.5 / many, "≥ 1", many < 0.5)


def _on_postgresql(home: Path, large: Path, rows: int) -> Figure:
    with _uploaded("postgresql", home / "pg", large) as imported:
        url = imported.services.settings.database_url
        floor = _timed(lambda: _copy(url, large))
        taken = _timed(imported.run)
    return _at_most("P3c", f"{rows} persons, PostgreSQL; floor: COPY", taken, floor, 8)


@contextmanager
def _uploaded(kind: str, home: Path, file: Path) -> Iterator[Import]:
    home.mkdir()
    with empty_database(kind, home) as url:
        own = {"BREACHDESK_HOME": str(home), "BREACHDESK_DATABASE_URL": url}
        services = build(Settings.from_env(own))
        initialise(services)
        dpo = save_desk(services).dpo
        incident_id = open_processor_case(services, dpo)
        for number in range(1, crowd.CONTROLLERS + 1):
            save_controller(services, dpo, incident_id, number)
        with services.unit_of_work(dpo) as uow, file.open("rb") as stream:
            new = rosters.NewRoster(new_id(), incident_id, PURPOSE, "persons.csv", stream)
            roster_id = rosters.receive(uow, new, 1 << 30)
        with services.reading(dpo) as uow:
            columns = columns_of(uow, incident_id, roster_id)
        yield Import(
            services, dpo, incident_id, service.Wanted(incident_id, roster_id, columns, "fr")
        )
        services.engine.dispose()


def _sqlite_import(home: Path, file: Path) -> None:
    database = home / "raw.db"
    database.unlink(missing_ok=True)
    orders = [".mode csv", ".separator ;", f".import {file} raw"]
    subprocess.run(["sqlite3", database, *orders], check=True)  # noqa: S603, S607  # the floor


def _copy(url: str, file: Path) -> None:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    cells = ", ".join(f"c{number} text" for number in range(len(HEADINGS)))
    with psycopg.connect(address) as connection, file.open("rb") as stream:
        connection.execute(f"CREATE TABLE raw ({cells})")
        order = "COPY raw FROM STDIN (FORMAT csv, HEADER, DELIMITER ';')"
        with connection.cursor().copy(order) as copy:
            while block := stream.read(1 << 20):
                copy.write(block)


class Rows(DeclarativeBase):
    """Of the naive peer."""


class Patient(Rows):
    __tablename__ = "patient"

    id: Mapped[int] = mapped_column(primary_key=True)
    last_name: Mapped[bytes]
    first_name: Mapped[bytes]
    born: Mapped[bytes]
    nir: Mapped[bytes]
    email: Mapped[bytes]
    phone: Mapped[bytes]
    street: Mapped[bytes]
    postcode: Mapped[bytes]
    city: Mapped[bytes]
    finess: Mapped[bytes]


def _naive(home: Path, file: Path) -> None:
    fernet = Fernet(Fernet.generate_key())
    engine = create_engine(f"sqlite:///{home / 'naive.db'}")
    Rows.metadata.create_all(engine)
    names = [column.name for column in Patient.__table__.columns][1:]
    with Session(engine) as session, file.open(encoding="utf-8", newline="") as stream:
        for cells in islice(csv.reader(stream, delimiter=";"), 2, 2 + NAIVE_ROWS):
            row = dict(zip(names, cells, strict=True))
            if not nir.is_valid(row["nir"]):
                continue
            number = phonenumbers.parse(row["phone"], "FR")
            row["phone"] = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            if row["email"]:
                checked = validate_email(
                    row["email"], check_deliverability=False, test_environment=True
                )
                row["email"] = checked.normalized
            session.add(
                Patient(**{name: fernet.encrypt(cell.encode()) for name, cell in row.items()})
            )
            session.flush()
        session.commit()
    engine.dispose()


class Timed(NamedTuple):
    """`processor` counts processes that were started too: what a busy machine does not change."""

    seconds: float
    processor: float

    def scaled(self, times: float) -> "Timed":
        return Timed(self.seconds * times, self.processor * times)

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s (cpu {self.processor:.1f})"


def _timed(act: Callable[[], object]) -> Timed:
    started, before = time.perf_counter(), _processor_seconds()
    act()
    return Timed(time.perf_counter() - started, _processor_seconds() - before)


def _processor_seconds() -> float:
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _at_most(code: str, what: str, ours: Timed, floor: Timed, wanted: int) -> Figure:
    ratio = ours.seconds / floor.seconds
    return Figure(code, what, str(ours), str(floor), ratio, f"≤ {wanted}", ratio <= wanted)


def _limit(code: str, what: str, found: tuple[float, float], form: str) -> Figure:
    ours, limit = found
    told = (form.format(ours), form.format(limit))
    return Figure(code, what, *told, ours / limit, "≤ 1", ours <= limit)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    sys.stdout.write(table(list(figures(parser.parse_args().rows))) + "\n")
