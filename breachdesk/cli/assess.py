"""The risk engine on case files, without an instance."""

import json
from pathlib import Path
from typing import Any, NoReturn

import click

from breachdesk.risk.domain.parsing import MalformedCaseError, Parsed, parse
from breachdesk.risk.registry import Proposal, propose


@click.command()
@click.option(
    "--facts",
    "source",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help='One case, or {"cases": [...]}.',
)
@click.option("--lenient", is_flag=True, help="Words outside the vocabulary count as other.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def assess(source: Path, *, lenient: bool, as_json: bool) -> None:
    """Assess the risk of breaches told in a file; decides nothing. Exit code 2: unreadable."""
    loaded = _load(source)
    is_many = isinstance(loaded, dict) and "cases" in loaded
    cases = loaded["cases"] if is_many else [loaded]
    if not isinstance(cases, list):
        _fail("cases: a list is expected")
    read = [_read(number, case, lenient=lenient) for number, case in enumerate(cases, 1)]
    told = [_told(name, parsed, propose(parsed.facts)) for name, parsed in read]
    if as_json:
        shown = {"cases": told} if is_many else told[0]
        click.echo(json.dumps(shown, ensure_ascii=False))
        return
    for one in told:
        click.echo(f"{one['id']}: {one['level']}, ENISA {one['enisa']['se']}")


def _load(source: Path) -> Any:  # noqa: ANN401  # whatever the file holds
    try:
        return json.loads(source.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        _fail(f"{source.name}: not JSON: {error}")


def _read(number: int, case: object, *, lenient: bool) -> tuple[str | None, Parsed]:
    if not isinstance(case, dict):
        _fail(f"case {number}: an object is expected")
    name = case.get("id")
    if name is not None and not isinstance(name, str):
        _fail(f"case {number}: id: a text is expected")
    try:
        parsed = parse(_facts(case), lenient=lenient)
    except MalformedCaseError as error:
        _fail(f"case {name or number}: {error.key}: {error}")
    for key in parsed.ignored:
        click.echo(f"case {name or number}: {key}: ignored, no such key", err=True)
    return name, parsed


def _facts(case: dict[str, object]) -> object:
    """Under their own key, as in the published file, or as they are."""
    if "facts" in case:
        return case["facts"]
    return {key: value for key, value in case.items() if key != "id"}


def _told(name: str | None, parsed: Parsed, found: Proposal) -> dict[str, Any]:
    score = found.score
    told: dict[str, Any] = {
        "id": name,
        "level": found.level.value,
        "internal_documentation": True,
        "notify_sa": found.notify,
        "communicate_data_subjects": found.communicate,
        "enisa": {
            "dpc": score.dpc,
            "ei": score.ei,
            "cb": score.cb,
            "se": score.se,
            "band": score.band.value,
        },
        "reasons": [
            {"code": one.code, "text": one.text.en, "reference": one.reference.en}
            for one in found.reasons
        ],
    }
    if found.contradictions:
        told["contradictions"] = [one.en for one in found.contradictions]
    if parsed.others:
        told["other"] = list(parsed.others)
    return told


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    raise SystemExit(2)
