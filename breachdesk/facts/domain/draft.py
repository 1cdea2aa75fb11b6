"""The form as it stands for one filing, and the conditions under which a field is asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from breachdesk.facts.domain.values import Choice, Choices, Snapshot, YesNo


class NotificationKind(StrEnum):
    """The filings the CNIL takes: in phases (Article 33(4) GDPR) or all at once."""

    INITIAL = "initial"
    COMPLEMENTARY = "complementary"
    COMPLETE = "complete"


def is_late(aware_at: datetime, filed_at: datetime) -> bool:
    """Article 33(1) GDPR: beyond 72 hours the notification gives the reasons for the delay."""
    return filed_at - aware_at > timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is answered so far, for which kind of filing, and whether it is late."""

    values: Snapshot
    kind: NotificationKind
    is_late: bool = False

    def ticked(self, key: str) -> frozenset[str]:
        match self.values.get(key):
            case Choice(key=option):
                return frozenset({option})
            case Choices(keys=options):
                return options
            case _:
                return frozenset()


class Condition(Protocol):
    """When a field is asked. Conditions are data, so that a page can show what they hang on."""

    def holds(self, draft: Draft) -> bool: ...


@dataclass(frozen=True, slots=True)
class Always:
    def holds(self, draft: Draft) -> bool:  # noqa: ARG002  # what every condition takes
        return True


@dataclass(frozen=True, slots=True)
class Ticked:
    """One of the options is chosen in the field `key`."""

    key: str
    options: frozenset[str]

    def holds(self, draft: Draft) -> bool:
        return bool(self.options & draft.ticked(self.key))


@dataclass(frozen=True, slots=True)
class Yes:
    """The field `key` was answered with yes."""

    key: str

    def holds(self, draft: Draft) -> bool:
        return draft.values.get(self.key) == YesNo(yes=True)


@dataclass(frozen=True, slots=True)
class No:
    """The field `key` was answered with no."""

    key: str

    def holds(self, draft: Draft) -> bool:
        return draft.values.get(self.key) == YesNo(yes=False)


@dataclass(frozen=True, slots=True)
class NoneOf:
    """None of the conditions holds."""

    conditions: tuple[Condition, ...]

    def holds(self, draft: Draft) -> bool:
        return not any(condition.holds(draft) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Late:
    def holds(self, draft: Draft) -> bool:
        return draft.is_late


@dataclass(frozen=True, slots=True)
class OfKind:
    kind: NotificationKind

    def holds(self, draft: Draft) -> bool:
        return draft.kind is self.kind
