"""Columns nobody needs to inform people: told by their name and by what they hold, and dropped.

A message under Article 34 needs who somebody is and where to reach them. Results, diagnoses and
remarks are what the breach was about; taking them in would be a second leak waiting.
"""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from breachdesk.kernel.text import Text, _
from breachdesk.rosters.domain import folded


class Refusal(StrEnum):
    NAME = "name"
    RESULTS = "results"
    PROSE = "prose"


REFUSAL_LABELS: dict[Refusal, Text] = {
    Refusal.NAME: _("its name says that it holds more than is needed"),
    Refusal.RESULTS: _("it looks like results"),
    Refusal.PROSE: _("it looks like free text"),
}

STEMS = (
    "result", "test", "positi", "negati", "diagnos", "patholog", "symptom", "comment", "remarq",
    "remark", "observ", "prelev", "antigen", "serolog", "vaccin", "traitement", "treatment",
    "medica", "ordonnance", "prescript", "analys", "maladie", "disease", "allerg", "grossesse",
    "pregnan", "covid",
)  # fmt: skip
WORDS = frozenset({"pcr", "note", "notes", "hiv", "vih", "ct", "motif", "sample"})
RESULTS = frozenset(
    {
        "positif", "positive", "pos", "negatif", "negative", "neg", "detecte", "non detecte",
        "detected", "not detected", "indetermine", "inconclusive", "ininterpretable", "invalide",
        "invalid", "faiblement positif", "reactif", "non reactif",
    }
)  # fmt: skip

SAMPLE = 500
"""Rows looked at for what a column holds."""

SENTENCE = re.compile(r"\w{4,}[.!?](?:\s|$)")
MANY_WORDS, SOME_WORDS = 12, 5
SHARE = 0.1


def by_name(heading: str) -> bool:
    words = folded(heading).split()
    return any(word in WORDS or word.startswith(STEMS) for word in words)


def by_content(cells: Iterable[str]) -> Refusal | None:
    """What a column seems to be from its filled cells; None when it may stay."""
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return None
    if sum(folded(cell) in RESULTS for cell in filled) > SHARE * len(filled):
        return Refusal.RESULTS
    if sum(map(_is_prose, filled)) > SHARE * len(filled):
        return Refusal.PROSE
    return None


def refused(headings: Sequence[str], sample: Sequence[Sequence[str]]) -> dict[int, Refusal]:
    """Columns that are dropped, by their place."""
    found: dict[int, Refusal] = {}
    for at, heading in enumerate(headings):
        cells = [row[at] for row in sample if at < len(row)]
        reason = Refusal.NAME if by_name(heading) else by_content(cells)
        if reason:
            found[at] = reason
    return found


def _is_prose(cell: str) -> bool:
    """A sentence, or so many words as no name and no line of an address has."""
    words = len(cell.split())
    return words >= MANY_WORDS or (words >= SOME_WORDS and bool(SENTENCE.search(cell)))
