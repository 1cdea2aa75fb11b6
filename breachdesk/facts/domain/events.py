"""What happens to facts."""

from dataclasses import dataclass
from typing import ClassVar

from breachdesk.kernel.events import Event


@dataclass(frozen=True, slots=True)
class FactRecorded(Event):
    """Names the field and the version, never the value: it may speak of persons."""

    tag: ClassVar[str] = "fact:recorded"
    key: str
    version: int
