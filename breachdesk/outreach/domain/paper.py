"""From an approved wording to letters on paper.

All letters of a segment share their pages but for one line, so a letter names the person once: in
the first sentence that does. Elsewhere it says "the person concerned".
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from breachdesk.kernel.text import Bilingual
from breachdesk.letters.domain import Fault
from breachdesk.letters.domain.printing import Place, UnmailableError
from breachdesk.outreach.domain.delivery import Exclusion
from breachdesk.outreach.domain.mails import (
    Case,
    LeftOutError,
    addressee,
    choose,
    responsible,
    segment_of,
    values_of,
)
from breachdesk.outreach.domain.wordings import Reading
from breachdesk.people.domain import Identity
from breachdesk.wording.domain.texts import to_html

MARKS = {"civilité": "\ue001", "prénom": "\ue002", "nom": "\ue003"}
"""Stand for what names the person; nobody's text can hold characters for private use."""
NAMED = re.compile("[\ue001-\ue003](?:\\s+[\ue001-\ue003])*")
SENTENCE = re.compile(r"(.+?[.!?])\s+(.+)", re.DOTALL)
LONGEST = 90
"""Characters beside the name that a line surely has room for."""
ENDS = (">", ".", "!", "?")

PERSON = Bilingual("la personne concernée", "the person concerned")
ABOUT = Bilingual("Cette lettre concerne {0}.", "This letter is about {0}.")
CODE = Bilingual("imprimé en haut de la première page", "printed at the top of the first page")
GUARDIANS = Bilingual("Aux représentants légaux de", "To the legal representatives of")
MOST_SHEETS = 1_000
"""Some 15 megabytes; at a processor there may be as many segments as people."""
LINE = 38
"""Characters of an envelope's line (NF Z10-011)."""

FAULTS: Mapping[Exclusion, Fault] = {
    Exclusion.NO_TEXT: Fault.NO_TEXT,
    Exclusion.MISSING_VALUE: Fault.MISSING_VALUE,
}


class Sheet(NamedTuple):
    """`naming` has marks in it; `above` and `below` are HTML."""

    subject: str
    above: str
    naming: str
    below: str

    def names(self, values: Mapping[str, str]) -> str:
        """The line that names somebody."""
        line = self.naming
        for name, mark in MARKS.items():
            line = line.replace(mark, values[name])
        return " ".join(line.split())


class Book:
    """Finds everybody's text, and keeps the sheets of the segments that were asked for last.

    A segment's name holds its flags and, where the text depends on them, the controllers' ids.
    """

    def __init__(self, readings: Mapping[str, Reading], case: Case) -> None:
        self._readings, self._case = readings, case
        self._sheet = lru_cache(MOST_SHEETS)(self._made)

    def place(self, person: Identity) -> Place:
        """Raises UnmailableError for whom there is no text."""
        try:
            reading = choose(self._readings, person.language)
            values = values_of(person, self._case, "", reading)
        except LeftOutError as error:
            raise UnmailableError(FAULTS[error.why]) from error
        segment = self._segment(person, reading)
        names = self.sheet(reading.language, segment).names(values)
        return Place(reading.language, segment, name_line(person, reading.language), names)

    def sheet(self, language: str, segment: str) -> Sheet:
        return self._sheet(language, segment)

    def _segment(self, person: Identity, reading: Reading) -> str:
        flags = "+".join(sorted(segment_of(person, reading)))
        if not (self._case.is_processor and "organisme" in reading.names):
            return flags
        return f"{flags}|{'+'.join(person.controllers)}"

    def _made(self, language: str, segment: str) -> Sheet:
        flags, _bar, ids = segment.partition("|")
        case, reading = self._case, self._readings[language]
        values = {
            **MARKS,
            "organisme": responsible(list(filter(None, ids.split("+"))), case, language),
            "sous-traitant": case.organisation if case.is_processor else "",
            "page de vérification": case.check_page,
            "code": CODE.in_(language),
            "référence": case.reference,
        }
        subject, body = reading.filled(frozenset(filter(None, flags.split("+"))), values)
        return _sheet(_unnamed(subject, language), to_html(body), language)


def name_line(person: Identity, language: str) -> str:
    """Who is to open the letter, as it stands on the envelope."""
    own = " ".join(filter(None, (person.first_name, person.last_name)))
    reader = addressee(person)
    if reader != own:
        return reader
    if person.is_minor:
        return f"{GUARDIANS.in_(language)}\n{own}"
    titled = f"{person.civility} {own}".strip()
    return titled if len(titled) <= LINE else own


def _sheet(subject: str, html: str, language: str) -> Sheet:
    """Cut at the first sentence that names the person, where a paragraph begins with it."""
    lines = html.split("\n")
    for at, line in enumerate(lines):
        if not NAMED.search(line):
            continue
        first, rest = _first_sentence(line)
        if line.startswith("<p>") and NAMED.search(first) and len(first) <= LONGEST:
            below = "\n".join([*([f"<p>{rest}</p>"] if rest else []), *lines[at + 1 :]])
            above = "\n".join(lines[:at])
            return Sheet(subject, above, unescape(first), _unnamed(below, language))
        break
    about = ABOUT.in_(language).format(f"{MARKS['prénom']} {MARKS['nom']}")
    return Sheet(subject, "", about, _unnamed(html, language))


def _first_sentence(line: str) -> tuple[str, str]:
    content = line.removeprefix("<p>").removesuffix("</p>")
    found = SENTENCE.fullmatch(content)
    return (found[1], found[2]) if found else (content, "")


def _unnamed(text: str, language: str) -> str:
    """The text with nobody's name in it."""
    words = PERSON.in_(language)

    def put(found: re.Match[str]) -> str:
        before = text[: found.start()].rstrip()
        begins = not before or before.endswith(ENDS)
        return words[:1].upper() + words[1:] if begins else words

    return NAMED.sub(put, text)
