"""What the audit trail says about letters; single letters are accounted for by their rows."""

from dataclasses import dataclass
from typing import ClassVar

from breachdesk.kernel.events import Event


@dataclass(frozen=True, slots=True)
class LettersAdded(Event):
    """The subject is the campaign, as in every event that names no batch or letter."""

    tag: ClassVar[str] = "letters:added"
    letters: int


@dataclass(frozen=True, slots=True)
class LettersRefused(Event):
    """Letters that cannot be mailed were put aside, for somebody to look at."""

    tag: ClassVar[str] = "letters:refused"
    letters: int


@dataclass(frozen=True, slots=True)
class BatchPlanned(Event):
    """The subject is the batch, as in the events that follow."""

    tag: ClassVar[str] = "letters:batch-planned"
    number: int
    letters: int


@dataclass(frozen=True, slots=True)
class BatchDissolved(Event):
    """Somebody in a planned batch cannot be written to any more: all of it is planned anew."""

    tag: ClassVar[str] = "letters:batch-dissolved"
    number: int
    letters: int


@dataclass(frozen=True, slots=True)
class BatchPrinted(Event):
    tag: ClassVar[str] = "letters:batch-printed"
    letters: int
    pdf_sha256: str
    archive_sha256: str


@dataclass(frozen=True, slots=True)
class PasswordShown(Event):
    """Somebody was told what opens the archive of a batch."""

    tag: ClassVar[str] = "letters:password-shown"


@dataclass(frozen=True, slots=True)
class ArchiveTaken(Event):
    """Somebody took an archive from here; `copy` is 0, or the number of the duplicates."""

    tag: ClassVar[str] = "letters:archive-taken"
    copy: int


@dataclass(frozen=True, slots=True)
class BatchHandedOver(Event):
    tag: ClassVar[str] = "letters:batch-handed-over"
    letters: int
    handed_at: str


@dataclass(frozen=True, slots=True)
class LettersReturned(Event):
    """The subject is the case: letters of several campaigns may come back together."""

    tag: ClassVar[str] = "letters:returned"
    letter_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LettersExcluded(Event):
    tag: ClassVar[str] = "letters:excluded"
    letter_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LettersMended(Event):
    """What kept these letters from being mailed was seen to."""

    tag: ClassVar[str] = "letters:mended"
    letter_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LettersReprinted(Event):
    """Letters `first` to `last` of a batch were printed once more, as duplicates."""

    tag: ClassVar[str] = "letters:reprinted"
    first: int
    last: int
    archive_sha256: str
