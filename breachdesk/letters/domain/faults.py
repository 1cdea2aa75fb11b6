"""Why a letter cannot be mailed; always a reason that somebody can act on."""

from collections.abc import Mapping
from enum import StrEnum

from breachdesk.kernel.text import Text, _


class Fault(StrEnum):
    GONE = "gone"
    NO_TEXT = "no-text"
    MISSING_VALUE = "missing-value"
    INCOMPLETE = "incomplete"
    POSTCODE = "postcode"
    COUNTRY = "country"
    LINE_TOO_LONG = "line-too-long"
    TOO_MANY_LINES = "too-many-lines"
    HIDDEN = "hidden"
    CHARACTERS = "characters"
    NAME_TOO_LONG = "name-too-long"


FAULT_LABELS: Mapping[Fault, Text] = {
    Fault.GONE: _("The person is no longer on file"),
    Fault.NO_TEXT: _("There is no text in this language"),
    Fault.MISSING_VALUE: _("A value the text needs is missing"),
    Fault.INCOMPLETE: _("The address is incomplete"),
    Fault.POSTCODE: _("There is no such postcode"),
    Fault.COUNTRY: _("The postcode is foreign, and there is no country"),
    Fault.LINE_TOO_LONG: _("A line of the address has more than 38 characters"),
    Fault.TOO_MANY_LINES: _("The address has more than six lines"),
    Fault.HIDDEN: _("The address holds an invisible character"),
    Fault.CHARACTERS: _("No typeface here has all the characters of the name or address"),
    Fault.NAME_TOO_LONG: _("The name does not fit on a line of the letter"),
}
