import json
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from click.testing import CliRunner, Result

from breachdesk.cli import main
from breachdesk.deadlines.domain import Within
from breachdesk.obligations.registry import DUTIES
from tests.unit.deadlines.worked import CASES, IDS


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["deadline", *arguments])


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_worked_case_is_told_as_json(case: dict[str, Any]) -> None:
    told = run(case["awareness"], "--json")

    assert json.loads(told.stdout) == {
        "aware": case["awareness"],
        "regime": "gdpr-33-1",
        "due": case["due_prudent"],
        "hour_rule": case["due_hour_rule"],
        "outer_limit": case["outer_limit"],
        "outer_limit_extended": case["outer_limit_extended"],
    }
    assert told.exit_code == 0


def test_without_offset_the_zone_counts() -> None:
    paris = json.loads(run("2021-08-27T18:40", "--json").stdout)
    island = json.loads(run("2021-08-27T18:40", "--zone", "Indian/Reunion", "--json").stdout)

    assert paris["due"] == "2021-08-30T18:40:00+02:00"
    assert island["due"] == "2021-08-30T18:40:00+04:00"


def test_the_repeated_hour_is_refused_with_both_choices() -> None:
    told = run("2026-10-25T02:30", "--json")

    assert told.exit_code == 1
    assert told.stdout == ""
    assert "UTC+02:00" in told.stderr
    assert "UTC+01:00" in told.stderr


@pytest.mark.parametrize(("fold", "offset"), [("0", "+02:00"), ("1", "+01:00")])
def test_the_repeated_hour_with_fold(fold: str, offset: str) -> None:
    told = json.loads(run("2026-10-25T02:30", "--fold", fold, "--json").stdout)

    assert told["aware"] == f"2026-10-25T02:30:00{offset}"


@pytest.mark.parametrize(
    "arguments",
    [
        ("2026-03-29T02:30",),
        ("yesterday",),
        ("2026-02-30T10:00",),
        ("2026-06-09T10:00", "--zone", "Mars/Olympus"),
        ("2026-06-09T10:00+02:00", "--zone", "Mars/Olympus"),
        ("2026-06-09T10:00", "--regime", "nothing"),
        ("9999-12-31T23:59+00:00",),
        ("0001-01-01T00:00+14:00",),
    ],
)
def test_what_cannot_be_reckoned_is_an_error_and_no_output(arguments: tuple[str, ...]) -> None:
    told = run(*arguments, "--json")

    assert told.exit_code == 1
    assert told.stdout == ""
    assert told.stderr.strip()


def test_a_duty_of_another_regime() -> None:
    told = json.loads(run("2026-06-09T10:00", "--regime", "lopmi-complaint", "--json").stdout)

    assert told["due"] == "2026-06-12T10:00:00+02:00"


def test_a_person_reads_it_in_either_language() -> None:
    assert "12/06/2026 à 10:00 (heure de Paris)" in run("2026-06-09T10:00").stdout
    assert "12/06/2026 at 10:00 (Paris time)" in run("2026-06-09T10:00", "--lang", "en").stdout


@pytest.fixture
def tahitian_machine() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Pacific/Tahiti")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("tahitian_machine")
@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_zone_of_the_machine_changes_nothing(case: dict[str, Any]) -> None:
    wall = datetime.fromisoformat(case["awareness"])
    fold = "1" if case["id"] == "T08" else "0"
    told = json.loads(
        run(wall.replace(tzinfo=None).isoformat(), "--fold", fold, "--json").stdout,
    )

    assert (told["aware"], told["due"]) == (case["awareness"], case["due_prudent"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2026-03-29T02:30",), ("02:30", "03:30")),
        (("2026-06-09T10:00", "--regime", "nothing"), ("nothing", "gdpr-33-1", "mar-17")),
        (("2026-06-09T10:00", "--zone", "Mars/Olympus"), ("fuseau",)),
        (("yesterday",), ("yesterday", "ISO 8601")),
    ],
    ids=["skipped hour", "regime", "zone", "text"],
)
def test_a_refusal_is_one_line_that_says_what_is_wrong(
    arguments: tuple[str, ...], said: tuple[str, ...]
) -> None:
    told = run(*arguments)

    assert told.exit_code == 1
    assert told.stdout == ""
    assert len(told.stderr.splitlines()) == 1
    assert all(words in told.stderr for words in said)


@pytest.mark.parametrize("fold", ["0", "1"])
def test_no_choice_makes_the_skipped_hour_exist(fold: str) -> None:
    told = run("2026-03-29T02:30", "--fold", fold, "--json")

    assert (told.exit_code, told.stdout) == (1, "")


@pytest.mark.parametrize("fold", ["2", "-1", "first"])
def test_a_fold_is_0_or_1(fold: str) -> None:
    told = run("2026-10-25T02:30", "--fold", fold)

    assert told.exit_code == 2
    assert told.stdout == ""
    assert "--fold" in told.stderr


@pytest.mark.parametrize(
    ("aware", "due"),
    [
        ("1999-12-31T23:59+01:00", "2000-01-03T23:59:00+01:00"),
        ("2038-01-19T04:14:08+01:00", "2038-01-22T04:14:08+01:00"),
        ("2090-06-09T10:00", "2090-06-12T10:00:00+02:00"),
    ],
)
def test_whether_it_is_past_or_future_does_not_matter(aware: str, due: str) -> None:
    assert json.loads(run(aware, "--json").stdout)["due"] == due


@pytest.mark.parametrize("code", DUTIES)
def test_every_duty_can_be_reckoned(code: str) -> None:
    told = run("2026-06-09T10:00+02:00", "--regime", code, "--json")
    found = json.loads(told.stdout)

    assert told.exit_code == 0
    assert found["regime"] == code
    clock = DUTIES[code].clock
    if isinstance(clock, Within):
        late = datetime.fromisoformat(found["due"]) - datetime.fromisoformat(found["aware"])
        assert late.total_seconds() == clock.hours * 3600


def test_a_duty_without_delay_has_no_time_and_says_why() -> None:
    told = json.loads(run("2026-06-09T10:00", "--regime", "gdpr-33-2", "--json").stdout)

    assert (told["due"], told["hour_rule"], told["outer_limit"]) == (None, None, None)
    assert not told["outer_limit_extended"]
    assert "Dans les meilleurs délais" in run("2026-06-09", "--regime", "gdpr-33-2").stdout


def test_a_french_insurance_period_is_72_strict_hours_and_nothing_more() -> None:
    told = json.loads(run("2026-06-09T10:17", "--regime", "lopmi-complaint", "--json").stdout)

    assert told["due"] == "2026-06-12T10:17:00+02:00"
    assert (told["hour_rule"], told["outer_limit"]) == (None, None)


def test_overseas_a_person_reads_paris_time_too() -> None:
    told = run("2026-06-09T10:00", "--zone", "Indian/Reunion").stdout

    assert "12/06/2026 à 10:00 (heure de La Réunion), 12/06/2026 à 08:00 (heure de Paris)" in told


def test_a_french_colon_stands_apart() -> None:
    assert "Échéance\u202f: 12/06/2026" in run("2026-06-09T10:00", "--lang", "fr").stdout
    assert "Deadline: 12/06/2026" in run("2026-06-09T10:00", "--lang", "en").stdout
