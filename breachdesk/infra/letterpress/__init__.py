"""Prints personalised A4 letters by the hundred thousand; knows no feature and no database.

WeasyPrint lays out the body of a segment once; for every person a short stream of PDF operators
is stamped over it: address, salutation, reference, and a code with its QR code. A file may hold
letters of many bodies, in any order; each body is written into it once.
"""

from breachdesk.infra.letterpress.body import Body, lay_out
from breachdesk.infra.letterpress.letter import (
    Fault,
    FontMissingError,
    Letter,
    Printed,
    PrintedFile,
    Unprintable,
    UnprintableError,
)
from breachdesk.infra.letterpress.press import Job, Press
from breachdesk.infra.letterpress.slots import SALUTATION

__all__ = [
    "SALUTATION",
    "Body",
    "Fault",
    "FontMissingError",
    "Job",
    "Letter",
    "Press",
    "Printed",
    "PrintedFile",
    "Unprintable",
    "UnprintableError",
    "lay_out",
]
