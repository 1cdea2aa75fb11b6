import json
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from sqlalchemy import text

from breachdesk.audit import service
from breachdesk.audit.domain import Entry, digest, head_statement
from breachdesk.audit.offline import verify_export, verify_extract
from breachdesk.bootstrap import Services
from breachdesk.infra.keys import KeyRing
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.errors import ForbiddenError
from breachdesk.kernel.ids import new_id
from breachdesk.timeline import service as timeline
from breachdesk.timeline.domain import EntryKind, NewEntry
from tests.builders.accounts import SETUP
from tests.builders.incidents import open_case
from tests.builders.organisations import Desk, save_desk


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


class TestExtract:
    """The entries of one case, provable without those of the others."""

    @pytest.fixture
    def ids(self, services: Services, desk: Desk) -> list[str]:
        """Two cases, worked on by turns."""
        first, second = (open_case(services, desk.dpo) for _number in range(2))
        for incident_id in (first, second, first):
            add_entry(services, desk.dpo, incident_id)
        return [first, second]

    @pytest.fixture
    def lines(self, services: Services, ids: list[str]) -> list[str]:
        with services.reading(SETUP) as uow:
            return list(service.extract(uow, ids[0]))

    def test_it_verifies_and_tells_nothing_of_the_other_case(
        self, services: Services, ids: list[str], lines: list[str]
    ) -> None:
        verdict = verify_extract(lines, services.keys.public_pem)

        assert verdict.ok
        assert verdict.entries == len(lines) - 2
        assert ids[1] not in "".join(lines)

    def test_each_entry_is_that_of_the_whole_trail(
        self, services: Services, lines: list[str]
    ) -> None:
        whole = {
            entry["seq"]: entry for line in export(services) if "tag" in (entry := json.loads(line))
        }
        for line in lines[1:-1]:
            told = json.loads(line)
            previous = told.pop("previous")

            assert told == whole[told["seq"]]
            assert told["seq"] == 1 or previous == whole[told["seq"] - 1]["digest"]

    @pytest.mark.parametrize("name", ["at", "actor_id", "tag", "subject_id", "body", "previous"])
    def test_an_edited_entry_is_named(
        self, services: Services, lines: list[str], name: str
    ) -> None:
        told = json.loads(lines[2])
        edited = json.dumps({**told, name: "other"})

        verdict = verify_extract([*lines[:2], edited, *lines[3:]], services.keys.public_pem)

        assert (verdict.ok, verdict.first_bad) == (False, told["seq"])

    def test_entries_that_follow_each_other_hold_together(
        self, services: Services, lines: list[str]
    ) -> None:
        """An entry made up with a digest that fits it does not fit the next one."""
        told = json.loads(lines[1])
        previous = told.pop("previous")
        made_up = replace(Entry(**told), actor_id="somebody else")
        fitting = {**asdict(made_up), "digest": digest(previous, made_up), "previous": previous}

        verdict = verify_extract(
            [lines[0], json.dumps(fitting), *lines[2:]], services.keys.public_pem
        )

        assert not verdict.ok

    @pytest.mark.parametrize("seq", [1, 2])
    def test_a_head_before_its_last_entry_is_false(
        self, services: Services, lines: list[str], seq: int
    ) -> None:
        at = "2026-03-02T12:00:00+00:00"
        signature = services.keys.sign(head_statement(seq, "0" * 64, at)).hex()
        head = json.dumps({"seq": seq, "head": "0" * 64, "at": at, "signature": signature})

        assert not verify_extract([*lines[:-1], head], services.keys.public_pem).ok

    def test_another_key_did_not_sign_it(self, lines: list[str], tmp_path: Path) -> None:
        other = KeyRing.create(tmp_path / "other").public_pem

        assert not verify_extract(lines, other).ok

    def test_a_file_that_is_none_is_told(self, services: Services) -> None:
        for lines in ([], ["[]"], export(services)):
            with pytest.raises(ValueError, match="not an extract"):
                verify_extract(lines, services.keys.public_pem)

    def test_both_databases_find_what_an_entry_is_chained_to(self, instance: Services) -> None:
        incident_id = open_case(instance, save_desk(instance).dpo)
        with instance.reading(SETUP) as uow:
            lines = list(service.extract(uow, incident_id))

        assert verify_extract(lines, instance.keys.public_pem).ok


def add_entry(services: Services, actor: Actor, incident_id: str) -> None:
    with services.unit_of_work(actor) as uow:
        now = uow.clock.now()
        new = NewEntry(new_id(), incident_id, now, EntryKind.NOTE, "Une note.", "")
        timeline.add_entry(uow, new)
