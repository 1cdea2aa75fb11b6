"""Weighs one-byte encodings of the same bytes by how odd French text would look in each.

The costs are no statistics: they only order what is common (é), rare (ÿ), and never written
("AndrÈ", "c½ur", a dagger inside a name).
"""

import unicodedata
from collections.abc import Iterable, Sequence

CLEAR = 3
"""How much cheaper the best encoding must be than the next one."""
CONTRADICTION = 5
"""A word that looks this much better in another encoding: the file mixes two."""
BEARABLE = 4
"""Mean cost of a word above which even the best reading is not French."""

TIERS = ("éèÉÈ", "êàçëïîôâœÊÀÇËÏÎÔÂŒ", "ûùüöäñÛÙÜÖÄÑ")  # cost 0, 1, 2
MARKS = frozenset("\u00a0°«»–—…€“”²³")
FRACTIONS = frozenset("¼½¾")
APOSTROPHES = frozenset("’´")  # noqa: RUF001
LETTERS = {"Lu", "Ll"}


def weigh(words: Iterable[bytes], possible: Sequence[str]) -> str | None:
    """The encoding that fits; None when none does, or two fit as well, or the words disagree.

    There are always words, and at least one encoding they are possible in (Mac Roman).
    """
    each = [{name: _cost(word.decode(name)) for name in possible} for word in words]
    total = {name: sum(here[name] for here in each) for name in possible}
    best, *others = sorted(possible, key=lambda name: total[name])
    clear = all(total[name] - total[best] >= CLEAR for name in others)
    bearable = total[best] <= BEARABLE * len(each)
    agreed = all(here[best] - min(here.values()) < CONTRADICTION for here in each)
    return best if clear and bearable and agreed else None


def _cost(word: str) -> int:
    return sum(
        _character_cost(word[at - 1 : at], one, word[at + 1 : at + 2], word)
        for at, one in enumerate(word)
        if not one.isascii()
    )


def _character_cost(before: str, one: str, after: str, word: str) -> int:
    if one in "ƒªº" or unicodedata.category(one) not in LETTERS:
        return _mark_cost(before, one, after)
    cost = next((tier for tier, letters in enumerate(TIERS) if one in letters), 4)
    if one.isupper() and before.isalpha() and (before + after).upper() != before + after:
        cost += 5
    elif one.islower() and _shouted(word):
        cost += 2
    return cost + 8 * (one in "Œœ" and (before.isdigit() or len(word) == 1))


def _mark_cost(before: str, one: str, after: str) -> int:
    beside = before.isalpha() + after.isalpha()
    if one in APOSTROPHES:
        return 1
    if one in FRACTIONS:
        return 6 + 4 * beside if beside else 2
    if one not in MARKS:
        return 8 + 4 * beside
    if beside == 2:  # noqa: PLR2004
        return 10
    return 4 if one in "…«»" and after.isalpha() else 2


def _shouted(word: str) -> bool:
    """Capitals only, as old systems write names: "FRANçOIS" keeps its small ç."""
    plain = [one for one in word if one.isascii() and one.isalpha()]
    return len(plain) > 1 and all(one.isupper() for one in plain)
