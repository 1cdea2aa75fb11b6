"""Time comes from a Clock, never from datetime.now(), so rules and exercises can be replayed."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Anything that tells the current instant, aware and in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251  # the one real clock


@dataclass
class FrozenClock:
    """A clock that stands still until somebody moves `at`; for tests and replays."""

    at: datetime

    def now(self) -> datetime:
        return self.at
