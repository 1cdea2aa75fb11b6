"""How fast a campaign goes: token buckets in all and per recipient domain, a canary, waves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _

BURST_SECONDS = 10
"""A bucket holds what flows in during this time, and at least one mail."""
ALL = ""
"""The bucket of the campaign as a whole; others are named after their domain."""
LARGEST = 10_000_000
FIRST_REST = timedelta(seconds=10)
LONGEST_REST = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Pace:
    """0 means no limit; `canary` mails go first and wait for a look, then `wave` at a time."""

    per_minute: int = 0
    domain_per_minute: int = 0
    canary: int = 50
    wave: int = 0
    wave_minutes: int = 60


def check_pace(pace: Pace) -> None:
    for name in ("per_minute", "domain_per_minute", "canary", "wave"):
        if not 0 <= getattr(pace, name) <= LARGEST:
            raise RuleError(_("Give a whole number, 0 for no limit."), field=name)
    if not 1 <= pace.wave_minutes <= 10_080:  # noqa: PLR2004  # a week
        raise RuleError(_("Give the minutes between two waves."), field="wave_minutes")


@dataclass(slots=True)
class Throttle:
    """What may leave now. `levels` are the buckets that are not full: tokens at an instant."""

    pace: Pace
    now: datetime
    levels: dict[str, tuple[float, datetime]] = field(default_factory=dict)

    def room(self, wanted: int) -> int:
        if not self.pace.per_minute:
            return wanted
        return min(wanted, int(self._level(ALL)))

    def exhausted(self) -> frozenset[str]:
        """Domains that may get nothing now."""
        if not self.pace.domain_per_minute:
            return frozenset()
        return frozenset(name for name in self.levels if name != ALL and self._level(name) < 1)

    def admit(self, domains: Sequence[str]) -> list[bool]:
        """Which of these mails may leave, in their order; they are counted."""
        admitted = [self._spend(domain) for domain in domains]
        if self.pace.per_minute:
            self.levels[ALL] = (self._level(ALL) - sum(admitted), self.now)
        return admitted

    def to_json(self) -> dict[str, list[str | float]]:
        """Full buckets are left out: a campaign may have thousands of domains."""
        kept = {name: self._level(name) for name in self.levels}
        return {
            name: [level, self.now.isoformat()]
            for name, level in kept.items()
            if level < self._size(name)
        }

    def _spend(self, domain: str) -> bool:
        if not self.pace.domain_per_minute:
            return True
        level = self._level(domain)
        if level < 1:
            return False
        self.levels[domain] = (level - 1, self.now)
        return True

    def _level(self, name: str) -> float:
        tokens, at = self.levels.get(name, (self._size(name), self.now))
        # A clock that was set back adds nothing.
        seconds = max((self.now - at).total_seconds(), 0)
        return min(self._size(name), tokens + seconds * self._rate(name) / 60)

    def _rate(self, name: str) -> int:
        return self.pace.domain_per_minute if name else self.pace.per_minute

    def _size(self, name: str) -> float:
        return max(1.0, self._rate(name) * BURST_SECONDS / 60)


def levels_from(stored: Mapping[str, Sequence[str | float]]) -> dict[str, tuple[float, datetime]]:
    return {
        name: (float(level), datetime.fromisoformat(str(at)))
        for name, (level, at) in stored.items()
    }


def rest_after(failures: int) -> timedelta:
    """How long the campaign rests after so many windows in a row that reached no relay."""
    doublings: int = 2 ** min(max(failures - 1, 0), 10)
    return min(FIRST_REST * doublings, LONGEST_REST)
