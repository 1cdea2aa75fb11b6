"""Telephone numbers as E.164, wherever in France they were written down."""

import re
from enum import StrEnum

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

from breachdesk.identities.domain import Unlikely, unlikely
from breachdesk.identities.domain.digits import LOST_ZERO, compact
from breachdesk.identities.domain.postcodes import department
from breachdesk.kernel.text import _

WANTED = _("Give a telephone number with ten digits, or with its country code.")
SHORT_NUMBER = _("A short number cannot be called from everywhere and takes no messages.")
PREMIUM = _("A premium-rate number is nobody’s own.")
LOST_PLUS = _("Before a country code there must be a +.")
NOT_IN_USE = _("In the country of this code no number looks so.")


class Kind(StrEnum):
    """Where a short message arrives: on a mobile only."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    SPECIAL = "special"


MAINLAND = re.compile(r"0(?!26[239]|59[046]|639(?!98)|69|70)[1-7][0-9]{8}")
"""Numbers that no overseas territory shares: about them libphonenumber has nothing to add.

06 39 98 is set aside for fiction between those of Mayotte.
"""
FRENCH_CODE = re.compile(r"(?:\+|00)33(?:\(0\)|0)?([1-9][0-9]{8})")
HOME = re.compile(r"0[1-9][0-9]{8}")
WITHOUT_ZERO = re.compile(r"[1-9][0-9]{8}")
WITHOUT_PLUS = re.compile(r"(?:33|262|508|59[046]|68[179])[0-9]{9}")
SHORT = re.compile(r"1[0-9]{1,2}|3[0-9]{3}|11[68][0-9]{3}")
DIALLED = re.compile(r"\+?[0-9]+")
BRACKETS = str.maketrans("", "", "()/")

WIDE = frozenset({"97", "98"})
TEN_DIGITS = ("GP", "GF", "MQ", "RE", "YT")
REGIONS = {
    "971": "GP", "972": "MQ", "973": "GF", "974": "RE", "975": "PM", "976": "YT", "977": "GP",
    "978": "GP", "986": "WF", "987": "PF", "988": "NC",
}  # fmt: skip
"""Territories with a country code of their own, by department."""

OUR_CODES = frozenset({33, 262, 508, 590, 594, 596, 681, 687, 689})
"""Where a number may be possible without being assigned: those set aside for fiction are not."""

MOBILE_FORM = re.compile(r"\+(?:33[67]|262(?:639|69[23])|59069[01]|594694|59669[67])[0-9]+")
LANDLINE_FORM = re.compile(r"\+33[1-59][0-9]+")
LANDLINES = frozenset({PhoneNumberType.FIXED_LINE, PhoneNumberType.VOIP})
MOBILES = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


def canonical(text: str, postcode: str = "") -> str:
    """E.164. The postcode tells what a number without country code belongs to.

    A number in service is not asked for, only one that can be: libphonenumber knows nothing of
    the numbers set aside for fiction.
    """
    bare = text.replace(" ", "")
    if bare.startswith("+33"):
        bare = FRENCH_CODE.sub(r"0\1", bare)
    if MAINLAND.fullmatch(bare) and postcode[:2] not in WIDE:
        return f"+33{bare[1:]}"
    region = REGIONS.get(department(postcode), "FR")
    dialled = _dialled(text)
    if region == "PM":
        dialled = dialled.removeprefix("0508")  # what its six digits follow in the French plan
    if dialled.startswith(("+", "00")):
        return _abroad(f"+{dialled.removeprefix('00').removeprefix('+')}")
    if region in {"FR", *TEN_DIGITS} or HOME.fullmatch(dialled):
        return _at_home(dialled, region)
    return _abroad(dialled, region)


def kind(e164: str) -> Kind:
    """Of a canonical number."""
    if MOBILE_FORM.fullmatch(e164):
        return Kind.MOBILE
    if LANDLINE_FORM.fullmatch(e164):
        return Kind.LANDLINE
    found = phonenumbers.number_type(phonenumbers.parse(e164))
    if found in MOBILES:
        return Kind.MOBILE
    return Kind.LANDLINE if found in LANDLINES else Kind.SPECIAL


def readable(e164: str) -> str:
    """A canonical number with the spaces its country puts in."""
    return phonenumbers.format_number(phonenumbers.parse(e164), PhoneNumberFormat.INTERNATIONAL)


def _dialled(text: str) -> str:
    """Digits, and + before them; a French country code becomes the zero it stands for.

    So +33 6, +33 06, +33 (0)6 and 0033 6 are one number, and an overseas number written with +33
    by mistake finds its own code.
    """
    kept = compact(text, WANTED).translate(BRACKETS)
    french = FRENCH_CODE.fullmatch(kept)
    if french:
        return f"0{french[1]}"
    if not DIALLED.fullmatch(kept):
        raise Unlikely(WANTED)
    if SHORT.fullmatch(kept):
        raise unlikely(WANTED, SHORT_NUMBER)
    return kept


def _at_home(dialled: str, region: str) -> str:
    """Ten digits: of the territory, of the mainland, or of another territory."""
    if WITHOUT_ZERO.fullmatch(dialled):
        raise unlikely(WANTED, LOST_ZERO)
    if WITHOUT_PLUS.fullmatch(dialled):
        raise unlikely(WANTED, LOST_PLUS)
    if not HOME.fullmatch(dialled):
        raise Unlikely(WANTED)
    if dialled.startswith("089"):
        raise unlikely(WANTED, PREMIUM)
    if region == "FR" and MAINLAND.fullmatch(dialled):
        return f"+33{dialled[1:]}"
    for one in dict.fromkeys((region, "FR", *TEN_DIGITS)):
        number = _parsed(dialled, one)
        if number and phonenumbers.is_valid_number_for_region(number, one):
            return phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return f"+33{dialled[1:]}"


def _abroad(dialled: str, region: str | None = None) -> str:
    number = _parsed(dialled, region)
    if number is None or not phonenumbers.is_possible_number(number):
        raise Unlikely(WANTED)
    if number.country_code not in OUR_CODES and not phonenumbers.is_valid_number(number):
        raise unlikely(WANTED, NOT_IN_USE)
    if phonenumbers.number_type(number) == PhoneNumberType.PREMIUM_RATE:
        raise unlikely(WANTED, PREMIUM)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _parsed(dialled: str, region: str | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(dialled, region)
    except phonenumbers.NumberParseException:
        return None
