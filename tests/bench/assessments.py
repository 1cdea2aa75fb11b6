"""How many breaches the risk engine assesses in a second on one core."""

import json
from pathlib import Path

from breachdesk.bootstrap import Services
from breachdesk.risk.domain.parsing import parse
from breachdesk.risk.registry import propose
from tests.bench.measure import Figure, median_seconds, nothing

CASES = Path(__file__).parents[1] / "unit" / "risk" / "edpb-cases.json"
ROUNDS = 100
WANTED = 10_000


def assessments(_services: Services) -> Figure:
    cases = json.loads(CASES.read_text(encoding="utf-8"))["cases"]
    facts = [parse(case["facts"]).facts for case in cases]

    def run() -> None:
        for _round in range(ROUNDS):
            for one in facts:
                propose(one)

    rate = ROUNDS * len(facts) / median_seconds(run, 5, before=nothing)
    return Figure(
        "risk",
        "assessments a second, both methods; peer: the figure wanted",
        f"{rate:.0f}/s",
        f"{WANTED}/s",
        rate / WANTED,
        "≥ 1",
        rate >= WANTED,
    )
