"""A batch and a letter as they are shown: numbers, states and hashes, never a name."""

from dataclasses import dataclass
from datetime import datetime

from breachdesk.letters.domain.states import BatchState, LetterState, ReturnCode


@dataclass(frozen=True, slots=True)
class BatchView:
    """`first_zone` and `last_zone` are the first and the last department or country.

    The hashes are empty until the batch is printed.
    """

    id: str
    incident_id: str
    campaign_id: str
    number: int
    state: BatchState
    language: str
    segment: str
    letters: int
    pages: int
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
