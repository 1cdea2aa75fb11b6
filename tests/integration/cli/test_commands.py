"""The command line as scripts use it, on an instance with the demonstration."""

import csv
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

import click
import pikepdf
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from breachdesk.cli import main


class Run(Protocol):
    """The command line bound to the instance of the test."""

    def __call__(self, *arguments: str, **environment: str) -> Result: ...


def bound(home: Path) -> Run:
    def run(*arguments: str, **environment: str) -> Result:
        own = {"BREACHDESK_HOME": str(home), **environment}
        return CliRunner().invoke(main, list(arguments), env=own)

    return run


@pytest.fixture(scope="module")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("cli") / "home"
    run = bound(home)
    assert run("init", "--json").exit_code == 0
    assert run("demo", "--persons", "20", "--json").exit_code == 0
    return home


@pytest.fixture
def home(demo_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo_home, tmp_path / "home"))


@pytest.fixture
def run(home: Path) -> Run:
    return bound(home)


def told(result: Result) -> Any:  # noqa: ANN401  # whatever the command tells
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def reference(run: Run) -> str:
    """Of the demonstration's big case."""
    return str(told(run("incident", "list", "--json"))[0]["reference"])


class TestInit:
    def test_twice_keeps_keys_and_data(self, run: Run, home: Path) -> None:
        keys = {path.name: path.read_bytes() for path in (home / "keys").iterdir()}

        assert run("init").exit_code == 0
        assert {path.name: path.read_bytes() for path in (home / "keys").iterdir()} == keys
        assert len(told(run("incident", "list", "--json"))) == 3

    def test_before_it_every_command_says_what_to_do(self, tmp_path: Path) -> None:
        result = bound(tmp_path / "nothing")("incident", "list", "--json")

        assert result.exit_code == 1
        assert result.stdout == ""
        assert "init" in result.stderr

    def test_upgrading_an_up_to_date_database_changes_nothing(self, run: Run) -> None:
        assert told(run("db", "upgrade", "--json")) == {"current": True}

    def test_a_second_demo_is_refused(self, run: Run) -> None:
        assert run("demo").exit_code == 1


class TestIncident:
    def test_open_show_export(self, run: Run, tmp_path: Path) -> None:
        opened = told(
            run(
                "incident", "open", "--title", "Fichier envoyé par erreur",
                "--organisation", "Francetest", "--aware", "2026-11-20T10:00", "--json",
            )
        )  # fmt: skip
        shown = told(run("incident", "show", opened["reference"], "--json"))
        out = tmp_path / "case.json"
        told(run("incident", "export", opened["reference"], "--out", str(out), "--json"))
        exported = json.loads(out.read_text())

        assert opened["aware_at"] == "2026-11-20T09:00:00+00:00"
        assert opened["due"] == "2026-11-23T09:00:00+00:00"
        assert {one["duty"] for one in shown["obligations"]} == {"gdpr-33-1", "gdpr-33-5"}
        assert exported["case"]["title"] == "Fichier envoyé par erreur"
        assert out.stat().st_mode & 0o077 == 0

    def test_an_export_holds_everything_with_offsets(self, run: Run, tmp_path: Path) -> None:
        out = tmp_path / "case.json"
        run("incident", "export", reference(run), "--out", str(out))
        whole = json.loads(out.read_text())

        assert set(whole) == {
            "format", "made_at", "case", "facts", "obligations", "assessments", "notifications",
            "timeline", "measures", "evidence", "documents", "trail",
        }  # fmt: skip
        assert whole["timeline"][0]["occurred_at"][-6] in "+-"
        assert whole["facts"]["people.count"][0]["source"]
        assert len(whole["trail"]) > 20

    @pytest.mark.parametrize(
        "wrong",
        [
            ("--aware", "2026-10-25T02:30"),
            ("--aware", "2126-01-01T00:00"),
            ("--zone", "Mars/Olympus"),
            ("--organisation", "Nobody"),
            ("--title", "  "),
            ("--discovered", "2026-11-21T10:00"),
        ],
    )
    def test_what_cannot_be_is_refused_and_nothing_opens(
        self, run: Run, wrong: tuple[str, str]
    ) -> None:
        right = {
            "--title": "Un essai",
            "--organisation": "Francetest",
            "--aware": "2026-11-20T10:00",
        }
        arguments = [part for pair in (right | dict([wrong])).items() for part in pair]
        result = run("incident", "open", *arguments, "--json")

        assert result.exit_code == 1
        assert result.stdout == ""
        assert result.stderr.strip()
        assert len(told(run("incident", "list", "--json"))) == 3

    def test_fold_says_which_of_two_hours(self, run: Run) -> None:
        opened = told(
            run(
                "incident", "open", "--title", "La nuit du changement d’heure",
                "--organisation", "Francetest", "--aware", "2026-10-25T02:30", "--fold", "1",
                "--json",
            )
        )  # fmt: skip

        assert opened["aware_at"] == "2026-10-25T01:30:00+00:00"

    def test_an_unknown_case_is_an_error(self, run: Run) -> None:
        assert run("incident", "show", "INC-1999-0001").exit_code == 1


class TestDocument:
    def test_kinds(self, run: Run) -> None:
        slugs = {one["kind"] for one in told(run("document", "kinds", "--json"))}

        assert {"cnil-notification", "register-entry"} <= slugs

    @pytest.mark.parametrize("language", ["fr", "en"])
    @pytest.mark.parametrize("kind", ["cnil-notification", "register-entry"])
    def test_render(self, run: Run, tmp_path: Path, kind: str, language: str) -> None:
        out = tmp_path / "out.pdf"
        told(
            run(
                "document", "render", "--incident", reference(run), "--kind", kind,
                "--lang", language, "--out", str(out), "--json",
            )
        )  # fmt: skip

        with pikepdf.open(out) as pdf:
            assert str(pdf.Root.Lang)[:2] == language
            assert len(pdf.pages) >= 1

    def test_an_unknown_kind_names_the_known(self, run: Run, tmp_path: Path) -> None:
        result = run(
            "document", "render", "--incident", reference(run), "--kind", "poem",
            "--out", str(tmp_path / "x.pdf"),
        )  # fmt: skip

        assert result.exit_code == 1
        assert "cnil-notification" in result.stderr
        assert not (tmp_path / "x.pdf").exists()

    def test_a_place_that_cannot_be_written_is_a_clear_error(self, run: Run) -> None:
        result = run(
            "document", "render", "--incident", reference(run), "--kind", "register-entry",
            "--out", "/proc/nowhere/x.pdf",
        )  # fmt: skip

        assert result.exit_code == 1
        assert "/proc/nowhere" in result.stderr


class TestRegister:
    def test_csv(self, run: Run, tmp_path: Path) -> None:
        out = tmp_path / "register.csv"
        told(run("register", "export", "--format", "csv", "--out", str(out), "--json"))
        with out.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))

        assert len(rows) == 4
        assert rows[1][0] == reference(run)

    def test_xlsx(self, run: Run, tmp_path: Path) -> None:
        out = tmp_path / "register.xlsx"
        told(run("register", "export", "--format", "xlsx", "--out", str(out), "--json"))
        sheet = load_workbook(BytesIO(out.read_bytes())).active
        assert sheet

        rows = list(sheet.iter_rows(values_only=True))
        assert len([row for row in rows if row[0] and str(row[0]).startswith("INC-")]) == 3

    def test_pdf_has_a_page_for_each_incident(self, run: Run, tmp_path: Path) -> None:
        out = tmp_path / "register.pdf"
        told(run("register", "export", "--format", "pdf", "--out", str(out), "--json"))

        with pikepdf.open(out) as pdf:
            assert len(pdf.pages) >= 3


class TestAudit:
    def test_verify(self, run: Run) -> None:
        verdict = told(run("audit", "verify", "--json"))

        assert set(verdict) == {"entries", "ok", "first_bad"}
        assert verdict["ok"] is True
        assert verdict["first_bad"] is None
        assert verdict["entries"] > 100

    def test_a_changed_row_is_named(self, run: Run, home: Path) -> None:
        with sqlite3.connect(home / "breachdesk.db") as database:
            for (name,) in database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall():
                database.execute(f'DROP TRIGGER "{name}"')
            database.execute("UPDATE audit_entry SET actor_id = 'somebody' WHERE seq = 7")
        database.close()
        result = run("audit", "verify", "--json")

        assert result.exit_code == 1
        assert json.loads(result.stdout)["first_bad"] == 7

    def test_an_export_is_verified_by_a_stranger(self, run: Run, tmp_path: Path) -> None:
        told(
            run(
                "audit", "export", "--out", str(tmp_path / "trail.jsonl"),
                "--public-key", str(tmp_path / "key.pem"),
                "--verifier", str(tmp_path / "verify.py"), "--json",
            )
        )  # fmt: skip
        verdict = subprocess.run(  # our own program
            [sys.executable, "-IS", "verify.py", "trail.jsonl", "key.pem"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )

        assert json.loads(verdict.stdout)["ok"] is True


class TestReminders:
    def test_due_lists_what_is_due_and_what_comes(self, run: Run) -> None:
        found = told(run("reminders", "due", "--json"))

        assert found["queued"] == 0
        assert {one["incident"] for one in found["next"]} == {reference(run)}
        assert {one["slot_minutes"] for one in found["due"]} == {-48 * 60}

    def test_send_queues_each_once(self, run: Run) -> None:
        first, second = (told(run("reminders", "due", "--send", "--json")) for _time in range(2))

        assert first["queued"] == len(first["due"]) > 0
        assert second["queued"] == 0


class TestConfig:
    def test_secrets_are_hidden(self, run: Run) -> None:
        shown = run(
            "config",
            "show",
            BREACHDESK_SMTP_URL="smtp://desk:s3cret%2F@relay.example:587",
            BREACHDESK_DATABASE_URL="postgresql+psycopg://desk:s3cret@db.example/desk",
        ).stdout

        assert "s3cret" not in shown
        assert "relay.example" in shown
        assert "db.example" in shown

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("BREACHDESK_DATABASE_URL", "mysql://db"),
            ("BREACHDESK_BASE_URL", "ftp://desk"),
            ("BREACHDESK_LANGUAGE", "de"),
            ("BREACHDESK_MAX_UPLOAD_MB", "many"),
        ],
    )
    def test_an_unusable_setting_names_its_variable(self, run: Run, name: str, value: str) -> None:
        result = run("config", "show", **{name: value})

        assert result.exit_code == 1
        assert name in result.stderr

    def test_a_database_that_is_not_there_is_a_clear_error(self, run: Run) -> None:
        nowhere = "postgresql+psycopg://desk:s3cret@127.0.0.1:1/desk"
        result = run("incident", "list", BREACHDESK_DATABASE_URL=nowhere)

        assert result.exit_code == 1
        assert "s3cret" not in result.stderr
        assert "Traceback" not in result.stderr


def leaves(command: click.Command, path: str = "") -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for name, one in command.commands.items():
            yield from leaves(one, f"{path} {name}".strip())
    else:
        yield path, command


def test_every_command_but_the_processes_offers_json() -> None:
    lacking = {
        path
        for path, command in leaves(main)
        if not any("--json" in option.opts for option in command.params)
    }

    assert lacking == {"serve", "worker", "scheduler", "up"}
