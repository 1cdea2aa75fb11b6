"""Facts worth remembering. Every committed change records at least one; audit/ stores them."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Event:
    """Subclasses are named in the past tense and carry ids and plain values only.

    `subject_id` is the object the event happened to; `incident_id` the case it belongs to,
    empty where it belongs to none. Values about a person never go in: ids do.
    """

    tag: ClassVar[str]
    subject_id: str
    incident_id: str
