"""Whether what was typed about a body can be true: numbers, addresses, telephones."""

from collections.abc import Callable, Mapping

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError
from stdnum.fr import siren as fr_siren

from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.text import Text, _
from breachdesk.organisations.domain import Section, Value
from breachdesk.organisations.domain.sectors import SECTORS

COUNTRY = "FR"
"""Where a telephone number without country code is dialled from."""


class Unlikely(Exception):  # noqa: N818  # caught at once below
    """The value cannot be right; the text says what is wanted."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


def tidied(section: Section, values: Mapping[str, Value]) -> dict[str, Value]:
    """The values in one spelling; raises ManyRulesError with every field that cannot be right.

    Empty is fine: what is not known yet is completed later.
    """
    tidy: dict[str, Value] = {}
    broken: list[RuleError] = []
    for key, value in values.items():
        try:
            tidy[key] = _tidy(key, value)
        except Unlikely as error:
            broken.append(RuleError(error.text, field=key))
    if section is Section.BODY:
        broken.extend(_body_problems(tidy))
    if broken:
        raise ManyRulesError(tuple(broken))
    return tidy


def _tidy(key: str, value: Value) -> Value:
    if isinstance(value, bool):
        return value
    text = value.strip()
    return CHECKS[key](text) if text and key in CHECKS else text


def _body_problems(values: Mapping[str, Value]) -> list[RuleError]:
    problems = []
    if "name" in values and not values["name"]:
        problems.append(RuleError(_("Give the name of the body."), field="name"))
    siren, vat = str(values.get("siren", "")), str(values.get("vat", ""))
    if siren and vat.startswith("FR") and not vat.endswith(siren):
        problems.append(
            RuleError(_("A French VAT number ends with the SIREN number."), field="vat")
        )
    return problems


def _siren(text: str) -> str:
    try:
        return str(fr_siren.validate(text))
    except ValidationError as error:
        raise Unlikely(
            _("A SIREN number has nine digits, the last of which checks the others.")
        ) from error


def _vat(text: str) -> str:
    try:
        return str(eu_vat.validate(text))
    except ValidationError as error:
        raise Unlikely(
            _("An intra-community VAT number looks like FR followed by eleven digits.")
        ) from error


def _email(text: str) -> str:
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise Unlikely(_("Give an e-mail address like name@example.org.")) from error


def _phone(text: str) -> str:
    """Possible, not necessarily in service: numbers set aside for fiction are fine."""
    refusal = _("Give a telephone number with ten digits, or with its country code.")
    try:
        number = phonenumbers.parse(text, COUNTRY)
    except phonenumbers.NumberParseException as error:
        raise Unlikely(refusal) from error
    if not phonenumbers.is_possible_number(number):
        raise Unlikely(refusal)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _sector(text: str) -> str:
    if text not in SECTORS:
        raise Unlikely(_("Choose one of the list."))
    return text


CHECKS: Mapping[str, Callable[[str], str]] = {
    "siren": _siren,
    "vat": _vat,
    "sector": _sector,
    "legal_email": _email,
    "contact_email": _email,
    "contact_phone": _phone,
}
