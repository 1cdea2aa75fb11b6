"""A batch and a letter as they are shown: numbers, states and hashes, never a name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from breachdesk.letters.domain.faults import Fault
from breachdesk.letters.domain.states import BatchState, LetterState, ReturnCode


@dataclass(frozen=True, slots=True)
class BatchView:
    """`first_zone` and `last_zone` are the first and the last department or country.

    Until the batch is printed the hashes are empty and the counts of pages and of `bodies`, the
    different texts in it, are zero.
    """

    id: str
    incident_id: str
    campaign_id: str
    number: int
    state: BatchState
    language: str
    letters: int
    pages: int
    bodies: int
    first_zone: str
    last_zone: str
    is_tagged: bool
    size: int
    pdf_sha256: str
    archive_sha256: str
    made_at: datetime
    printed_at: datetime | None
    printed_by: str
    handed_at: datetime | None
    handed_by: str
    version: int

    @property
    def pages_each(self) -> int:
        """Of one letter; all of a batch have as many."""
        return self.pages // self.letters

    @property
    def sheets(self) -> int:
        """Of paper, printed on both sides where a letter has more than one page."""
        return self.letters * -(-self.pages_each // 2)


@dataclass(frozen=True, slots=True)
class LetterView:
    id: int
    incident_id: str
    campaign_id: str
    person_id: int
    state: LetterState
    why: str
    sequence: int
    printed_at: datetime | None
    handed_at: datetime | None
    return_code: ReturnCode | None


@dataclass(frozen=True, slots=True)
class ReprintView:
    """`number` counts the archives of duplicates of a batch."""

    number: int
    first: int
    last: int
    letters: int
    why: str
    asked_at: datetime
    asked_by: str
    archive_sha256: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Every letter of a campaign is in one state; faults and marks part two of these."""

    states: Mapping[LetterState, int]
    faults: Mapping[Fault, int]
    returns: Mapping[ReturnCode, int]

    @property
    def total(self) -> int:
        return sum(self.states.values())
