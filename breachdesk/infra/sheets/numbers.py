"""Numbers, dates and truth values of XLSX cells as a person reads them on the sheet."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from breachdesk.infra.sheets.layout import DAMAGED, SheetError

PLAIN = re.compile(r"0|-?[1-9][0-9]{0,29}", re.ASCII)
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
SHOWN_ZEROS = re.compile(r"0[0#]+")
LARGEST = 1e30
"""Beyond, a number is left as the file writes it: no one reads it, and 1E+999999 is a trap."""
DAY = 86_400
LAST_DAY = 2_958_465
"""31 December 9999 in the 1900 system."""
DAYS_BETWEEN_SYSTEMS = 1_462
EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001  # sheets know no zones
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
LEAP_BUG = 60
"""Day 60 of the 1900 system is 29 February 1900, which never was; days before it are one late."""


@dataclass(frozen=True, slots=True)
class Format:
    """What of a number is shown: a date, a time of day, hours beyond 24, at least n digits."""

    date: bool = False
    time: bool = False
    elapsed: bool = False
    digits: int = 0


GENERAL = Format()
BUILT_IN = {
    **dict.fromkeys(
        (*range(14, 18), *range(27, 32), 36, *range(50, 55), 57, 58), Format(date=True)
    ),
    **dict.fromkeys((*range(18, 22), *range(32, 36), 45, 47, 55, 56), Format(time=True)),
    22: Format(date=True, time=True),
    46: Format(time=True, elapsed=True),
}


def format_of(code: str) -> Format:
    """From a format code, of which the first section is for positive numbers."""
    bare = LITERAL.sub("", code).partition(";")[0].lower()
    elapsed = bool(re.search(r"\[(h+|m+|s+)\]", bare))
    bare = re.sub(r"\[[^\]]*\]", "", bare).replace(" ", "")
    if "general" in bare or "standard" in bare:
        return GENERAL
    time = elapsed or bool(re.search("[hs]", bare))
    date = bool(re.search("[yd]", bare)) or ("m" in bare and not time)
    if not (date or time) and SHOWN_ZEROS.fullmatch(bare):
        return Format(digits=len(bare))
    return Format(date=date, time=time, elapsed=elapsed)


def shown(text: str, form: Format, *, mac: bool) -> str:
    """The number as read: all digits, zeros the format puts in front, ISO 8601 dates."""
    if form.date or form.time:
        return _moment(_number(text), form, mac=mac) or _digits(text)
    digits = _digits(text)
    return digits.zfill(form.digits) if form.digits and digits.isdigit() else digits


def _digits(text: str) -> str:
    """Excel keeps 15 significant digits; 33.299999999999997 in the file is 33.3 on the sheet."""
    if PLAIN.fullmatch(text):
        return text
    number = _number(text)
    if not -LARGEST < number < LARGEST:
        return text
    full = format(Decimal(f"{number:.15g}"), "f")
    return "0" if full in {"-0", "0"} else full


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise SheetError(DAMAGED) from error


def _moment(serial: float, form: Format, *, mac: bool) -> str:
    """ISO 8601; empty when the number is no date of the sheet's calendar."""
    last = LAST_DAY - DAYS_BETWEEN_SYSTEMS * mac
    if not 0 <= serial < last + 1:
        return ""
    seconds = min(round(serial * DAY), (last + 1) * DAY - 1)
    days, rest = divmod(seconds, DAY)
    clock = _clock(seconds if form.elapsed else rest)
    if not form.date:
        return clock
    day = _day(days, mac=mac)
    return f"{day}T{clock}" if form.time and rest else day


def _day(days: int, *, mac: bool) -> str:
    if mac:
        return f"{EPOCH_1904 + timedelta(days):%Y-%m-%d}"
    if days == LEAP_BUG:
        return "1900-02-29"
    if days == 0:
        return "1900-01-00"
    return f"{EPOCH_1900 + timedelta(days + (days < LEAP_BUG)):%Y-%m-%d}"


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
