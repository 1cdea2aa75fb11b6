"""The French social security number: its form, its key, and what it says of a birth."""

import re
from datetime import date
from typing import NamedTuple

from breachdesk.identities.domain import Unlikely, unlikely
from breachdesk.identities.domain.digits import MISTYPED, compact
from breachdesk.kernel.text import Text, _

NIR = _("A social security number has 13 characters and a key of two digits.")
NO_KEY = _("The key is missing.")
LETTERS = _("It holds a letter O, I or L where a digit is meant.")
NO_SEX = _("It begins with 1 or 2, or with 3, 4, 7 or 8 while it is provisional.")
NO_MONTH = _("The fourth and fifth characters are no month of birth.")
NO_DEPARTMENT = _("The sixth and seventh characters are no department of birth.")

SEX = re.compile(r"[123478]")
MONTH = re.compile(r"0[1-9]|1[0-2]|20|3[0-9]|4[0-2]|[5-9][0-9]")
"""20, 30 to 42 and 50 to 99 stand for months that the register of births does not tell."""

DEPARTMENT = re.compile(r"0[1-9]|[1-9][0-9]|2[AB]")
"""96 and 99 are abroad, 97 and 98 overseas, where the third digit follows in the commune."""

BODY = rf"{SEX.pattern}[0-9]{{2}}(?:{MONTH.pattern})(?:{DEPARTMENT.pattern})[0-9]{{6}}"
WITHOUT_KEY = re.compile(BODY)
WITH_KEY = re.compile(rf"{BODY}[0-9]{{2}}")

BODY_LENGTH, LENGTH = 13, 15
MODULUS = 97
CORSICA = {"2A": "19", "2B": "18"}
"""What the key is computed with in place of the letters."""

MISTAKEN = frozenset("OIL")
MEN = frozenset("137")
DECEMBER = 12


class BornHint(NamedTuple):
    """What a NIR says of a birth: `year` without its century; `month` None when not known."""

    sex: str
    year: int
    month: int | None

    def fits(self, born: date) -> bool:
        """False when the number and the date cannot belong to one person."""
        return born.year % 100 == self.year and self.month in {None, born.month}


def canonical(text: str) -> str:
    """The 15 characters; raises Unlikely for what is no NIR."""
    kept = text if WITH_KEY.fullmatch(text) else _read(text)
    if int(kept[BODY_LENGTH:]) != _key(kept):
        raise unlikely(NIR, MISTYPED)
    return kept


def completed(text: str) -> str:
    """The same, for files that leave the key out: it is computed, so it guards against nothing."""
    if WITH_KEY.fullmatch(text):
        return canonical(text)
    kept = compact(text, NIR).upper()
    if WITHOUT_KEY.fullmatch(kept):
        return f"{kept}{_key(kept):02d}"
    return canonical(text)


def masked(nir: str) -> str:
    """Sex and year of birth only."""
    return f"{nir[0]} {nir[1:3]} •• •• ••• ••• ••"


def born_hint(nir: str) -> BornHint:
    month = int(nir[3:5])
    return BornHint(
        sex="M" if nir[0] in MEN else "F",
        year=int(nir[1:3]),
        month=month if month <= DECEMBER else None,
    )


def _read(text: str) -> str:
    kept = compact(text, NIR).upper()
    if not WITH_KEY.fullmatch(kept):
        hint = _fault(kept)
        raise unlikely(NIR, hint) if hint else Unlikely(NIR)
    return kept


def _fault(kept: str) -> Text | None:
    """The first thing that is wrong, in the order in which people read the number."""
    if not MISTAKEN.isdisjoint(kept):
        return LETTERS
    if len(kept) not in {BODY_LENGTH, LENGTH}:
        return None
    for part, form, hint in (
        (kept[0], SEX, NO_SEX),
        (kept[3:5], MONTH, NO_MONTH),
        (kept[5:7], DEPARTMENT, NO_DEPARTMENT),
    ):
        if not form.fullmatch(part):
            return hint
    return NO_KEY if WITHOUT_KEY.fullmatch(kept) else None


def _key(nir: str) -> int:
    body, department = nir[:BODY_LENGTH], nir[5:7]
    if department in CORSICA:
        body = f"{body[:5]}{CORSICA[department]}{body[7:]}"
    return MODULUS - int(body) % MODULUS
