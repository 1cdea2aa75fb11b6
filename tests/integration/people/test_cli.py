"""The people commands as scripts use them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from breachdesk.bootstrap import Services
from breachdesk.cli import main
from breachdesk.incidents import service as incidents
from breachdesk.kernel.actor import Actor, Role
from tests.builders.organisations import Desk, save_member
from tests.builders.people import as_csv, person


@pytest.fixture
def reference(services: Services, dpo: Actor, incident_id: str) -> str:
    with services.reading(dpo) as uow:
        return incidents.case(uow, incident_id).reference


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "patients.csv"
    path.write_bytes(as_csv([person(1) | {"Résultat": "positif"}, person(1), person(2, NIR="1")]))
    return path


def run(services: Services, *arguments: str) -> Result:
    home = {"BREACHDESK_HOME": str(services.settings.home)}
    return CliRunner().invoke(main, ["people", *arguments], env=home)


def told(result: Result) -> Any:  # noqa: ANN401  # whatever the command tells
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_import_tells_what_became_of_every_row(
    services: Services, reference: str, file: Path
) -> None:
    found = told(run(services, "import", str(file), "--incident", reference, "--guess", "--json"))

    assert found.pop("seconds") >= 0
    assert found == {
        "read": 3,
        "accepted": 1,
        "duplicate": 1,
        "rejected": 1,
        "unique_persons": 1,
        "refused_columns": ["Résultat"],
    }
    counted = told(run(services, "count", "--incident", reference, "--json"))
    assert (counted["records"], counted["persons"]) == (2, 1)


def test_a_mapping_names_a_heading_for_each_kind_of_column(
    services: Services, reference: str, file: Path, tmp_path: Path
) -> None:
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"last_name": "Nom", "controller": "FINESS", "nir": "NIR"}))

    found = told(
        run(
            services, "import", str(file), "--incident", reference,
            "--mapping", str(mapping), "--json",
        )
    )  # fmt: skip

    assert (found["accepted"], found["rejected"]) == (1, 1)


@pytest.mark.parametrize(
    "mapping",
    ["{", "[]", '{"last_name": 1}', '{"last_name": "Nulle part"}', '{"shoe": "Nom"}',
     '{"last_name": "Résultat", "controller": "FINESS"}', '{"last_name": "Nom"}'],
)  # fmt: skip
def test_a_mapping_that_cannot_be_is_refused_in_one_line(
    services: Services, reference: str, file: Path, tmp_path: Path, mapping: str
) -> None:
    path = tmp_path / "mapping.json"
    path.write_text(mapping)

    result = run(services, "import", str(file), "--incident", reference, "--mapping", str(path))

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""


def test_import_wants_a_mapping_or_a_guess(services: Services, reference: str, file: Path) -> None:
    assert run(services, "import", str(file), "--incident", reference).exit_code == 2


def test_purge_takes_two_people_and_refuses_the_same_twice(
    services: Services, desk: Desk, reference: str, file: Path
) -> None:
    first, second = "first@tilleuls.example", "second@tilleuls.example"
    for email in (first, second):
        save_member(services, desk.organisation_id, Role.DEPUTY, email=email)
    told(run(services, "import", str(file), "--incident", reference, "--guess", "--json"))

    def purge(email: str, *more: str) -> Result:
        return run(services, "purge", "--incident", reference, "--as", email, "--json", *more)

    assert purge("nobody@tilleuls.example").exit_code == 1
    assert told(purge(first))["purged_at"] is None
    assert told(purge(second, "--drop"))["proposed_by"] is None
    assert told(purge(first))["purged_at"] is None
    assert purge(first).exit_code == 1
    done = told(purge(second))

    assert done["purged_at"]
    assert done["persons"] == 1
    assert told(run(services, "count", "--incident", reference, "--json"))["persons"] == 0
    again = run(services, "import", str(file), "--incident", reference, "--guess", "--json")
    assert again.exit_code == 1
    assert purge(second).exit_code == 1
