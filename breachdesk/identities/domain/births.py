"""Dates of birth as they stand in files, and the ones that cannot be."""

import re
from datetime import date

from breachdesk.identities.domain import Unlikely, unlikely
from breachdesk.identities.domain.characters import (
    FOREIGN_DIGITS,
    HIDDEN,
    folded,
    has_foreign_digits,
    has_hidden,
    unaccented,
)
from breachdesk.kernel.text import Text, _

WANTED = _("Write a date of birth as 27/08/1985 or 1985-08-27.")
TWO_DIGITS = _("Two digits do not tell the century: write the year with four.")
NO_MONTH = _("The month goes from 1 to 12; the day comes before it.")
NO_DAY = _("That month has no such day.")
FUTURE = _("This date of birth is in the future.")
TOO_OLD = _("This date of birth is more than 120 years ago.")
SERIAL = _(
    "A number alone is a spreadsheet’s count of days, or part of a date: export the column as a"
    " date."
)
OLDEST_YEARS = 120
DECEMBER = 12

ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
FRENCH = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
WORDS = re.compile(r"([0-9]{1,2})(?:er)? ([a-z]+) ([0-9]{4}|[0-9]{2})")
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
MONTHS = {
    name: number
    for number, name in enumerate(
        (
            "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
            "octobre", "novembre", "decembre",
        ),
        start=1,
    )
}  # fmt: skip
CENTURY_DIGITS = 4

Parts = tuple[str, int, str]
"""Year, month, day."""


def parse(text: str, today: date) -> date:
    """The day; raises Unlikely for what is no date of birth of anybody who may be alive."""
    year, month, day = _slashed(text) or _iso(text) or _other(text)
    if len(year) < CENTURY_DIGITS:
        raise Unlikely(TWO_DIGITS)
    if not 1 <= month <= DECEMBER:
        raise Unlikely(NO_MONTH)
    born = _day(int(year), month, int(day))
    if born is None:
        raise Unlikely(NO_DAY)
    if born > today:
        raise Unlikely(FUTURE)
    if (born.year + OLDEST_YEARS, born.month, born.day) < (today.year, today.month, today.day):
        raise Unlikely(TOO_OLD)
    return born


def _slashed(text: str) -> Parts | None:
    found = FRENCH.fullmatch(text)
    return (found[4], int(found[3]), found[1]) if found else None


def _other(text: str) -> Parts:
    if has_hidden(text):
        raise unlikely(WANTED, HIDDEN)
    if has_foreign_digits(text):
        raise unlikely(WANTED, FOREIGN_DIGITS)
    plain = unaccented(folded(text)).lower()
    parts = _slashed(plain) or _iso(plain) or _worded(plain)
    if parts is None:
        raise Unlikely(_reason(plain))
    return parts


def _iso(text: str) -> Parts | None:
    found = ISO.fullmatch(text)
    return (found[1], int(found[2]), found[3]) if found else None


def _worded(text: str) -> Parts | None:
    found = WORDS.fullmatch(text)
    if not found or found[2] not in MONTHS:
        return None
    return found[3], MONTHS[found[2]], found[1]


def _reason(text: str) -> Text:
    return SERIAL if NUMBER.fullmatch(text) else WANTED


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
