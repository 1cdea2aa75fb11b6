"""Columns and rows of a table file: guessing headings, judging rows, figures that add up."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from breachdesk.identities.domain.characters import CLEAN
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.events import Event
from breachdesk.kernel.text import Text, _
from breachdesk.kernel.typed import STOWAWAYS, problem_with_line

KEPT_FOR = timedelta(days=30)
"""Uploaded files and reports of rejected rows are destroyed so long after the upload."""

SAMPLE_ROWS = 5
MAX_CELL = 1_000

Columns = Mapping[str, int]
"""Key of a target → index of the column that fills it."""


class RosterState(StrEnum):
    UPLOADED = "uploaded"
    IMPORTED = "imported"
    DISCARDED = "discarded"
    PURGED = "purged"


STATE_LABELS: Mapping[RosterState, Text] = {
    RosterState.UPLOADED: _("Waiting for its columns"),
    RosterState.IMPORTED: _("Imported"),
    RosterState.DISCARDED: _("Discarded"),
    RosterState.PURGED: _("File destroyed"),
}


def check_waiting(state: RosterState) -> None:
    """Raise RuleError unless the file still waits for its columns."""
    if state is not RosterState.UPLOADED:
        raise RuleError(_("This file was already imported or discarded."))


def as_line(text: str) -> str:
    """White space folded, without zero-width spaces; RuleError for what cannot stand in a cell."""
    if len(text) <= MAX_CELL and CLEAN.fullmatch(text):
        return text
    line = " ".join("".join(c for c in text if c not in STOWAWAYS).split())
    if problem := problem_with_line(line, MAX_CELL):
        raise RuleError(problem)
    return line


@dataclass(frozen=True, slots=True)
class Target:
    """Something a column may be. `check` gives the normal form or raises RuleError.

    `synonyms` are headings as people write them, without accents and punctuation.
    """

    key: str
    label: Text
    synonyms: tuple[str, ...]
    check: Callable[[str], str] = as_line
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is rejected; `column` is the heading in the user's own words."""

    column: str
    text: Text


@dataclass(frozen=True, slots=True)
class Record:
    """A row that is right, by target key; targets without a column or a value are absent."""

    number: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rejection:
    number: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the rows; read is always the sum of the others."""

    accepted: int = 0
    duplicate: int = 0
    rejected: int = 0

    @property
    def read(self) -> int:
        return self.accepted + self.duplicate + self.rejected

    def to_json(self) -> dict[str, int]:
        return {
            "read": self.read,
            "accepted": self.accepted,
            "duplicate": self.duplicate,
            "rejected": self.rejected,
        }


@dataclass(frozen=True, slots=True)
class RosterView:
    """An uploaded file; `sample` are its first rows as they stand there."""

    id: str
    incident_id: str
    purpose: str
    name: str
    size: int
    sha256: str
    state: RosterState
    uploaded_at: datetime
    uploaded_by: str
    layout: Mapping[str, Any]
    headings: tuple[str, ...]
    tally: Mapping[str, int]
    has_report: bool
    sample: tuple[tuple[str, ...], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class SavedColumns:
    """A mapping kept for the next file of the kind: target key → heading."""

    name: str
    headings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RosterReceived(Event):
    tag: ClassVar[str] = "roster:received"
    purpose: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class RosterImported(Event):
    tag: ClassVar[str] = "roster:imported"
    purpose: str
    accepted: int
    duplicate: int
    rejected: int


@dataclass(frozen=True, slots=True)
class RosterDiscarded(Event):
    tag: ClassVar[str] = "roster:discarded"


@dataclass(frozen=True, slots=True)
class RosterPurged(Event):
    tag: ClassVar[str] = "roster:purged"


@dataclass(frozen=True, slots=True)
class ReportRead(Event):
    tag: ClassVar[str] = "roster:report-read"


def folded(heading: str) -> str:
    """A heading for comparing: no accents, no case, no punctuation."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def guess(
    headings: Sequence[str], targets: Iterable[Target], saved: Mapping[str, str] | None = None
) -> dict[str, int]:
    """Which column fills which target, as far as the headings tell; each column once.

    A mapping `saved` for an earlier file goes before the synonyms.
    """
    known = [folded(heading) for heading in headings]
    found: dict[str, int] = {}
    for target in targets:
        names = (folded((saved or {}).get(target.key, "")), target.key, *target.synonyms)
        for name in names:
            wanted = folded(name)
            if wanted and wanted in known and (at := known.index(wanted)) not in found.values():
                found[target.key] = at
                break
    return found


def check_columns(columns: Columns, count: int, targets: Sequence[Target]) -> None:
    """Raise ManyRulesError unless every required target has a column, and none serves twice."""
    broken = [
        RuleError(_("Choose the column that holds this."), field=target.key)
        for target in targets
        if target.is_required and target.key not in columns
    ]
    labels = {target.key: target.label for target in targets}
    first: dict[int, str] = {}
    for key, at in columns.items():
        if not 0 <= at < count:
            broken.append(RuleError(_("Choose one of the list."), field=key))
        elif at in first:
            other = labels[first[at]]
            broken.append(
                RuleError(_("This column is already taken for: %(other)s.", other=other), field=key)
            )
        first.setdefault(at, key)
    if broken:
        raise ManyRulesError(tuple(broken))


def judge(
    number: int,
    cells: Sequence[str],
    columns: Columns,
    targets: Sequence[Target],
    headings: Sequence[str],
) -> Record | Rejection:
    """The row's values in normal form, or every reason why it is rejected."""
    values: dict[str, str] = {}
    reasons: list[Reason] = []
    for target in targets:
        at = columns.get(target.key)
        if at is None:
            continue
        typed = cells[at].strip() if at < len(cells) else ""
        if not typed:
            if target.is_required:
                reasons.append(Reason(headings[at], _("This cell is empty.")))
            continue
        try:
            values[target.key] = target.check(typed)
        except RuleError as error:
            reasons.append(Reason(headings[at], error.text))
    return Rejection(number, tuple(reasons)) if reasons else Record(number, values)
