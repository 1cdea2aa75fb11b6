"""Timing and the table: each figure beside the peer it is measured against."""

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`ratio` is ours against the peer's; `wanted` says which ratio is good enough."""

    code: str
    what: str
    ours: str
    peer: str
    ratio: float
    wanted: str
    is_met: bool


def median_seconds(act: Callable[[], object], times: int, before: Callable[[], object]) -> float:
    """The median of `times` runs, after one that warms up; `before` is not counted."""
    found = []
    for _round in range(times + 1):
        before()
        started = time.perf_counter()
        act()
        found.append(time.perf_counter() - started)
    return statistics.median(found[1:])


def nothing() -> None:
    """The preparation of what needs none."""


def table(figures: list[Figure]) -> str:
    head = ("", "what", "ours", "peer", "ratio", "wanted", "")
    rows = [
        (f.code, f.what, f.ours, f.peer, f"{f.ratio:.2f}", f.wanted, "ok" if f.is_met else "MISSED")
        for f in figures
    ]
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in (head, *rows)
    ]
    return "\n".join(line.rstrip() for line in lines)


def as_json(figures: list[Figure]) -> str:
    """The same for machines."""
    found = [
        {
            "id": f.code,
            "ratio": f.ratio,
            "goal": f.wanted,
            "met": f.is_met,
            "detail": f"{f.what}: {f.ours} against {f.peer}",
        }
        for f in figures
    ]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
