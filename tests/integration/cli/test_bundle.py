"""Bundles from the command line; verifying needs nothing but the file."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from breachdesk.bootstrap import Services
from breachdesk.cli.bundle import FAULTS, group
from breachdesk.infra.bags import Fault
from breachdesk.kernel.actor import Actor
from tests.builders.incidents import open_case


def run(home: Path, *arguments: str | Path) -> Result:
    environment = {"BREACHDESK_HOME": str(home), "BREACHDESK_LANGUAGE": "en"}
    return CliRunner().invoke(group, [str(one) for one in arguments], env=environment)


@pytest.fixture
def bundle(services: Services, dpo: Actor, tmp_path: Path) -> Path:
    open_case(services, dpo)
    out = tmp_path / "bundle.zip"
    made = run(
        services.settings.home, "make", "--incident", "INC-2026-0001", "--out", out, "--json"
    )
    assert json.loads(made.stdout)["size"] == out.stat().st_size
    return out


def test_what_was_made_verifies_where_nothing_else_is(
    services: Services, bundle: Path, tmp_path: Path
) -> None:
    key = tmp_path / "key.pem"
    key.write_bytes(services.keys.public_pem)
    nowhere = tmp_path / "nowhere"

    done = run(nowhere, "verify", bundle, "--public-key", key, "--json")

    told = json.loads(done.stdout)
    assert (done.exit_code, told["ok"], told["reference"]) == (0, True, "INC-2026-0001")
    assert not nowhere.exists()


@pytest.mark.parametrize("flag", [(), ("--without-personal-data",)])
def test_both_kinds_are_made(
    services: Services, dpo: Actor, tmp_path: Path, flag: tuple[str, ...]
) -> None:
    open_case(services, dpo)
    out = tmp_path / "x.zip"
    home = services.settings.home

    made = run(home, "make", "--incident", "INC-2026-0001", "--out", out, *flag)

    assert (made.exit_code, run(home, "verify", out).exit_code) == (0, 0)
    assert (dpo.name.encode() in out.read_bytes()) is not bool(flag)


def test_a_changed_byte_is_told_by_the_name_of_its_file(bundle: Path, tmp_path: Path) -> None:
    content = bundle.read_bytes()
    bundle.write_bytes(content.replace(b'"is_exercise": false', b'"is_exercise": felse'))

    done = run(tmp_path, "verify", bundle)

    assert (done.exit_code, done.stdout) == (1, "data/case.json was changed.\n")


def test_a_key_that_is_none_is_told(bundle: Path, tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    key.write_text("no key")

    done = run(tmp_path, "verify", bundle, "--public-key", key, "--json")

    assert (done.exit_code, done.stdout) == (1, "")
    assert "key.pem" in done.stderr


@pytest.mark.parametrize("content", [b"not a bundle", None])
def test_what_is_no_bundle_has_an_exit_code_of_its_own(
    tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "x.zip"
    if content is not None:
        file.write_bytes(content)

    done = run(tmp_path, "verify", file, "--json")

    assert (done.exit_code, json.loads(done.stdout)["fault"]) == (2, "unreadable")


def test_a_case_that_there_is_not_is_told(services: Services, tmp_path: Path) -> None:
    out = tmp_path / "x.zip"

    done = run(services.settings.home, "make", "--incident", "INC-1999-0001", "--out", out)

    assert done.exit_code == 1
    assert not out.exists()


def test_every_fault_has_a_sentence() -> None:
    assert FAULTS.keys() == set(Fault)
