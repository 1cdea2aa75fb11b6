"""Answers that cannot be true together.

A rule is asked only when one of the fields it watches changes, so that an old contradiction
never keeps somebody from recording something else.
"""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from breachdesk.facts.domain.values import (
    UNKNOWN,
    Choice,
    Choices,
    Day,
    Instant,
    Snapshot,
    Unknown,
    YesNo,
)
from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import Text, _

Found = Iterator[tuple[str, Text]]


@dataclass(frozen=True, slots=True)
class Rule:
    watched: frozenset[str]
    find: Callable[[Snapshot, datetime], Found]


def contradictions(
    after: Snapshot, changed: AbstractSet[str], now: datetime
) -> tuple[RuleError, ...]:
    """What the answers `after` the change contradict, by the fields that were `changed`."""
    return tuple(
        RuleError(text, field=key)
        for rule in RULES
        if rule.watched & changed
        for key, text in rule.find(after, now)
    )


def _order(after: Snapshot, _now: datetime) -> Found:
    begin, end = after.get("dates.begin"), after.get("dates.end")
    if isinstance(begin, Instant) and isinstance(end, Instant) and end.at < begin.at:
        yield "dates.end", _("The breach cannot end before it begins.")


def _future(after: Snapshot, now: datetime) -> Found:
    for key in ("dates.begin", "dates.end", "dates.processor_notice"):
        told = after.get(key)
        if isinstance(told, Instant) and told.at > now:
            yield key, _("This cannot be in the future.")


def _after_awareness(after: Snapshot, _now: datetime) -> Found:
    begin, aware = after.get("dates.begin"), after.get("incident.aware_at")
    if isinstance(begin, Instant) and isinstance(aware, Instant) and begin.at > aware.at:
        yield "dates.begin", _("The breach cannot begin after you became aware of it.")


def _ongoing(after: Snapshot, _now: datetime) -> Found:
    ongoing = after.get("dates.ongoing") == YesNo(yes=True)
    if ongoing and isinstance(after.get("dates.end"), Instant):
        yield "dates.end", _("A breach that still goes on has no end: clear one of the two.")


def _undetermined(after: Snapshot, _now: datetime) -> Found:
    if after.get("dates.determined") != YesNo(yes=False):
        return
    for key in ("dates.begin", "dates.end"):
        if isinstance(after.get(key), Instant):
            yield key, _("You said that the period is not determined: clear one of the two.")


def _unknown_data(after: Snapshot, _now: datetime) -> Found:
    sensitive = after.get("data.sensitive")
    if not isinstance(sensitive, Choices) or not sensitive.keys:
        return
    if "not_known" in _ticked(after, "data.categories"):
        yield "data.sensitive", _("You said that the data concerned are not known yet.")


def _consequences(nature: str) -> Callable[[Snapshot, datetime], Found]:
    key = f"consequences.{nature}"

    def find(after: Snapshot, _now: datetime) -> Found:
        natures = _ticked(after, "breach.nature")
        if natures and nature not in natures and _ticked(after, key):
            yield key, _("This kind of loss is not ticked under the nature of the breach.")

    return find


def _informed(after: Snapshot, now: datetime) -> Found:
    if "informed" not in _ticked(after, "communication.state"):
        return
    told = after.get("communication.date")
    if told is None:
        yield "communication.date", _("Say when the people were informed.")
    # Somewhere on Earth the calendar is up to 14 hours ahead of UTC.
    elif isinstance(told, Day) and told.on > (now + timedelta(hours=14)).date():
        yield "communication.date", _("The people cannot have been informed in the future.")


def _not_informed(after: Snapshot, _now: datetime) -> Found:
    if "not_informed" not in _ticked(after, "communication.state"):
        return
    if isinstance(after.get("communication.reason_none", UNKNOWN), Unknown):
        yield "communication.reason_none", _("Say why the people will not be informed.")


def _ticked(after: Snapshot, key: str) -> frozenset[str]:
    answer = after.get(key)
    if isinstance(answer, Choice):
        return frozenset({answer.key})
    return answer.keys if isinstance(answer, Choices) else frozenset()


PERIOD = frozenset({"dates.begin", "dates.end"})
RULES = (
    Rule(PERIOD, _order),
    Rule(PERIOD | {"dates.processor_notice"}, _future),
    Rule(frozenset({"dates.begin"}), _after_awareness),
    Rule(frozenset({"dates.ongoing", "dates.end"}), _ongoing),
    Rule(PERIOD | {"dates.determined"}, _undetermined),
    Rule(frozenset({"data.categories", "data.sensitive"}), _unknown_data),
    # Unticking a nature is always allowed: the form then no longer asks its consequences.
    *(
        Rule(frozenset({f"consequences.{nature}"}), _consequences(nature))
        for nature in ("confidentiality", "integrity", "availability")
    ),
    Rule(frozenset({"communication.state", "communication.date"}), _informed),
    Rule(frozenset({"communication.state", "communication.reason_none"}), _not_informed),
)
