"""Published cases a breach can be compared with; facts and outcomes, in our own words."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from breachdesk.kernel.text import Bilingual
from breachdesk.risk.domain.facts import RiskFacts
from breachdesk.risk.domain.parsing import parse

FILES = ("edpb_01_2021.json",)


@dataclass(frozen=True, slots=True)
class Published:
    """`reference` is how one cites it."""

    reference: Bilingual
    title: Bilingual
    facts: RiskFacts


@cache
def published() -> tuple[Published, ...]:
    return tuple(one for name in FILES for one in _read(name))


def _read(name: str) -> list[Published]:
    loaded: dict[str, Any] = json.loads(files(__package__).joinpath(name).read_text("utf-8"))
    return [
        Published(
            Bilingual(
                f"{loaded['titre']}, cas {case['number']}",
                f"{loaded['title']}, case {case['number']}",
            ),
            Bilingual(case["fr"], case["en"]),
            parse(case["facts"]).facts,
        )
        for case in loaded["cases"]
    ]
