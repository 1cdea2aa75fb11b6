"""What the audit trail says about letters; single letters are accounted for by their rows."""

from dataclasses import dataclass
from typing import ClassVar

from breachdesk.kernel.events import Event


@dataclass(frozen=True, slots=True)
class LettersAdded(Event):
    """The subject is the campaign, as in every event that names no batch or letter."""

    tag: ClassVar[str] = "letters:added"
    letters: int
