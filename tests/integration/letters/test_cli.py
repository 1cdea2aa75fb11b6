"""The letters commands as scripts use them."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pyzipper import AESZipFile
from sqlalchemy import select

from breachdesk.accounts import service as accounts
from breachdesk.bootstrap import Services
from breachdesk.cli import main
from breachdesk.letters.models import Letter
from tests.builders.accounts import SETUP
from tests.builders.organisations import Desk
from tests.builders.outreach import (
    EVERYBODY,
    build_person,
    launched,
    save_campaign,
    save_case,
    save_people,
)
from tests.builders.paper import HOME, build_reader
from tests.integration.infra.letterpress.reading import pages_of

REFERENCE = "INC-2026-0001-1"


@pytest.fixture
def campaign(services: Services) -> tuple[Desk, str, str]:
    """Launched: three who have no e-mail address, one of whom lives nowhere, and one who has."""
    nowhere = build_reader(3, address=replace(HOME, city="", postcode="00000"))
    strange = build_reader(4, last_name="Ex\ue000")
    people = [build_reader(1), build_reader(2), nowhere, strange, build_person(5)]
    return launched(services, people, audience=EVERYBODY)


def run(services: Services, *arguments: object, **environment: str) -> Result:
    own = {"BREACHDESK_HOME": str(services.settings.home), "BREACHDESK_LANGUAGE": "en"}
    return CliRunner().invoke(main, ["letters", *map(str, arguments)], env=own | environment)


def told(result: Result) -> Any:  # noqa: ANN401  # whatever the command tells
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def built(services: Services, out: Path, *arguments: object) -> dict[str, Any]:
    options = ("--campaign", REFERENCE, "--out", out, "--json", *arguments)
    found: dict[str, Any] = told(run(services, "build", *options))
    return found


def email_of(services: Services, desk: Desk) -> str:
    with services.reading(SETUP) as uow:
        return next(one.email for one in accounts.accounts(uow) if one.id == desk.dpo.user_id)


def code_of(services: Services, sequence: int) -> str:
    with services.reading(SETUP) as uow:
        return uow.session.scalars(select(Letter.code).where(Letter.sequence == sequence)).one()


def test_build_prints_who_has_no_address_for_mails(
    services: Services, campaign: tuple[Desk, str, str], tmp_path: Path
) -> None:
    assert campaign
    out = tmp_path / "out"
    found = built(services, out)

    assert found.pop("seconds") > 0
    assert 20 < found.pop("peak_rss_mb") < 2_000
    assert found == {"letters": 2, "files": 1, "slow_path": 0, "unmailable": 2}
    assert [path.name for path in out.iterdir()] == [f"{REFERENCE}-0001.zip"]


def test_building_again_prints_nothing_more(
    services: Services, campaign: tuple[Desk, str, str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    built(services, out)
    before = {path: path.read_bytes() for path in out.iterdir()}

    again = run(services, "build", "--campaign", campaign[2], "--out", out, "--json")

    assert told(again)["files"] == 0
    assert {path: path.read_bytes() for path in out.iterdir()} == before


def test_several_processes_share_the_work(services: Services, tmp_path: Path) -> None:
    launched(services, [build_reader(n) for n in range(30)], audience=EVERYBODY)
    out = tmp_path / "out"
    found = built(services, out, "--processes", 2, "--per-file", 4, "--tagged")

    assert (found["letters"], found["files"]) == (30, 8)
    assert len(list(out.iterdir())) == 8


def test_a_campaign_that_is_not_launched_is_refused_with_its_own_exit_code(
    services: Services, tmp_path: Path
) -> None:
    desk, incident_id = save_case(services)
    save_people(services, incident_id, [build_person()])
    campaign_id = save_campaign(services, desk.dpo, incident_id)

    for name in (campaign_id, REFERENCE):
        result = run(services, "build", "--campaign", name, "--out", tmp_path / "out")
        assert result.exit_code == 2
        assert "runs or is finished" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["INC-2026-0001-9", "INC-2026-9999-1", "0" * 32, "x", ""])
def test_an_unknown_campaign_is_told(
    services: Services, campaign: tuple[Desk, str, str], tmp_path: Path, name: str
) -> None:
    assert campaign

    assert run(services, "build", "--campaign", name, "--out", tmp_path).exit_code == 1


def test_a_missing_typeface_is_told_at_the_start(
    services: Services, campaign: tuple[Desk, str, str], tmp_path: Path
) -> None:
    assert campaign
    arguments = ("build", "--campaign", REFERENCE, "--out", tmp_path / "out")
    font = {"BREACHDESK_LETTER_FONT": str(tmp_path / "none.ttf")}
    result = run(services, *arguments, **font)

    assert result.exit_code == 1
    assert "BREACHDESK_LETTER_FONT" in result.stderr
    (tmp_path / "none.ttf").write_bytes(b"no typeface")
    broken = run(services, *arguments, **font)
    assert broken.exit_code == 1
    assert "Noto Sans" in broken.stderr
    assert not (tmp_path / "out").exists()


def test_the_password_opens_the_archive(
    services: Services, campaign: tuple[Desk, str, str], tmp_path: Path
) -> None:
    assert campaign
    built(services, tmp_path)
    found = told(run(services, "password", "--batch", f"{REFERENCE}-0001.zip", "--json"))

    with AESZipFile(tmp_path / f"{REFERENCE}-0001.zip") as archive:
        archive.setpassword(found["password"].encode())
        assert archive.read("letters.pdf").startswith(b"%PDF")
    assert told(run(services, "password", "--batch", found["batch"], "--json")) == found
    assert run(services, "password", "--batch", f"{REFERENCE}-0002").exit_code == 1


def test_what_cannot_be_mailed_is_listed_without_names(
    services: Services, campaign: tuple[Desk, str, str], tmp_path: Path
) -> None:
    assert campaign
    built(services, tmp_path)
    result = run(services, "unmailable", "--campaign", REFERENCE, "--json")

    assert [(one["fault"], one["characters"]) for one in told(result)] == [
        ("incomplete", ""),
        ("characters", "\ue000"),
    ]
    assert "Camille" not in result.stdout


def test_from_the_print_house_to_the_letters_that_come_back(
    services: Services, campaign: tuple[Desk, str, str], tmp_path: Path
) -> None:
    email = email_of(services, campaign[0])
    built(services, tmp_path / "out")
    batch = f"{REFERENCE}-0001"
    file = tmp_path / "returned.csv"
    file.write_text(f"code;motif\n{code_of(services, 1)};inconnu\nAAAAAAAAAA;refusé\n", "utf-8")

    early = run(services, "returned", file, "--json")
    assert (early.exit_code, json.loads(early.stdout)["not-sent"]) == (1, 1)
    handed = run(services, "handed-over", "--batch", batch, "--as", email, "--json")
    assert told(handed)["letters"] == 2
    found = run(services, "returned", file, "--json")
    assert (found.exit_code, json.loads(found.stdout)) == (
        1,
        {"noted": 1, "already": 0, "not-sent": 0, "no-such-code": 1},
    )
    file.write_text(f"{code_of(services, 2)};access", "utf-8")
    assert told(run(services, "returned", file, "--json"))["noted"] == 1
    assert run(services, "handed-over", "--batch", batch, "--as", email).exit_code == 1


@pytest.mark.parametrize("content", [b"", b"a;b\nc;d", "é;é".encode("latin-1")])
def test_a_file_of_returned_letters_that_cannot_be_read_changes_nothing(
    services: Services, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "returned.csv"
    file.write_bytes(content)

    assert run(services, "returned", file).exit_code == 1


def test_a_spoilt_letter_is_printed_again(
    services: Services, campaign: tuple[Desk, str, str], tmp_path: Path
) -> None:
    built(services, tmp_path / "out")
    words = ("reprint", "--batch", f"{REFERENCE}-0001", "--out", tmp_path / "again")
    who = ("--as", email_of(services, campaign[0]), "--why", "Bac tombé", "--json")
    path = told(run(services, *words, "--letters", "2", *who))["file"]
    password = told(run(services, "password", "--batch", f"{REFERENCE}-0001", "--json"))

    with AESZipFile(path) as archive:
        archive.setpassword(password["password"].encode())
        (tmp_path / "one.pdf").write_bytes(archive.read("letters.pdf"))
    text = pages_of(tmp_path / "one.pdf")[0]
    assert "DUPLICATA" in text
    assert f"{REFERENCE}/2" in text
    for numbers in ("7-9", "x", "1-", "-1"):
        assert run(services, *words, "--letters", numbers, *who).exit_code == 1
