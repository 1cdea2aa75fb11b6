import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from breachdesk.cli import main

FILE = Path(__file__).parents[2] / "unit" / "risk" / "edpb-cases.json"


def run(path: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["assess", "--facts", str(path), "--json", *options])


def written(folder: Path, content: Any) -> Path:  # noqa: ANN401  # any JSON
    path = folder / "cases.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def test_the_published_file_as_it_stands() -> None:
    told = json.loads(run(FILE).stdout)["cases"]

    assert len(told) == 18
    assert set(told[0]) == {
        "id",
        "level",
        "internal_documentation",
        "notify_sa",
        "communicate_data_subjects",
        "enisa",
        "reasons",
    }
    assert set(told[0]["enisa"]) == {"dpc", "ei", "cb", "se", "band"}
    assert sum(one["notify_sa"] for one in told) == 12
    assert sum(one["communicate_data_subjects"] for one in told) == 9


@pytest.mark.parametrize("wrapped", [True, False])
def test_one_case(tmp_path: Path, *, wrapped: bool) -> None:
    facts = {"nature": ["availability"], "service_impact": "none", "exfiltration": "no"}
    told = json.loads(
        run(written(tmp_path, {"id": "x", "facts": facts} if wrapped else facts)).stdout
    )

    assert told["level"] == "none"
    assert told["id"] == ("x" if wrapped else None)


def test_facts_with_an_id_beside_them_are_read_as_well(tmp_path: Path) -> None:
    flat = {"id": "x", "nature": ["availability"], "service_impact": "none", "exfiltration": "no"}
    told = json.loads(run(written(tmp_path, flat)).stdout)

    assert (told["id"], told["level"]) == ("x", "none")


def test_null_and_missing_alike_mean_unknown(tmp_path: Path) -> None:
    empty = json.loads(run(written(tmp_path, {"id": "x", "facts": {}})).stdout)
    nulls = {"encrypted": None, "nature": None, "persons_max": None, "exfiltration": None}
    null = json.loads(run(written(tmp_path, {"id": "x", "facts": nulls})).stdout)

    assert empty == null
    assert empty["level"] == "high"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("{", "not JSON"),
        ("[]", "case 1"),
        ('{"cases": {}}', "cases"),
        ({"cases": [{"id": "a"}, {"id": "b", "facts": {"origin": "aliens"}}]}, "b: origin"),
        ({"id": "b", "facts": {"nature": "integrity"}}, "b: nature"),
        ({"id": "b", "facts": {"nature": [1]}}, "b: nature"),
        ({"id": "b", "facts": {"encrypted": "yes"}}, "b: encrypted"),
        ({"id": "b", "facts": {"persons_max": -1}}, "b: persons_max"),
        ({"id": "b", "facts": {"persons_min": True}}, "b: persons_min"),
        ({"id": "b", "facts": {"persons_min": 1.5}}, "b: persons_min"),
        ({"id": "b", "facts": {"restored_within_hours": "six"}}, "b: restored_within_hours"),
        ({"id": "b", "facts": [1]}, "b: facts"),
        ({"id": 7, "facts": {}}, "case 1: id"),
    ],
    ids=str,
)  # fmt: skip
def test_a_malformed_file_names_case_and_key(tmp_path: Path, content: object, named: str) -> None:
    result = run(written(tmp_path, content))

    assert result.exit_code == 2
    assert result.stdout == ""
    assert named in result.stderr


def test_lenient_counts_unknown_words_as_other_and_lists_them(tmp_path: Path) -> None:
    facts = {"origin": "aliens", "data_categories": ["contact", "aura"]}
    told = json.loads(run(written(tmp_path, {"id": "x", "facts": facts}), "--lenient").stdout)

    assert told["other"] == ["origin: aliens", "data_categories: aura"]


def test_contradictions_are_told(tmp_path: Path) -> None:
    facts = {"persons_max": 0, "data_categories": ["health"], "encrypted": True}
    told = json.loads(run(written(tmp_path, {"id": "x", "facts": facts})).stdout)

    assert "No person is concerned" in told["contradictions"][0]


def test_a_key_nobody_knows_is_mentioned(tmp_path: Path) -> None:
    result = run(written(tmp_path, {"id": "x", "facts": {"encripted": True}}))

    assert result.exit_code == 0
    assert "encripted" in result.stderr
