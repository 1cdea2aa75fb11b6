"""How far the import of a file has come, and what the command line tells of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from breachdesk.rosters.domain import Tally

TASK = "people-import"

CHUNK = 20_000
"""Rows in one transaction: others wait for the database about half a second."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`persons` are the unique persons of the case after the import."""

    tally: Tally
    persons: int
    refused: tuple[str, ...]

    def to_json(self) -> Mapping[str, Any]:
        return {
            **self.tally.to_json(),
            "unique_persons": self.persons,
            "refused_columns": list(self.refused),
        }
