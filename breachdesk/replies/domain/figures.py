"""How many came, how many wait, and how long people waited."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from statistics import median
from typing import Any

from breachdesk.deadlines.domain import Standing
from breachdesk.replies.domain.clock import KIND_LABELS
from breachdesk.replies.domain.reply import CHANNEL_LABELS, ReplyLine

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Tally:
    """`late` are open and past their time; `median` is from receipt to answer."""

    total: int
    open: int
    late: int
    answered: int
    answered_late: int
    median: timedelta | None

    @property
    def median_hours(self) -> float | None:
        return round(self.median / HOUR, 1) if self.median is not None else None

    def to_json(self) -> dict[str, Any]:
        names = ("total", "open", "late", "answered", "answered_late", "median_hours")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class Figures:
    whole: Tally
    by_kind: Mapping[Any, Tally]
    by_channel: Mapping[Any, Tally]

    def to_json(self) -> dict[str, Any]:
        return {
            **self.whole.to_json(),
            "by_kind": {key.value: one.to_json() for key, one in self.by_kind.items()},
            "by_channel": {key.value: one.to_json() for key, one in self.by_channel.items()},
        }


def figures(lines: Sequence[ReplyLine]) -> Figures:
    """Every kind and channel has its row, those of which none came too."""
    return Figures(
        tally(lines),
        _by(KIND_LABELS, lines, lambda line: line.kind),
        _by(CHANNEL_LABELS, lines, lambda line: line.channel),
    )


def tally(lines: Iterable[ReplyLine]) -> Tally:
    known = list(lines)
    waits = [
        (one.answered_at - one.received_at).total_seconds() for one in known if one.answered_at
    ]
    return Tally(
        total=len(known),
        open=sum(one.is_open for one in known),
        late=sum(one.is_open and one.standing is Standing.OVERDUE for one in known),
        answered=len(waits),
        answered_late=sum(
            one.answered_at is not None and one.standing is Standing.DISCHARGED_LATE
            for one in known
        ),
        median=timedelta(seconds=median(waits)) if waits else None,
    )


def _by(
    keys: Iterable[StrEnum], lines: Sequence[ReplyLine], of: Callable[[ReplyLine], StrEnum]
) -> dict[StrEnum, Tally]:
    return {key: tally(line for line in lines if of(line) is key) for key in keys}
