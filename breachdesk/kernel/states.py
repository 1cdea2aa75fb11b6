"""State machines as data: one table per life cycle, one way to walk it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True)
class Lifecycle(Generic[S]):
    """Allowed moves: from each state, the states one may go to."""

    edges: Mapping[S, frozenset[S]]

    def allows(self, now: S, wanted: S) -> bool:
        return wanted in self.edges[now]

    def check(self, now: S, wanted: S) -> None:
        """Raise RuleError unless the move is in the table."""
        if not self.allows(now, wanted):
            raise RuleError(_("This is no longer possible in the present state."))
