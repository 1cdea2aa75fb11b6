"""Numbers of pharmacies, companies and the professionals who hold them."""

import re

from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError

from breachdesk.identities.domain import Unlikely, unlikely
from breachdesk.identities.domain.digits import MISTYPED, compact, exactly, has_luhn_key
from breachdesk.kernel.text import Text, _

SIREN = _("A SIREN number has nine digits, the last of which checks the others.")
SIRET = _("A SIRET number has 14 digits: the SIREN number and five more.")
FINESS = _("A FINESS number has nine characters and begins with the department.")
RPPS = _("An RPPS number has eleven digits, the last of which checks the others.")
VAT = _("An intra-community VAT number looks like FR followed by eleven digits.")

NINE = re.compile(r"[0-9]{9}")
ELEVEN = re.compile(r"[0-9]{11}")
FOURTEEN = re.compile(r"[0-9]{14}")
CORSICAN_FINESS = re.compile(r"2[AB][0-9]{7}")

LA_POSTE = "356000000"
LA_POSTE_HEAD_OFFICE = "35600000000048"
"""The only establishment of La Poste that has a Luhn key."""

LA_POSTE_DIVISOR = 5


def siren(text: str) -> str:
    return _keyed(text if NINE.fullmatch(text) else exactly(9, text, SIREN), SIREN)


def siret(text: str) -> str:
    """Both keys count: that of the whole and that of the SIREN inside."""
    kept = text if FOURTEEN.fullmatch(text) else exactly(14, text, SIRET)
    if not (has_luhn_key(kept[:9]) and _has_siret_key(kept)):
        raise unlikely(SIRET, MISTYPED)
    return kept


def finess(text: str) -> str:
    """The rule for the key behind 2A and 2B is not published: those are taken as they are."""
    if NINE.fullmatch(text):
        return _keyed(text, FINESS)
    kept = compact(text, FINESS).upper()
    if CORSICAN_FINESS.fullmatch(kept):
        return kept
    return _keyed(exactly(9, text, FINESS), FINESS)


def rpps(text: str) -> str:
    return _keyed(text if ELEVEN.fullmatch(text) else exactly(11, text, RPPS), RPPS)


def vat(text: str) -> str:
    """Of any member state."""
    kept = _valid_vat(compact(text, VAT))
    if kept is None:
        raise Unlikely(VAT)
    return kept


def _keyed(digits: str, wanted: Text) -> str:
    if not has_luhn_key(digits):
        raise unlikely(wanted, MISTYPED)
    return digits


def _has_siret_key(digits: str) -> bool:
    """La Poste has more post offices than the Luhn key allows: their digits add up to fives."""
    if digits.startswith(LA_POSTE) and digits != LA_POSTE_HEAD_OFFICE:
        return sum(map(int, digits)) % LA_POSTE_DIVISOR == 0
    return has_luhn_key(digits)


def _valid_vat(text: str) -> str | None:
    try:
        return str(eu_vat.validate(text))
    except ValidationError:
        return None
