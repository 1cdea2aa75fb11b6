"""How easy a text is to read: Kandel and Moles for French, Flesch for English.

English: R. Flesch, « A new readability yardstick », Journal of Applied Psychology 32 (1948).
French: L. Kandel and A. Moles, « Application de l'indice de Flesch à la langue française »,
Cahiers d'études de radio-télévision 19 (1958). 100 is very easy, 60 is plain, below 50 is hard.
A word runs from space to space: elided and hyphenated ones count once, as with Flesch. Figures
and addresses are no words. Every sentence, heading and item of a list counts as a sentence.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from breachdesk.kernel.errors import RuleError
from breachdesk.kernel.text import _
from breachdesk.wording.domain.sentences import sentences
from breachdesk.wording.domain.syllables import english_syllables, french_syllables

ADDRESS = re.compile(r"@|://|www\.")
LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Formula:
    base: float
    per_word_of_sentence: float
    per_syllable_of_word: float
    syllables: Callable[[str], int]


FORMULAS: Mapping[str, Formula] = {
    "fr": Formula(207, 1.015, 73.6, french_syllables),
    "en": Formula(206.835, 1.015, 84.6, english_syllables),
}


def syllables(word: str, language: str) -> int:
    """The syllables of a word as it is pronounced, at least one."""
    count = _formula(language).syllables
    return max(1, sum(count(part) for part in LETTERS.findall(word.casefold())))


def reading_ease(text: str, language: str) -> float:
    """The index of the text, to one decimal; 0 when it holds no words."""
    formula = _formula(language)
    counts = [c for one in sentences(text) if (c := [*_counts(one.text, language)])]
    words = sum(map(len, counts))
    if not words:
        return 0.0
    spoken = sum(map(sum, counts))
    ease = formula.base - formula.per_word_of_sentence * words / len(counts)
    return round(ease - formula.per_syllable_of_word * spoken / words, 1)


def _counts(sentence: str, language: str) -> Iterator[int]:
    for word in sentence.split():
        if LETTERS.search(word) and not ADDRESS.search(word):
            yield syllables(word, language)


def _formula(language: str) -> Formula:
    if language not in FORMULAS:
        raise RuleError(_("There is no reading index for this language."))
    return FORMULAS[language]
