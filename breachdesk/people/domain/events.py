"""What is remembered of dealings with persons: numbers and ids, never who somebody is."""

from dataclasses import dataclass
from typing import ClassVar

from breachdesk.kernel.events import Event


@dataclass(frozen=True, slots=True)
class PeopleTaken(Event):
    """One chunk of a file; `subject_id` is the file, `row` the last row taken in."""

    tag: ClassVar[str] = "people:taken"
    row: int
    persons: int


@dataclass(frozen=True, slots=True)
class PeopleImported(Event):
    """`subject_id` is the file; `refused` is how many columns were dropped."""

    tag: ClassVar[str] = "people:imported"
    persons: int
    records: int
    refused: int


@dataclass(frozen=True, slots=True)
class DoubtSettled(Event):
    tag: ClassVar[str] = "people:doubt-settled"
    is_same: bool


@dataclass(frozen=True, slots=True)
class PersonsJoined(Event):
    """`subject_id` is the number of the person that stays; recorded while both are there."""

    tag: ClassVar[str] = "people:joined"
    gone: int


@dataclass(frozen=True, slots=True)
class PersonUnmasked(Event):
    """`subject_id` is the number of the person."""

    tag: ClassVar[str] = "people:unmasked"
    reason: str


@dataclass(frozen=True, slots=True)
class AddressCorrected(Event):
    """`subject_id` is the number of the person; neither the old nor the new address is kept."""

    tag: ClassVar[str] = "people:address-corrected"


@dataclass(frozen=True, slots=True)
class HotlineAsked(Event):
    """What was asked for is not kept: it would tell who called."""

    tag: ClassVar[str] = "people:hotline"
    by: str
    concerned: bool


@dataclass(frozen=True, slots=True)
class ExportAsked(Event):
    tag: ClassVar[str] = "people:export-asked"
    reason: str
    persons: int


@dataclass(frozen=True, slots=True)
class ExportApproved(Event):
    tag: ClassVar[str] = "people:export-approved"


@dataclass(frozen=True, slots=True)
class PeopleExported(Event):
    tag: ClassVar[str] = "people:exported"
    persons: int


@dataclass(frozen=True, slots=True)
class PurgeProposed(Event):
    tag: ClassVar[str] = "people:purge-proposed"


@dataclass(frozen=True, slots=True)
class PurgeDropped(Event):
    tag: ClassVar[str] = "people:purge-dropped"


@dataclass(frozen=True, slots=True)
class PurgeConfirmed(Event):
    """The last moment at which the persons can be counted: reactions run before the rows go."""

    tag: ClassVar[str] = "people:purge-confirmed"


@dataclass(frozen=True, slots=True)
class PeoplePurged(Event):
    tag: ClassVar[str] = "people:purged"
    persons: int
    records: int
    files: int
