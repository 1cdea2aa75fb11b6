import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from breachdesk.audit import service
from breachdesk.audit.offline import verify_export
from breachdesk.bootstrap import Services
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.errors import ForbiddenError
from tests.builders.accounts import SETUP
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk


@pytest.fixture
def trail(services: Services, desk: Desk) -> Services:
    for _number in range(3):
        open_case(services, desk.dpo)
    return services


def forge(services: Services, statement: str) -> None:
    """As somebody would who can write the database but holds no key (no triggers here)."""
    with services.engine.begin() as connection:
        connection.execute(text(statement))


def first_bad(services: Services) -> int | None:
    with services.reading(SETUP) as uow:
        return service.verify(uow).first_bad


def export(services: Services) -> list[str]:
    with services.reading(SETUP) as uow:
        return list(service.export(uow))


def test_a_true_trail_is_verified_whole(trail: Services) -> None:
    with trail.reading(SETUP) as uow:
        verdict = service.verify(uow)

    assert verdict.ok
    assert verdict.entries > 10


def test_an_edited_entry_is_named(trail: Services) -> None:
    forge(trail, "UPDATE audit_entry SET body = '{}' WHERE seq = 4")

    assert first_bad(trail) == 4


def test_a_deleted_entry_is_noticed_at_the_next(trail: Services) -> None:
    forge(trail, "DELETE FROM audit_entry WHERE seq = 4")

    assert first_bad(trail) == 5


def test_ad_06_a_chain_recomputed_without_the_key_is_found(trail: Services) -> None:
    forge(trail, "UPDATE audit_entry SET mac = digest WHERE seq = 4")

    assert first_bad(trail) == 4


def test_reading_the_trail_wants_its_permission(trail: Services) -> None:
    nobody = Actor("u9", "Nobody")

    with trail.reading(nobody) as uow, pytest.raises(ForbiddenError):
        service.verify(uow)


def test_an_export_is_verified_with_the_public_key_alone(trail: Services) -> None:
    assert verify_export(export(trail), trail.keys.public_pem).ok


@pytest.mark.parametrize("line", [1, 5, -2])
def test_an_export_that_lost_a_line_is_false(trail: Services, line: int) -> None:
    lines = export(trail)
    del lines[line]

    assert not verify_export(lines, trail.keys.public_pem).ok


def test_an_export_cut_and_closed_with_the_old_signature_is_false(trail: Services) -> None:
    lines = export(trail)

    assert not verify_export([*lines[:-3], lines[-1]], trail.keys.public_pem).ok


def test_ad_14_a_stranger_verifies_with_one_file_the_export_and_the_key(
    trail: Services, tmp_path: Path
) -> None:
    (tmp_path / "export.jsonl").write_text("\n".join(export(trail)) + "\n")
    (tmp_path / "key.pem").write_bytes(trail.keys.public_pem)
    (tmp_path / "verify_audit.py").write_text(service.verifier_source())

    run = subprocess.run(  # our own program
        [sys.executable, "-IS", "verify_audit.py", "export.jsonl", "key.pem"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.stderr == ""
    assert json.loads(run.stdout)["ok"] is True
