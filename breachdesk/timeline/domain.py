"""Entries of a timeline: when it happened, when it was recorded, who says so."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from breachdesk.kernel.cells import safe_cell
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.events import Event
from breachdesk.kernel.text import Text, Translate, _
from breachdesk.kernel.typed import problem_with_line, problem_with_prose
from breachdesk.kernel.zones import in_zone

MAX_TEXT = 20_000
MAX_SOURCE = 300


class EntryKind(StrEnum):
    DISCOVERY = "discovery"
    ALERT = "alert"
    CONTAINMENT = "containment"
    INVESTIGATION = "investigation"
    DECISION = "decision"
    NOTIFICATION = "notification"
    COMMUNICATION = "communication"
    EXCHANGE = "exchange"
    EVIDENCE = "evidence"
    NOTE = "note"


KIND_LABELS: Mapping[EntryKind, Text] = {
    EntryKind.DISCOVERY: _("Discovery"),
    EntryKind.ALERT: _("Alert"),
    EntryKind.CONTAINMENT: _("Containment"),
    EntryKind.INVESTIGATION: _("Investigation"),
    EntryKind.DECISION: _("Decision"),
    EntryKind.NOTIFICATION: _("Notification"),
    EntryKind.COMMUNICATION: _("Communication"),
    EntryKind.EXCHANGE: _("Exchange with an authority"),
    EntryKind.EVIDENCE: _("Evidence"),
    EntryKind.NOTE: _("Note"),
}


@dataclass(frozen=True, slots=True)
class NewEntry:
    id: str
    incident_id: str
    occurred_at: datetime
    kind: EntryKind
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """`text` is what a person wrote; an automatic entry has a Text to be translated."""

    id: str
    occurred_at: datetime
    recorded_at: datetime
    author: str
    kind: EntryKind
    is_automatic: bool
    text: Text | str
    source: str


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Empty fields narrow nothing; `since` and `until` both belong to the period."""

    kind: EntryKind | None = None
    automatic: bool | None = None
    words: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def admits(self, entry: EntryView, say: Translate = str) -> bool:
        """Words are looked for in what the reader sees: `say` speaks the reader's language."""
        return (
            (self.kind is None or entry.kind is self.kind)
            and (self.automatic is None or entry.is_automatic is self.automatic)
            and (self.since is None or entry.occurred_at >= self.since)
            and (self.until is None or entry.occurred_at <= self.until)
            and _plain(self.words) in _plain(f"{_words(entry, say)} {entry.source}")
        )


@dataclass(frozen=True, slots=True)
class TimelineEntryAdded(Event):
    tag: ClassVar[str] = "timeline:entry-added"
    kind: EntryKind


def check_new(new: NewEntry, now: datetime) -> None:
    """Raise ManyRulesError with every rule the entry breaks."""
    broken = []
    if new.occurred_at > now:
        broken.append(
            RuleError(_("A timeline holds what happened: not the future."), field="occurred_at")
        )
    if not new.text.strip():
        broken.append(RuleError(_("Say what happened."), field="what"))
    elif problem := problem_with_prose(new.text, MAX_TEXT):
        broken.append(RuleError(problem, field="what"))
    if problem := problem_with_line(new.source, MAX_SOURCE):
        broken.append(RuleError(problem, field="source"))
    if broken:
        raise ManyRulesError(tuple(broken))


COLUMNS = ("occurred_at", "recorded_at", "kind", "automatic", "author", "text", "source")


def as_record(entry: EntryView, zone_name: str, say: Translate) -> dict[str, str | bool]:
    """The entry for an export: instants with the offset of the zone, words in one language."""
    return {
        "occurred_at": in_zone(entry.occurred_at, zone_name).isoformat(),
        "recorded_at": in_zone(entry.recorded_at, zone_name).isoformat(),
        "kind": entry.kind.value,
        "automatic": entry.is_automatic,
        "author": entry.author,
        "text": _words(entry, say),
        "source": entry.source,
    }


def as_row(record: Mapping[str, str | bool]) -> list[str]:
    """The record as cells of a table that no spreadsheet takes for formulas."""
    return [safe_cell(str(record[column])) for column in COLUMNS]


def _words(entry: EntryView, say: Translate) -> str:
    return say(entry.text) if isinstance(entry.text, Text) else entry.text


def _plain(text: str) -> str:
    """Without accents and capitals, as people type when they search."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
