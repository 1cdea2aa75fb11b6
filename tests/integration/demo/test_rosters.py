import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from breachdesk.bootstrap import Services
from breachdesk.demo.service import DemoResult, load, rosters, sign_in_note
from breachdesk.kernel.cells import safe_cell
from breachdesk.kernel.errors import RuleError
from tests.conftest import NOON


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_both_files_are_written_for_their_owner_only(tmp_path: Path) -> None:
    pharmacies, patients = rosters.write(tmp_path, NOON, 25)

    assert [len(read(pharmacies)), len(read(patients))] == [350, 25]
    assert pharmacies.stat().st_mode & 0o077 == 0
    assert patients.stat().st_mode & 0o077 == 0


def test_instants_carry_their_offset(tmp_path: Path) -> None:
    _pharmacies, patients = rosters.write(tmp_path, NOON, 1)

    assert read(patients)[0]["tested_at"].endswith("+00:00")


def test_numbers_keep_their_leading_digits(tmp_path: Path) -> None:
    pharmacies, _patients = rosters.write(tmp_path, NOON, 1)

    assert {len(one["siret"]) for one in read(pharmacies)} == {14}


def test_writing_again_replaces_the_whole_file(tmp_path: Path) -> None:
    rosters.write(tmp_path, NOON, 50)
    _pharmacies, patients = rosters.write(tmp_path, NOON, 3)

    assert len(read(patients)) == 3
    assert sorted(path.name for path in patients.parent.iterdir()) == [
        "patients.csv",
        "pharmacies.csv",
    ]


def test_a_roster_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    _pharmacies, patients = rosters.write(tmp_path, NOON, 5)
    before = patients.read_bytes()

    with pytest.raises(OverflowError):
        rosters.write(tmp_path, datetime.min.replace(tzinfo=UTC), 5)

    assert patients.read_bytes() == before
    assert len(list(patients.parent.iterdir())) == 2


def test_no_cell_can_be_run_by_a_spreadsheet(tmp_path: Path) -> None:
    for path in rosters.write(tmp_path, NOON, 500):
        cells = [cell for row in read(path) for cell in row.values()]

        assert cells == [safe_cell(cell) for cell in cells]


def test_the_demo_comes_with_its_rosters(services: Services, demo: DemoResult) -> None:
    folder = services.settings.home / rosters.FOLDER

    assert len(read(folder / "pharmacies.csv")) == 350
    assert len(read(folder / "patients.csv")) == rosters.PERSONS
    assert demo.password in sign_in_note(services.settings)


@pytest.mark.usefixtures("demo")
def test_a_second_demo_keeps_what_is_there(services: Services) -> None:
    patients = services.settings.home / rosters.FOLDER / "patients.csv"
    before = patients.read_bytes()

    with pytest.raises(RuleError):
        load(services, persons=3)

    assert patients.read_bytes() == before
