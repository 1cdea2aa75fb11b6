"""What the feature above hands to the print shop: whom a letter is for, and what it says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypeAlias

from breachdesk.letters.domain.faults import Fault
from breachdesk.people.domain import Identity


class UnmailableError(Exception):
    """No letter can be made for this person."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class Place(NamedTuple):
    """The text a person gets, and the two lines of it that name them.

    Who shares `language` and `segment` shares all the rest of the text. `name_line` may have a
    line break where it takes two lines of the envelope.
    """

    language: str
    segment: str
    name_line: str
    salutation: str


class Text(NamedTuple):
    """HTML with letterpress.SALUTATION once, and the title of the document."""

    html: str
    title: str


Book: TypeAlias = Callable[[Identity], Place]
"""Raises UnmailableError for whom there is no text."""


@dataclass(frozen=True)
class Printing:
    """Everything about the letters of one campaign that is no person's.

    `reference` stands on every letter and in the names of files; a code at the end of `link` makes
    the address at which the letter is checked.
    """

    incident_id: str
    campaign_id: str
    reference: str
    sender: tuple[str, ...]
    link: str
    book: Book
    text: Callable[[str, str, datetime], Text]
    """The text of a language and a segment, with the day on which the letter is written."""

    def reference_of(self, sequence: int) -> str:
        return f"{self.reference}/{sequence}"
