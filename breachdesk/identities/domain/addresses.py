"""Postal addresses as NF Z10-011 wants them on an envelope, and what keeps a letter from arriving.

Nothing is ever cut: a line that does not fit is a problem for somebody to solve.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from breachdesk.identities.domain.characters import CLEAN, folded, has_hidden, unaccented
from breachdesk.identities.domain.postcodes import FORM, department
from breachdesk.kernel.text import Text, _

__all__ = ["Address", "Code", "Problem", "department", "envelope", "from_parts", "problems"]

LONGEST_LINE, MOST_LINES = 38, 6
FRANCE = frozenset({"FRANCE", "FR", "FRA"})

LINE_BREAK = re.compile(r"\r\n|\r|\n")
NUMBER_SIGN = re.compile(r"\bn\s*[°º]", re.IGNORECASE)
NO_LETTER_OR_DIGIT = re.compile(r"[\W_]+")
SAINT = re.compile(r"\bST(E?)\b")
PO_BOX = re.compile(
    r"\b(?:(?:B\.?\s?P\.?|C\.?\s?S\.?|TSA)\s?(?:n\s?[°º]\s?)?[0-9]"
    r"|bo[iî]te postale|poste restante)",
    re.IGNORECASE,
)
FOUR_DIGITS = re.compile(r"[0-9]{4}")
LETTER = re.compile(r"[A-Z]", re.IGNORECASE)


class Code(StrEnum):
    NO_NAME = "no_name"
    NO_STREET = "no_street"
    NO_TOWN = "no_town"
    POSTCODE_FORM = "postcode_form"
    POSTCODE_ZERO = "postcode_zero"
    POSTCODE_DEPARTMENT = "postcode_department"
    NO_COUNTRY = "no_country"
    HIDDEN = "hidden"
    LINE_TOO_LONG = "line_too_long"
    TOO_MANY_LINES = "too_many_lines"
    PO_BOX = "po_box"


@dataclass(frozen=True, slots=True)
class Problem:
    code: Code
    text: Text


@dataclass(frozen=True, slots=True)
class Address:
    """Lines 2 to 7 of an envelope; the name on line 1 is not part of it.

    `delivery` says where inside (flat, stairs, CHEZ), `building` is a residence or an entrance,
    `locality` a hamlet or a post-office box. `country` is empty in France, overseas too.
    """

    delivery: str = ""
    building: str = ""
    street: str = ""
    locality: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """What was given, from the inside of the house to the country."""
        return (
            self.delivery,
            self.building,
            self.street,
            self.locality,
            self.postcode,
            self.city,
            self.country,
        )


def from_parts(parts: Mapping[str, str]) -> Address:
    """From the cells of a roster, by field of Address; line breaks inside a cell are kept."""
    tidy = {name: _tidy(text) for name, text in parts.items()}
    if "country" in tidy and unaccented(tidy["country"]).upper() in FRANCE:
        tidy["country"] = ""
    return Address(**tidy)


def envelope(name_line: str, address: Address) -> tuple[str, ...]:
    """The lines to print, blank ones dropped: at most six, and the country.

    In France the lines from the street on are in capitals without accents or punctuation; abroad
    they stay as they were written, for other posts have other rules.
    """
    upper = [_tidy(name_line), address.delivery, address.building]
    lower = [address.street, address.locality, f"{address.postcode} {address.city}"]
    if not address.country:
        lower = [*map(_capitals, lower[:2]), SAINT.sub(r"SAINT\1", _capitals(lower[2]))]
    country = unaccented(address.country).upper()
    lines = "\n".join(map(_tidy, (*upper, *lower, country))).split("\n")
    return tuple(line for line in lines if line)


def problems(name_line: str, address: Address) -> tuple[Problem, ...]:
    """Everything that speaks against this envelope, from the name to the country."""
    return (
        *_missing(name_line, address),
        *_of_postcode(address),
        *_of_lines(name_line, address),
    )


def _missing(name_line: str, address: Address) -> Iterator[Problem]:
    if not _tidy(name_line):
        yield Problem(Code.NO_NAME, _("There is no name."))
    if not (address.street or address.locality):
        yield Problem(Code.NO_STREET, _("There is no street, hamlet or post-office box."))
    if not address.city:
        yield Problem(Code.NO_TOWN, _("There is no town."))


def _of_postcode(address: Address) -> Iterator[Problem]:
    code = address.postcode
    if address.country or department(code):
        return
    if LETTER.search(code):
        yield Problem(Code.NO_COUNTRY, _("This is not a French postcode, and there is no country."))
    elif FOUR_DIGITS.fullmatch(code):
        yield Problem(
            Code.POSTCODE_ZERO,
            _("The postcode has four digits: a zero at the front is lost, or the country."),
        )
    elif FORM.fullmatch(code):
        yield Problem(Code.POSTCODE_DEPARTMENT, _("No department has this postcode."))
    else:
        yield Problem(Code.POSTCODE_FORM, _("A postcode has five digits, 0 to 9."))


def _of_lines(name_line: str, address: Address) -> Iterator[Problem]:
    lines = envelope(name_line, address)
    if any(map(_hides, (name_line, *address.cells))):
        yield Problem(
            Code.HIDDEN, _("The address holds an invisible or control character: type it anew.")
        )
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            yield Problem(Code.LINE_TOO_LONG, _too_long(number, len(line)))
    if len(lines) - bool(address.country) > MOST_LINES:
        yield Problem(
            Code.TOO_MANY_LINES,
            _("There are more than %(most)s lines without the country.", most=MOST_LINES),
        )
    if PO_BOX.search(f"{address.street} {address.locality}"):
        yield Problem(Code.PO_BOX, _("The letter goes to a post-office box."))


def _hides(text: str) -> bool:
    """Looked for before the envelope: there, what is no letter has become a space."""
    return not text.isprintable() and has_hidden(_tidy(text).replace("\n", ""))


def _too_long(number: int, length: int) -> Text:
    return _(
        "Line %(number)s has %(length)s characters; at most %(limit)s fit.",
        number=number,
        length=length,
        limit=LONGEST_LINE,
    )


def _tidy(text: str) -> str:
    """Composed letters and single spaces, line by line; what does not show stays to be told."""
    if not text or CLEAN.fullmatch(text):
        return text
    composed = unicodedata.normalize("NFC", text)
    if LINE_BREAK.search(composed):
        return "\n".join(filter(None, map(folded, LINE_BREAK.split(composed))))
    return folded(composed)


def _capitals(text: str) -> str:
    """Letters, digits and single spaces, line by line."""
    return "\n".join(map(_capital_line, LINE_BREAK.split(text))) if text else ""


def _capital_line(line: str) -> str:
    plain = line if line.isascii() else unaccented(NUMBER_SIGN.sub(" ", line))
    return NO_LETTER_OR_DIGIT.sub(" ", plain.upper()).strip()
