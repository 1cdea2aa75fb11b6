"""The shape of a vocabulary: phrases to look for in folded words, by what they prove or betray.

Phrases are written without accents, parted by |; a star stands for any ending.
"""

import re
from dataclasses import dataclass
from typing import TypeAlias

Phrases: TypeAlias = re.Pattern[str]


def phrases(words: str) -> Phrases:
    """Matches whole words in a text of fold_words()."""
    return re.compile(f"(?<= )(?:{_any_of(words)})(?= )")


def near(first: str, then: str, between: int = 3) -> Phrases:
    """One phrase, at most `between` words, then another."""
    return re.compile(
        f"(?<= )(?:{_any_of(first)})(?: [^ ]+){{0,{between}}} (?:{_any_of(then)})(?= )"
    )


def dated(words: str, joints: str, months: str) -> Phrases:
    """One of the words, followed by a day in figures or with the name of its month."""
    names = _any_of(months)
    figures, english = r"\d{1,2} \d{1,2} \d{2,4}", rf"(?:{names}) \d{{1,2}} \d{{4}}"
    day = rf"{figures}|\d{{1,2}}[a-z]{{0,2}} (?:{names}) \d{{4}}|{english}"
    return re.compile(f"(?<= )(?:{_any_of(words)})(?: (?:{_any_of(joints)}))? (?:{day})(?= )")


def _any_of(words: str) -> str:
    return "|".join(re.escape(one.strip()).replace(r"\*", "[^ ]*") for one in words.split("|"))


@dataclass(frozen=True, slots=True)
class Proof:
    """A sentence proves an element when it holds one of each of `all_of` and none of `none_of`."""

    all_of: tuple[Phrases, ...]
    none_of: Phrases | None = None

    def holds(self, folded: str) -> bool:
        if self.none_of and self.none_of.search(folded):
            return False
        return all(one.search(folded) for one in self.all_of)


Proofs: TypeAlias = tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    nature: Proofs
    consequences: Proofs
    measures: Proofs
    advice: Proofs
    complaint: Proofs
    genuine: Proofs
    contact: Phrases
    medical: Phrases
    attachment: Phrases
    marketing: Phrases
    pressure: Phrases
    minimising: Phrases
    jargon: Phrases
    negation: Phrases
    birth_date: Phrases
    result: Phrases
    both_results: Phrases
