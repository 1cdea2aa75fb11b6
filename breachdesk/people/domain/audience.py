"""Whom a message may go to, as filters; and how many persons a case has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class AudienceFilter:
    """Empty fields narrow nothing.

    With `only_mandated` a person is in as soon as one of its controllers may be informed for;
    persons of a case without affected controllers are the organisation's own and always in.
    """

    controller_ids: frozenset[str] | None = None
    reachable_by: Literal["", "email", "letter"] = ""
    segment: Literal["", "adult", "minor", "protected"] = ""
    language: str = ""
    only_mandated: bool = True
    exclude_deceased: bool = True


@dataclass(frozen=True, slots=True)
class PeopleCount:
    """`records` are rows about persons, `persons` are people; one may have many rows."""

    records: int = 0
    persons: int = 0
    by_controller: Mapping[str, int] = field(default_factory=dict)
