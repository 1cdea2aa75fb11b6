"""What became of the answers since a filing: the content of a complementary notification."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from breachdesk.facts.domain.values import UNKNOWN, Answer, Snapshot
from breachdesk.facts.domain.versions import FactVersion
from breachdesk.kernel.errors import StaleError


@dataclass(frozen=True, slots=True)
class Change:
    """What was said of a field and what is said now, by whom and as of when."""

    key: str
    old: Answer
    new: Answer
    source: str
    as_of: datetime | None


def compare(
    keys: Iterable[str],
    before: Snapshot,
    after: Snapshot,
    versions: Mapping[str, FactVersion],
) -> tuple[Change, ...]:
    """The fields among `keys`, in that order, whose answer is not the one of `before`.

    No answer and "not known yet" read the same to the authority: going from one to the other
    is no change.
    """
    return tuple(
        _change(key, before, after, versions.get(key))
        for key in keys
        if before.get(key, UNKNOWN) != after.get(key, UNKNOWN)
    )


def _change(key: str, before: Snapshot, after: Snapshot, version: FactVersion | None) -> Change:
    return Change(
        key,
        before.get(key, UNKNOWN),
        after.get(key, UNKNOWN),
        version.source if version else "",
        version.as_of if version else None,
    )


class StaleFactsError(StaleError):
    """Somebody recorded other answers meanwhile; `stored` are the versions now in force."""

    def __init__(self, stored: tuple[FactVersion, ...]) -> None:
        super().__init__()
        self.stored = stored
