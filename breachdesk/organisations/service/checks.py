"""Whether what was typed about a body can be true: numbers, addresses, telephones."""

from collections.abc import Callable, Mapping

from breachdesk.identities.domain import Unlikely, emails, establishments, phones
from breachdesk.kernel.errors import ManyRulesError, RuleError
from breachdesk.kernel.text import _
from breachdesk.organisations.domain import Section, Value
from breachdesk.organisations.domain.sectors import SECTORS


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


def _email(text: str) -> str:
    return emails.readable(emails.canonical(text))


def _phone(text: str) -> str:
    return phones.readable(phones.canonical(text))


def _sector(text: str) -> str:
    if text not in SECTORS:
        raise Unlikely(_("Choose one of the list."))
    return text


CHECKS: Mapping[str, Callable[[str], str]] = {
    "siren": establishments.siren,
    "vat": establishments.vat,
    "sector": _sector,
    "legal_email": _email,
    "contact_email": _email,
    "contact_phone": _phone,
}
