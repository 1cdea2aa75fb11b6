"""What happened to a case when it was written out."""

from dataclasses import dataclass
from typing import ClassVar

from breachdesk.kernel.events import Event


@dataclass(frozen=True, slots=True)
class CaseExported(Event):
    tag: ClassVar[str] = "report:case-exported"
