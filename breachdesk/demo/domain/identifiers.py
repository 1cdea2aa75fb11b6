"""French identifiers with their check digits, in ranges where no real holder is expected.

What keeps them from belonging to anybody:

- NIR: the place of birth is a commune from 990 to 999. No department has codes that high: the
  longest list, Pas-de-Calais, ends near 909.
- FINESS: department 99. RPPS: prefix 997, where real ones begin with 10. SIREN: prefix 000.
- Telephones: the six blocks kept for works of fiction, which can neither call nor be called
  (Arcep, décision n° 2018-0881, plan national de numérotation, 2.5.12).
"""

from datetime import date

from stdnum import luhn
from stdnum.fr import nir as fr_nir

FICTION_MOBILE = "063998"
FICTION_LANDLINES = ("019900", "026191", "035301", "046571", "053649")

FIRST_COMMUNE = 990


def with_luhn(digits: str) -> str:
    """The digits and their check digit (ISO/IEC 7812-1, annex B)."""
    return digits + luhn.calc_check_digit(digits)


def siren(number: int) -> str:
    return with_luhn(f"000{number:05d}")


def siret(number: int) -> str:
    """Of the head office."""
    return with_luhn(f"{siren(number)}0001")


def finess(number: int) -> str:
    return with_luhn(f"99{number:06d}")


def rpps(number: int) -> str:
    return with_luhn(f"997{number:07d}")


def nir(sex: int, born: date, department: str, commune: int, order: int) -> str:
    """15 characters; `sex` is 1 for men and 2 for women, `commune` 990 to 999."""
    when = f"{born.year % 100:02d}{born.month:02d}"
    body = f"{sex}{when}{department}{commune:03d}{order:03d}"
    return body + fr_nir.calc_check_digits(body)


def mobile(number: int) -> str:
    return f"{FICTION_MOBILE}{number % 10_000:04d}"


def landline(number: int) -> str:
    prefix = FICTION_LANDLINES[number // 10_000 % len(FICTION_LANDLINES)]
    return f"{prefix}{number % 10_000:04d}"
